import { findClusterIdFault } from './cluster-id-faults.ts'
import { isBefore } from './image-family.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import { listOf, type KafkaNode } from './kafka-node.ts'
import { modeFault, type ModeFault } from './mode-fault.ts'
import { valueOf } from './properties.ts'
import { findVotersFault } from './voter-faults.ts'

const ROLES = ['broker', 'controller']

/** The first thing KRaft needs and a node, or the cluster, does not have. */
export function findKraftFault(cluster: KafkaCluster): ModeFault | undefined {
  const { nodes } = cluster
  return (
    nodes.map(findNodeFault).find(Boolean) ??
    findMissingRole(cluster) ??
    nodes.map((node) => findVotersFault(cluster, node)).find(Boolean) ??
    findClusterIdFault(cluster)
  )
}

function findNodeFault(node: KafkaNode): ModeFault | undefined {
  const { properties, controllerListeners, bound, isController } = node
  const roles = listOf(valueOf(properties, 'process.roles'))
  const unknown = roles.find((role) => !ROLES.includes(role))
  if (unknown !== undefined)
    return modeFault('unknown-role', node, 'process.roles', { role: unknown })
  if (isTooOld(node)) {
    return modeFault('kraft-too-old', node, 'process.roles', { image: node.image.text })
  }
  if (node.nodeId === undefined) return modeFault('node-id-missing', node, 'process.roles', {})
  if (controllerListeners.length === 0) {
    return modeFault('controller-names-missing', node, 'process.roles', {})
  }
  if (bound.unreadable !== undefined) return undefined
  const listening = bound.endpoints.find(({ name }) => controllerListeners.includes(name))
  const facts = {
    name: controllerListeners.join(', '),
    bound: bound.endpoints.map(({ name }) => name).join(', '),
    isGiven: valueOf(properties, 'listeners') && isOwn(node) ? 'yes' : '',
  }
  if (isController && !listening)
    return modeFault('controller-not-listening', node, 'listeners', facts)
  const given = listOf(valueOf(properties, 'controller.listener.names'))
  if (isController && !given.some((name) => name === name.toUpperCase())) {
    const names = { name: given.join(', '), upper: controllerListeners.join(', ') }
    return modeFault('controller-name-case', node, 'controller.listener.names', names)
  }
  if (!isController && listening)
    return modeFault('broker-binds-controller', node, 'listeners', facts)
  return undefined
}

/** Whether `listeners` was written by the learner, not derived from what is advertised. */
function isOwn({ properties }: KafkaNode): boolean {
  return (
    /(^|_)LISTENERS$/.test(properties.get('listeners')?.variable ?? '') &&
    !/ADVERTISED/.test(properties.get('listeners')?.variable ?? '')
  )
}

/** Confluent's image starts KRaft by itself since 7.4; before, only with a command of one's own. */
function isTooOld({ family, version, service }: KafkaNode): boolean {
  if (family !== 'confluent' || !version || service.command || service.entrypoint) return false
  return isBefore(version, [3, 4])
}

function findMissingRole({ nodes }: KafkaCluster): ModeFault | undefined {
  const [first] = nodes
  if (!first) return undefined
  if (!nodes.some(({ isBroker }) => isBroker)) {
    return modeFault('no-broker-role', first, 'process.roles', {})
  }
  if (nodes.some(({ isController }) => isController)) return undefined
  return modeFault('no-controller-role', first, 'process.roles', {})
}
