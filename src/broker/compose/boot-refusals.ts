import type { ComposeService, Mount, Refusal } from '#compose/compose-model.ts'

/** Keys that are refused elsewhere, and that change nothing about what is started here. */
const HARMLESS = new Set(['extends', 'command', 'entrypoint', 'bind mount'])

/** Mounts that many files carry along, and that reach nothing. */
const CLOCK = /^\/etc\/(localtime|timezone)$/

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

/** A folder of the exercise is not mounted, and nothing is lost; any other one is not to be touched. */
function reachesOut({ kind, source }: Mount): boolean {
  if (kind !== 'bind' || CLOCK.test(source) || source.includes('docker.sock')) return false
  return !source.startsWith('.') || source.split(/[\\/]/).includes('..')
}
