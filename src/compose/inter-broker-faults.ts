import { isAnyAddress, isLoopback, showAddress, type Endpoint } from './endpoint.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import { placeOf, type KafkaNode } from './kafka-node.ts'
import type { NameFault } from './name-fault.ts'
import { valueOf } from './properties.ts'
import { reachFromContainer } from './reach.ts'

/** Why brokers do not find each other by the listener that is meant for it. */
export function findInterBrokerFault(cluster: KafkaCluster): NameFault | undefined {
  for (const broker of cluster.brokers) {
    const fault = findNameFaultOf(broker)
    if (fault) return fault
  }
  for (const broker of cluster.brokers) {
    const told = interBrokerEndpoint(broker)
    // An empty host is the container's own name, which the others can resolve.
    if (!told || told.host === '' || isAnyAddress(told.host)) continue
    for (const peer of peersOf(broker, cluster)) {
      const fault = findDialFault(cluster, peer, broker, told)
      if (fault) return fault
    }
  }
  return undefined
}

/** The listener by which brokers speak to each other, in upper case as the broker has it. */
function interBrokerName({ properties }: KafkaNode): string {
  const named = valueOf(properties, 'inter.broker.listener.name')
  return (
    named ??
    valueOf(properties, 'security.inter.broker.protocol') ??
    'PLAINTEXT'
  ).toUpperCase()
}

function interBrokerEndpoint(broker: KafkaNode): Endpoint | undefined {
  const name = interBrokerName(broker)
  return broker.advertised.endpoints.find((each) => each.name === name)
}

function findNameFaultOf(broker: KafkaNode): NameFault | undefined {
  const { properties, controllerListeners, advertised } = broker
  const given = valueOf(properties, 'inter.broker.listener.name')
  const protocol = valueOf(properties, 'security.inter.broker.protocol')
  const name = interBrokerName(broker)
  const fault = (id: NameFault['id']): NameFault => {
    const names = advertised.endpoints.map((each) => each.name).join(', ')
    const facts = { name, names, isGiven: given === undefined ? '' : 'yes' }
    const property = given === undefined ? 'advertised.listeners' : 'inter.broker.listener.name'
    return { id, service: broker.service.name, at: placeOf(broker, property), facts }
  }
  if (given !== undefined && protocol !== undefined) return fault('two-inter-broker-settings')
  if (broker.mode === 'kraft' && controllerListeners.includes(name)) {
    return fault('inter-broker-is-controller')
  }
  return interBrokerEndpoint(broker) ? undefined : fault('inter-broker-missing')
}

/** Who dials a broker: all the others, and with ZooKeeper, where any broker is controller, itself. */
function peersOf(broker: KafkaNode, { brokers }: KafkaCluster): KafkaNode[] {
  return brokers.filter((peer) => peer !== broker || broker.mode === 'zookeeper')
}

function findDialFault(
  cluster: KafkaCluster,
  peer: KafkaNode,
  broker: KafkaNode,
  { name, host, port }: Endpoint,
): NameFault | undefined {
  const reached = reachFromContainer(cluster, peer.service, host, port)
  if (reached.kind === 'elsewhere') return undefined
  if (reached.kind === 'listener' && reached.node === broker && reached.endpoint.name === name) {
    return undefined
  }
  const facts = { name, address: showAddress(host, port), host, peer: peer.service.name }
  const at = placeOf(broker, 'advertised.listeners')
  const base = { service: broker.service.name, at, facts }
  if (isLoopback(host)) return { id: 'inter-broker-localhost', ...base }
  if (reached.kind === 'unknown-host') return { id: 'inter-broker-unknown-host', ...base }
  return { id: 'inter-broker-unreachable', ...base }
}
