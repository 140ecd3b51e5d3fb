import type { PublishedPort } from './compose-model.ts'
import { isAnyAddress, isLoopback, showAddress, type Endpoint } from './endpoint.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import type { KafkaFault } from './kafka-fault.ts'
import { placeOf, type KafkaNode } from './kafka-node.ts'
import { isOnHostNetwork, reachFromHost, startedServices } from './reach.ts'

/** Why a program on the computer cannot use the address a broker gives it. */
export type HostFault = KafkaFault<
  | 'advertised-unreadable'
  | 'advertised-missing'
  /** The image refuses to start with a variable of older times. */
  | 'variable-refused'
  | 'advertises-any'
  | 'advertises-docker-host'
  | 'advertises-name'
  | 'port-taken-twice'
  | 'not-published'
  | 'published-elsewhere'
  | 'ports-reversed'
  | 'random-port'
  | 'only-exposed'
  | 'wrong-listener'
  | 'other-broker'
  | 'other-service'
  | 'nothing-listens'
  | 'bound-to-localhost'
  /** The advertised listener is not among the bound ones: a fault of names, not of addresses. */
  | 'not-bound'
>

/**
 * The fault that keeps programs on the computer away, undefined when there is a listener by which every
 * broker can be reached from it: metadata is given per listener.
 */
export function findHostFault(cluster: KafkaCluster): HostFault | undefined {
  const { brokers } = cluster
  const early =
    brokers.map(findUnreadable).find(Boolean) ??
    brokers.map(findRefused).find(Boolean) ??
    findTakenTwice(cluster)
  if (early) return early
  const names = new Set(brokers.flatMap(clientListeners).map(({ name }) => name))
  const tries = [...names].map((name) =>
    brokers.map((broker) => tryListener(cluster, broker, name)),
  )
  if (tries.some((each) => each.every((fault) => fault === undefined))) return undefined
  const best = tries.toSorted((one, other) => costOf(one) - costOf(other))[0]
  return best?.find(Boolean) ?? (brokers[0] && missing(brokers[0]))
}

/** The listeners of a broker that clients are told of. */
function clientListeners(broker: KafkaNode): readonly Endpoint[] {
  const { controllerListeners, advertised } = broker
  return advertised.endpoints.filter(({ name }) => !controllerListeners.includes(name))
}

function findUnreadable(broker: KafkaNode): HostFault | undefined {
  const { unreadable } = broker.advertised
  if (unreadable === undefined) return undefined
  return fault('advertised-unreadable', broker, { part: unreadable })
}

/** Confluent's image checks for these and exits. */
const REFUSED = ['KAFKA_ADVERTISED_HOST', 'KAFKA_ADVERTISED_PORT', 'KAFKA_HOST', 'KAFKA_PORT']

function findRefused(broker: KafkaNode): HostFault | undefined {
  if (broker.family !== 'confluent') return undefined
  const variable = REFUSED.find((name) => broker.service.environment.get(name)?.value)
  const at = variable && broker.service.environment.get(variable)?.at
  return at ? { ...fault('variable-refused', broker, { variable }), at } : undefined
}

/** Of two containers that want the same port of the computer, the second one does not start. */
function findTakenTwice(cluster: KafkaCluster): HostFault | undefined {
  const services = startedServices(cluster)
  for (const broker of cluster.brokers) {
    for (const port of broker.service.ports) {
      if (port.hostPort === undefined) continue
      const other = services.find(
        (each) => each !== broker.service && each.ports.some((theirs) => isSame(port, theirs)),
      )
      const isRepeated = broker.service.replicas > 1
      if (!other && !isRepeated) continue
      const facts = { port: String(port.hostPort), other: other?.name ?? broker.service.name }
      return { ...fault('port-taken-twice', broker, facts), at: port.at }
    }
  }
  return undefined
}

function isSame(one: PublishedPort, other: PublishedPort): boolean {
  const { hostAddress: mine } = one
  const { hostAddress: theirs } = other
  const isOverlapping = mine === theirs || isAnyAddress(mine) || isAnyAddress(theirs)
  return one.hostPort === other.hostPort && one.protocol === other.protocol && isOverlapping
}

