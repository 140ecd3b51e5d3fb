import { pollUntil } from '#core/poll-until.ts'
import type { Bilingual } from '#core/bilingual.ts'
import type { Guardian } from '#process/guardian.ts'
import { readContainerLog } from '../../docker/container-log.ts'
import type { ContainerWatch } from '../../docker/container-watch.ts'
import type { Docker } from '../../docker/docker-command.ts'
import { engineGone } from '../../docker/wait-until-answering.ts'
import { askBroker, tellingLines, type Container } from '../container.ts'
import type { Address } from '../forwarder.ts'
import type { ContainerSpec } from './container-spec.ts'
import { openTunnel } from './exec-tunnel.ts'
import { zookeeperServes } from './zookeeper-serves.ts'

/** What starting any container of a file needs. */
export type DockerContainerTools = {
  readonly docker: Docker
  readonly watch: ContainerWatch
  readonly guardian: Guardian
  /** The container of a service in the generated file. */
  readonly containerOf: (key: string) => string
}

const READ_LINES = 300
/** A log that grows is read again after this long. */
const READ_AGAIN_MS = 1000
const SEEN_MS = 10_000
/** From here on, an exit code stands for a signal. */
const BY_SIGNAL = 128

/** A container of Docker, with the ports of this computer that lead to its own. */
export type DockerContainer = Container & { readonly ports: ReadonlyMap<number, number> }

/**
 * Starts a container that Compose has made, and stays with it; undefined when it cannot be started
 * because the one whose network it shares has ended.
 */
export async function startDockerContainer(
  spec: ContainerSpec,
  changes: readonly Bilingual[],
  tools: DockerContainerTools,
): Promise<DockerContainer | undefined> {
  const { docker, watch, guardian, containerOf } = tools
  const container = containerOf(spec.key)
  const holder = containerOf(spec.holder)
  try {
    await docker.run(['start', container])
  } catch (error) {
    if (holder !== container && watch.stateOf(holder) === 'ended') return undefined
    throw error
  }
  await pollUntil(
    async () => watch.stateOf(container) !== 'unknown' || watch.isEngineGone(),
    (isSeen) => isSeen,
    { what: `${container} to start`, timeoutMs: SEEN_MS },
  )
  const ports = await readPorts(docker, holder)
  const { probe } = spec
  const tunnel = probe?.isInside ? await openTunnel(container, probe.port, guardian) : undefined
  const standIn = tunnel?.port ?? ports.get(probe?.port ?? 0)
  const address: Address | undefined =
    standIn === undefined ? undefined : { host: '127.0.0.1', port: standIn }
  const ended: Container['ended'] = () => {
    if (watch.isEngineGone()) throw engineGone()
    if (watch.stateOf(container) !== 'ended') return undefined
    const exitCode = watch.exitCodeOf(container) ?? BY_SIGNAL
    return { exitCode: exitCode > BY_SIGNAL ? null : exitCode }
  }
  const ask = async () => (address && !ended() ? await askBroker(address) : undefined)
  return {
    changes,
    ports,
    ended,
    ask,
    lastLines: followLog(docker, container, () => ended() !== undefined),
    isHealthy: async () => {
      if (spec.planned.node) return !probe || (await ask()) !== undefined
      return address !== undefined && (await zookeeperServes(address))
    },
    [Symbol.asyncDispose]: async () => await tunnel?.[Symbol.asyncDispose](),
  }
}

/** The port of this computer behind each port of a container that is published; none of a dead one. */
async function readPorts(docker: Docker, container: string): Promise<ReadonlyMap<number, number>> {
  const format = '{{json .NetworkSettings.Ports}}'
  const text = await docker.run(['inspect', '--format', format, container])
  const ports = (JSON.parse(text) ?? {}) as Record<string, readonly { HostPort: string }[] | null>
  return new Map(
    Object.entries(ports).flatMap(([inside, outside]): [number, number][] => {
      const hostPort = outside?.[0]?.HostPort
      return hostPort === undefined ? [] : [[Number.parseInt(inside, 10), Number(hostPort)]]
    }),
  )
}

/** The end of a log, which is looked at many times a second while it grows; whole once it has ended. */
function followLog(docker: Docker, container: string, hasEnded: () => boolean) {
  let last:
    | { readonly atMs: number; readonly isWhole: boolean; lines: readonly string[] }
    | undefined
  return async (): Promise<readonly string[]> => {
    const isWhole = hasEnded()
    const isFresh = last && (last.isWhole || performance.now() - last.atMs < READ_AGAIN_MS)
    if (!last || !isFresh || last.isWhole !== isWhole) {
      const lines = tellingLines(await readContainerLog(docker, container, READ_LINES))
      last = { atMs: performance.now(), isWhole, lines }
    }
    return last.lines
  }
}
