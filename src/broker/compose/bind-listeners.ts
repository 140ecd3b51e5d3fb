import { isAnyAddress, isLoopback, type Endpoint } from '#compose/endpoint.ts'
import type { KafkaNode } from '#compose/kafka-node.ts'
import { valueOf } from '#compose/properties.ts'
import type { Machine } from './machine.ts'

/** What a node binds, written so that it stays within its own machine. */
export type BoundListeners = {
  /** The value for `listeners`. */
  readonly listeners: string
  /** The addresses that will be bound. */
  readonly binds: readonly { readonly host: string; readonly port: number }[]
  /** Ports on every address: what comes in at `lo` is handed on to `eth`. */
  readonly echoes: readonly number[]
}

/**
 * Kafka binds one address per listener, and two containers may each bind "all" of theirs at the same
 * port. So all becomes the machine's own name, localhost its `lo`, and a name stays what it is. What
 * the broker refuses by itself is left as it stands.
 */
export function bindListeners(node: KafkaNode, machine: Machine): BoundListeners {
  const given = valueOf(node.properties, 'listeners')
  const { endpoints, unreadable } = node.bound
  if (unreadable !== undefined || isRefused(node)) {
    return { listeners: given ?? DEFAULT, binds: [], echoes: [] }
  }
  const placed = endpoints.map((endpoint) => ({ endpoint, place: placeOf(endpoint, machine) }))
  return {
    listeners: placed
      .map(({ endpoint: { name, port }, place }) => `${name}://${place.name}:${port}`)
      .join(','),
    binds: placed.map(({ endpoint, place }) => ({ host: place.address, port: endpoint.port })),
    echoes: placed.flatMap(({ endpoint }) => (isAnyAddress(endpoint.host) ? [endpoint.port] : [])),
  }
}

const DEFAULT = 'PLAINTEXT://:9092'

/**
 * What the broker refuses before it binds: a port twice, and `0.0.0.0` where it would be told to
 * clients because nothing else is.
 */
function isRefused({ bound, isBroker, isAdvertisedGiven, controllerListeners }: KafkaNode) {
  const ports = bound.endpoints.map(({ port }) => port)
  if (new Set(ports).size < ports.length) return true
  return (
    isBroker &&
    !isAdvertisedGiven &&
    bound.endpoints.some(
      ({ name, host }) => host !== '' && isAnyAddress(host) && !controllerListeners.includes(name),
    )
  )
}

function placeOf({ host }: Endpoint, { lo, eth, hostname }: Machine) {
  if (isAnyAddress(host)) return { name: hostname, address: eth }
  if (isLoopback(host)) return { name: 'localhost', address: lo }
  return /^[\d.]+$/.test(host) ? { name: hostname, address: eth } : { name: host, address: eth }
}
