import type { ComposeService } from '#compose/compose-model.ts'
import { isLoopback } from '#compose/endpoint.ts'
import { networkNameOf } from '#compose/network-owner.ts'
import type { ComposePlan, PlannedService } from '../compose-plan.ts'
import { zookeeperPortOf } from '../zookeeper-config.ts'

/** Where a broker or a ZooKeeper is asked how it is; at `isInside` only from its own container. */
export type ProbePort = { readonly port: number; readonly isInside: boolean }

/** A container to be made, under names that are ours. */
export type ContainerSpec = {
  readonly planned: PlannedService
  /** Its service in the generated file. */
  readonly key: string
  /** Whose network it shares; itself when it has its own. */
  readonly holder: string
  /** Undefined for a controller, which speaks another protocol. */
  readonly probe: ProbePort | undefined
}

/** A container for each service; services that share a network share that of one of them. */
export function specifyContainers({ services }: ComposePlan): readonly ContainerSpec[] {
  const models = services.map(({ service }) => service)
  const keyOf = (service: ComposeService) => `part${models.indexOf(service) + 1}`
  return services.map((planned) => {
    const { service } = planned
    const network = networkNameOf(service, models)
    const sharers = models.filter((each) => networkNameOf(each, models) === network)
    const holder = sharers.find(({ name }) => name === network) ?? sharers[0] ?? service
    return { planned, key: keyOf(service), holder: keyOf(holder), probe: probeOf(planned) }
  })
}

function probeOf({ service, node, role }: PlannedService): ProbePort | undefined {
  if (!node) return { port: zookeeperPortOf(service), isInside: false }
  if (role !== 'broker') return undefined
  const { controllerListeners, bound } = node
  const own = bound.endpoints.filter(({ name }) => !controllerListeners.includes(name))
  const open = own.find(({ host }) => !isLoopback(host))
  const endpoint = open ?? own[0]
  return endpoint && { port: endpoint.port, isInside: open === undefined }
}