function tryListener(
  cluster: KafkaCluster,
  broker: KafkaNode,
  name: string,
): HostFault | undefined {
  const told = clientListeners(broker).find((each) => each.name === name)
  if (!told) return missing(broker)
  const facts = {
    name,
    address: showAddress(told.host, told.port),
    host: told.host,
    port: String(told.port),
  }
  if (told.host === '') return missing(broker)
  if (isAnyAddress(told.host)) return fault('advertises-any', broker, facts)
  if (/\.docker\.internal$/i.test(told.host)) return fault('advertises-docker-host', broker, facts)
  if (!isLoopback(told.host)) return fault('advertises-name', broker, facts)
  if (!broker.bound.endpoints.some((each) => each.name === name)) {
    return fault('not-bound', broker, facts)
  }
  return tryAddress(cluster, broker, told, facts)
}

/** The address is the computer's own; whether it leads to this very listener is another question. */
function tryAddress(
  cluster: KafkaCluster,
  broker: KafkaNode,
  { name, port }: Endpoint,
  facts: Readonly<Record<string, string>>,
): HostFault | undefined {
  const reached = reachFromHost(cluster, port)
  const published = broker.service.ports.find(({ hostPort }) => hostPort === port)
  const at = published && { at: published.at }
  const more = { ...facts, container: String(published?.containerPort ?? port) }
  switch (reached.kind) {
    case 'listener': {
      if (reached.node !== broker) {
        return fault('other-broker', broker, { ...more, other: reached.node.service.name })
      }
      if (reached.endpoint.name === name) return undefined
      const right = broker.bound.endpoints.find((each) => each.name === name)
      const there = { other: reached.endpoint.name, right: String(right?.port ?? port) }
      return { ...fault('wrong-listener', broker, { ...more, ...there }), ...at }
    }
    case 'loopback-only':
      return {
        ...fault('bound-to-localhost', broker, { ...more, bound: reached.endpoint.host }),
        at: placeOf(broker, 'listeners'),
      }
    case 'other-service':
      return fault('other-service', broker, { ...more, other: reached.service.name })
    case 'closed': {
      const bound = broker.bound.endpoints.find((each) => each.name === name)
      const right = bound ? String(bound.port) : ''
      return { ...fault('nothing-listens', broker, { ...more, right }), ...at }
    }
    default:
      return notPublished(broker, name, facts)
  }
}

/** Nothing of the computer's leads to the address; what is there instead tells why. */
function notPublished(
  broker: KafkaNode,
  name: string,
  facts: Readonly<Record<string, string>>,
): HostFault {
  const { ports, exposes } = broker.service
  const bound = broker.bound.endpoints.find((each) => each.name === name)
  const published = ports.find(({ containerPort }) => containerPort === bound?.port)
  if (published?.hostPort !== undefined) {
    const more = { ...facts, published: String(published.hostPort) }
    return { ...fault('published-elsewhere', broker, more), at: published.at }
  }
  if (published) return { ...fault('random-port', broker, facts), at: published.at }
  const reversed = ports.find(({ containerPort }) => String(containerPort) === facts.port)
  if (reversed?.hostPort !== undefined) {
    const more = {
      ...facts,
      published: String(reversed.hostPort),
      right: String(bound?.port ?? ''),
    }
    return { ...fault('ports-reversed', broker, more), at: reversed.at }
  }
  const [exposed] = exposes.filter(({ value }) => value === bound?.port)
  if (exposed) return { ...fault('only-exposed', broker, facts), at: exposed.at }
  return fault('not-published', broker, facts)
}

function missing(broker: KafkaNode): HostFault {
  const ignored = broker.ignored.find(({ name }) => name.includes('ADVERTISED'))
  const required = broker.family === 'confluent' ? 'yes' : ''
  const facts = { ignored: ignored?.name ?? '', required }
  const found = fault('advertised-missing', broker, facts)
  return ignored ? { ...found, at: ignored.at } : found
}

function fault(
  id: HostFault['id'],
  broker: KafkaNode,
  facts: Readonly<Record<string, string>>,
): HostFault {
  const at = placeOf(broker, 'advertised.listeners')
  const isHostNetwork = isOnHostNetwork(broker.service) ? 'yes' : ''
  return { id, service: broker.service.name, at, facts: { ...facts, isHostNetwork } }
}

/** The listener that comes nearest is the one to speak of. */
const COST: Readonly<Partial<Record<HostFault['id'], number>>> = {
  'advertises-any': 2,
  'advertises-docker-host': 3,
  'advertises-name': 4,
  'advertised-missing': 5,
}

function costOf(faults: readonly (HostFault | undefined)[]): number {
  const costs = faults.map((each) => (each ? (COST[each.id] ?? 1) : 0))
  return Math.max(...costs) * 100 + costs.reduce((sum, cost) => sum + cost, 0)
}
