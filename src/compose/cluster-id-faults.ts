import type { KafkaCluster } from './kafka-cluster.ts'
import type { KafkaNode } from './kafka-node.ts'
import type { ModeFault } from './mode-fault.ts'

/** Images that bring a cluster id of their own. */
const OWN_ID = { apache: '5L6g3nShT-eMCtK--X86sw', 'confluent-local': '4L6g3nShT-eMCtK--X86sw' }

/** Why the nodes do not agree which cluster they are. */
export function findClusterIdFault({ nodes }: KafkaCluster): ModeFault | undefined {
  const ids = nodes.map((node) => ({ node, id: clusterIdOf(node) }))
  const [first] = ids
  for (const { node, id } of ids) {
    const { service, family } = node
    const misnamed = [...service.environment].find(([name]) => name.endsWith('_CLUSTER_ID'))
    const at = service.environment.get('CLUSTER_ID')?.at ?? misnamed?.[1].at ?? service.at
    const base = { service: service.name, at }
    const facts = {
      id: id ?? '',
      other: first?.node.service.name ?? '',
      variable: variableOf(node),
      misnamed: misnamed?.[0] ?? '',
    }
    // A command of one's own may do the formatting itself.
    if (id === undefined && (service.command || service.entrypoint)) continue
    if (id === undefined && family === 'confluent')
      return { id: 'cluster-id-missing', ...base, facts }
    const isAlone = nodes.length === 1
    if (!isAlone && (id === undefined || id !== first?.id)) {
      return { id: 'cluster-ids-differ', ...base, facts }
    }
  }
  return undefined
}

/** The cluster id that a node formats its storage with; undefined where the file gives none. */
export function clusterIdOf({ service, family }: KafkaNode): string | undefined {
  const value = (name: string) => service.environment.get(name)?.value.trim() || undefined
  switch (family) {
    case 'bitnami':
      return value('KAFKA_CLUSTER_ID') ?? value('KAFKA_KRAFT_CLUSTER_ID')
    case 'apache':
    case 'confluent-local':
      return value('CLUSTER_ID') ?? OWN_ID[family]
    case 'confluent':
      return value('CLUSTER_ID')
  }
}

function variableOf({ family }: KafkaNode): string {
  return family === 'bitnami' ? 'KAFKA_CLUSTER_ID' : 'CLUSTER_ID'
}
