import { isBefore } from './image-family.ts'
import { findInterBrokerFault } from './inter-broker-faults.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import { placeOf, type KafkaNode } from './kafka-node.ts'
import { nameFault, type NameFault } from './name-fault.ts'
import { SECURITY_PROTOCOLS } from './protocol-map.ts'
import { findToldLocalhost } from './told-localhost.ts'

/** The first fault of the listeners: their names first, then who reaches whom. */
export function findNameFault(cluster: KafkaCluster): NameFault | undefined {
  return (
    cluster.nodes.map(findOwnFault).find(Boolean) ??
    findInterBrokerFault(cluster) ??
    findToldLocalhost(cluster)
  )
}

function findOwnFault(node: KafkaNode): NameFault | undefined {
  const { bound } = node
  if (bound.unreadable !== undefined) {
    return nameFault('listeners-unreadable', node, 'listeners', { part: bound.unreadable })
  }
  return findDouble(node) ?? findMapFault(node) ?? (node.isBroker ? findUnbound(node) : undefined)
}

function findDouble(node: KafkaNode): NameFault | undefined {
  const { endpoints } = node.bound
  const isDerived = node.properties.get('listeners')?.variable === undefined
  const property = isDerived ? 'advertised.listeners' : 'listeners'
  const name = firstDouble(endpoints.map((each) => each.name))
  if (name !== undefined) return nameFault('name-twice', node, property, { name })
  const advertised = firstDouble(node.advertised.endpoints.map((each) => each.name))
  if (advertised !== undefined) {
    return nameFault('name-twice', node, 'advertised.listeners', { name: advertised })
  }
  const port = firstDouble(endpoints.map((each) => each.port))
  if (port === undefined) return undefined
  const sharing = endpoints.filter((each) => each.port === port).map((each) => each.name)
  return nameFault('port-twice', node, property, { port: String(port), names: sharing.join(', ') })
}

function findMapFault(node: KafkaNode): NameFault | undefined {
  const property = 'listener.security.protocol.map'
  const { protocols, unreadable, isGiven } = node.protocols
  if (unreadable !== undefined)
    return nameFault('map-unreadable', node, property, { part: unreadable })
  const told = node.isBroker ? node.advertised.endpoints : []
  const names = [...node.bound.endpoints, ...told].map(({ name }) => name)
  const used = node.mode === 'kraft' ? [...names, ...node.controllerListeners] : names
  const name = used.find((each) => !protocols.has(each))
  if (name !== undefined) {
    const found = nameFault('not-in-map', node, property, { name, isGiven: isGiven ? 'yes' : '' })
    return isGiven ? found : { ...found, at: placeOf(node, 'listeners') }
  }
  const odd = [...protocols].find(
    ([, protocol]) => !SECURITY_PROTOCOLS.includes(protocol.toUpperCase()),
  )
  if (!odd) return undefined
  return nameFault('unknown-protocol', node, property, { name: odd[0], protocol: odd[1] })
}

function findUnbound(node: KafkaNode): NameFault | undefined {
  const bound = node.bound.endpoints.map(({ name }) => name)
  const advertised = node.advertised.endpoints.map(({ name }) => name)
  const controller = advertised.find((name) => node.controllerListeners.includes(name))
  if (controller !== undefined && node.version && isBefore(node.version, [3, 9])) {
    return nameFault('controller-advertised', node, 'advertised.listeners', { name: controller })
  }
  const name = advertised.find((each) => !bound.includes(each))
  if (name === undefined) return undefined
  const names = bound.join(', ')
  return nameFault('not-in-listeners', node, 'advertised.listeners', { name, bound: names })
}

function firstDouble<T>(values: readonly T[]): T | undefined {
  return values.find((value, index) => values.indexOf(value) !== index)
}
