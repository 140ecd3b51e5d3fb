import { bindListeners, type BoundListeners } from './bind-listeners.ts'
import type { PlannedService } from './compose-plan.ts'
import type { Address } from './forwarder.ts'
import type { Machine, Machines } from './machine.ts'
import { failStartCheck, failZookeeperCheck } from './start-check.ts'
import { readZookeeperConfig, type ZookeeperConfig } from './zookeeper-config.ts'

/** What a service comes to on its machine, before anything is started. */
export type ServiceShape = {
  readonly planned: PlannedService
  readonly machine: Machine
  /** What its JVM will bind. */
  readonly binds: readonly Address[]
  /** Ports on every address: what comes in at `lo` is handed on to `eth`. */
  readonly echoes: readonly number[]
  /** Where a broker, or a ZooKeeper, answers; a controller speaks another protocol. */
  readonly probe: Address | undefined
  /** The last words of an image that does not start at all. */
  readonly lastWords: string | undefined
  /** Undefined for a ZooKeeper. */
  readonly bound: BoundListeners | undefined
  readonly zookeeper: ZookeeperConfig | undefined
}

/** Gives a service its place on its machine. */
export function shapeService(planned: PlannedService, machines: Machines): ServiceShape {
  const { service, node } = planned
  const machine = machines.of(service)
  const base = { planned, machine }
  if (!node) {
    const zookeeper = readZookeeperConfig(service, machine)
    const ports = [zookeeper.port, ...zookeeper.peerPorts]
    const binds = ports.map((port) => ({ host: machine.eth, port }))
    const lastWords = failZookeeperCheck(service)
    const places = { binds, echoes: [zookeeper.port], probe: binds[0] }
    return { ...base, ...places, lastWords, bound: undefined, zookeeper }
  }
  const bound = bindListeners(node, machine)
  const at = node.bound.endpoints.findIndex(({ name }) => !node.controllerListeners.includes(name))
  const { binds, echoes } = bound
  const probe = planned.role === 'broker' && at >= 0 ? binds[at] : undefined
  return {
    ...base,
    binds,
    echoes,
    probe,
    lastWords: failStartCheck(node),
    bound,
    zookeeper: undefined,
  }
}
