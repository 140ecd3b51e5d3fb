import { isLoopback, showAddress, type Endpoint } from './endpoint.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import type { KafkaNode } from './kafka-node.ts'
import { isOnHostNetwork, reachFromHost } from './reach.ts'

/** One listener of a broker, from every side. */
export type ListenerView = {
  readonly service: string
  readonly name: string
  readonly bound: string
  /** What clients that come in by it are told; empty for a controller's listener. */
  readonly advertised: string
  /** The computer's port that leads to it; empty when there is none. */
  readonly published: string
}

/** What a program on the computer meets, from its first contact to the address it is given. */
export type HostJourney = {
  readonly bootstrap: string
  readonly service: string
  readonly listener: string
  readonly told: string
  /** How the second step ends. */
  readonly end: 'there' | 'unknown-name' | 'refused' | 'closed-at-once' | 'other'
}

/** Every listener of every node, bound or only advertised. */
export function viewListeners({ nodes }: KafkaCluster): ListenerView[] {
  return nodes.flatMap((node) => {
    const { bound, advertised, service } = node
    const names = new Set([...bound.endpoints, ...advertised.endpoints].map(({ name }) => name))
    return [...names].map((name) => {
      const at = bound.endpoints.find((each) => each.name === name)
      const told = advertised.endpoints.find((each) => each.name === name)
      return {
        service: service.name,
        name,
        bound: at ? showAddress(at.host || '*', at.port) : '',
        advertised: told ? showAddress(told.host || '(container)', told.port) : '',
        published: at ? publishedAs(node, at) : '',
      }
    })
  })
}

/** The journeys that begin at the computer's ports of the brokers, one for each port. */
export function followHost(cluster: KafkaCluster): HostJourney[] {
  const journeys = cluster.brokers.flatMap((broker) => {
    const { service, bound } = broker
    const ports = isOnHostNetwork(service)
      ? bound.endpoints.map(({ port }) => port)
      : service.ports.flatMap(({ hostPort }) => hostPort ?? [])
    return ports.map((port) => followPort(cluster, broker, port))
  })
  return journeys.flatMap((journey) => journey ?? [])
}

function followPort(
  cluster: KafkaCluster,
  broker: KafkaNode,
  port: number,
): HostJourney | undefined {
  const reached = reachFromHost(cluster, port)
  if (reached.kind !== 'listener' || reached.node !== broker) return undefined
  const { name } = reached.endpoint
  const told = broker.advertised.endpoints.find((each) => each.name === name)
  if (!told || broker.controllerListeners.includes(name)) return undefined
  return {
    bootstrap: showAddress('localhost', port),
    service: broker.service.name,
    listener: name,
    told: showAddress(told.host || '(container)', told.port),
    end: endOf(cluster, broker, told),
  }
}

function endOf(cluster: KafkaCluster, broker: KafkaNode, told: Endpoint): HostJourney['end'] {
  if (!isLoopback(told.host)) return 'unknown-name'
  const reached = reachFromHost(cluster, told.port)
  switch (reached.kind) {
    case 'listener':
      return reached.node === broker && reached.endpoint.name === told.name ? 'there' : 'other'
    case 'unpublished':
      return 'refused'
    case 'loopback-only':
    case 'closed':
      return 'closed-at-once'
    default:
      return 'other'
  }
}

function publishedAs({ service }: KafkaNode, { port }: Endpoint): string {
  if (isOnHostNetwork(service)) return showAddress('localhost', port)
  const ports = service.ports.filter((each) => each.containerPort === port)
  return ports.map(({ hostPort }) => `localhost:${hostPort ?? '?'}`).join(' ')
}
