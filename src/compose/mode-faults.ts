import { isBefore } from './image-family.ts'
import { isPinned } from './image-reference.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import type { KafkaNode } from './kafka-node.ts'
import { findKraftFault } from './kraft-faults.ts'
import { modeFault, type ModeFault } from './mode-fault.ts'
import { valueOf } from './properties.ts'
import { findZookeeperFault } from './zookeeper-faults.ts'

/** The first fault of the cluster's metadata, KRaft or ZooKeeper. */
export function findModeFault(cluster: KafkaCluster): ModeFault | undefined {
  const { nodes } = cluster
  const without = nodes.find(({ mode }) => mode === 'none')
  if (without) return noMode(without)
  const kraft = nodes.find(({ mode }) => mode === 'kraft')
  const zookeeper = nodes.find(({ mode }) => mode === 'zookeeper')
  if (kraft && zookeeper) {
    const facts = { other: kraft.service.name }
    return modeFault('two-modes', zookeeper, 'zookeeper.connect', facts)
  }
  return findDoubleId(cluster) ?? (kraft ? findKraftFault(cluster) : findZookeeperMode(cluster))
}

/** Whether the image's own configuration gave way to a few variables that are none by themselves. */
export function hasOnlyLostDefaults({ nodes }: KafkaCluster): boolean {
  return nodes.some(({ mode, hasLostDefaults }) => mode === 'none' && hasLostDefaults)
}

/** Whether the image's version decides about ZooKeeper, and is not known. */
export function isModeOpen({ nodes }: KafkaCluster): boolean {
  return nodes.some(
    ({ mode, image, version, family }) =>
      mode === 'zookeeper' && !version && !isPinned(image) && family !== 'apache',
  )
}

function noMode(node: KafkaNode): ModeFault {
  const { ignored, hasLostDefaults, properties } = node
  const [first] = ignored
  const variable = [...properties.values()].find((each) => each.variable)
  const facts = {
    ignored: first?.name ?? '',
    lost: hasLostDefaults ? 'yes' : '',
    variable: variable?.variable ?? '',
    family: node.family,
  }
  const at = first?.at ?? variable?.at ?? node.service.at
  return { id: 'no-mode', service: node.service.name, at, facts }
}

function findZookeeperMode(cluster: KafkaCluster): ModeFault | undefined {
  for (const node of cluster.nodes) {
    const { family, version, image } = node
    const isKraftOnly =
      family === 'apache' || family === 'confluent-local' || (version && !isBefore(version, [4, 0]))
    const facts = { image: image.text, family }
    if (isKraftOnly) return modeFault('zookeeper-unsupported', node, 'zookeeper.connect', facts)
  }
  return findZookeeperFault(cluster)
}

function findDoubleId({ nodes }: KafkaCluster): ModeFault | undefined {
  const seen = new Map<string, KafkaNode>()
  for (const node of nodes) {
    const { nodeId, service, properties } = node
    if (nodeId === undefined) continue
    const property = properties.has('node.id') ? 'node.id' : 'broker.id'
    const other = seen.get(nodeId) ?? (service.replicas > 1 ? node : undefined)
    if (other) {
      const facts = { nodeId, other: other.service.name }
      return modeFault('node-id-twice', node, property, facts)
    }
    if (nodeId !== '-1') seen.set(nodeId, node)
    const brokerId = valueOf(properties, 'broker.id')
    if (brokerId !== undefined && brokerId !== nodeId) {
      return modeFault('node-ids-differ', node, 'broker.id', { nodeId, brokerId })
    }
  }
  return undefined
}
