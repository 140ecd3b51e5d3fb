import path from 'node:path'
import type { ComposeService, Mount, Refusal } from '#compose/compose-model.ts'

/** Keys that are refused elsewhere, and that change nothing about what is started here. */
const HARMLESS = new Set(['extends', 'command', 'entrypoint', 'bind mount'])

/** Mounts that many files carry along, and that reach nothing. */
const CLOCK = /^\/etc\/(localtime|timezone)$/

/** What belongs to the computer, or is somebody's whole home. */
const SYSTEM =
  /^(\/|~|\/root|\/(home|Users)(\/[^/]+)?|[A-Za-z]:|\/(etc|proc|sys|dev|boot|run|usr|bin|sbin|lib\w*|var\/run|var\/lib\/docker)(\/.*)?)$/

/** The keys for which a file is not started: they reach for the computer, or run something of its own. */
export function findBootRefusals(
  services: readonly ComposeService[],
): (Refusal & { readonly service: string })[] {
  return services.flatMap(({ name, refusals, mounts }) =>
    [
      ...refusals.filter(({ key }) => !HARMLESS.has(key)),
      ...mounts.filter(reachesOut).map(({ source, at }) => ({ key: `volumes: ${source}`, at })),
    ].map((refusal) => ({ ...refusal, service: name })),
  )
}

/** No folder is ever mounted; one for data is not missed, and one of the system has no business there. */
function reachesOut({ kind, source }: Mount): boolean {
  if (kind !== 'bind' || CLOCK.test(source) || source.includes('docker.sock')) return false
  const place = path.posix.normalize(source.replaceAll('\\', '/'))
  return SYSTEM.test(place === '/' ? place : place.replace(/\/$/, ''))
}
