import type { KafkaCluster } from './kafka-cluster.ts'
import type { KafkaFault } from './kafka-fault.ts'
import { placeOf, type KafkaNode } from './kafka-node.ts'
import { valueOf } from './properties.ts'

/** Why the internal topics cannot be made. */
export type ReplicationFault = KafkaFault<'too-many-copies' | 'not-a-number'>

/** How many copies a topic gets when nothing says otherwise. */
const KAFKA_DEFAULT = '3'

/** The first broker whose topic of committed offsets asks for more copies than there are brokers. */
export function findReplicationFault(cluster: KafkaCluster): ReplicationFault | undefined {
  const count = countBrokers(cluster)
  for (const broker of cluster.brokers) {
    const property = broker.properties.get('offsets.topic.replication.factor')
    const value = property?.value || KAFKA_DEFAULT
    const copies = /^\d+$/.test(value) ? Number(value) : Number.NaN
    if (copies >= 1 && copies <= count) continue
    const source = property?.value ? 'set' : 'default'
    const { name: misnamed = '', at = placeOf(broker, 'offsets.topic.replication.factor') } =
      findMisnamed(broker) ?? {}
    const facts = { value, brokers: String(count), source, misnamed }
    const id = copies >= 1 ? 'too-many-copies' : 'not-a-number'
    return { id, service: broker.service.name, at, facts }
  }
  return undefined
}

/** How many brokers `docker compose up` starts. */
export function countBrokers({ brokers }: KafkaCluster): number {
  return brokers.reduce((sum, { service }) => sum + service.replicas, 0)
}

/** How many copies the topic of transactions asks for, where that is more than there are brokers. */
export function excessTransactionCopies(cluster: KafkaCluster): number | undefined {
  const name = 'transaction.state.log.replication.factor'
  const factors = cluster.brokers.map(({ properties }) =>
    Number(valueOf(properties, name) ?? KAFKA_DEFAULT),
  )
  const most = Math.max(...factors)
  return most > countBrokers(cluster) ? most : undefined
}

/** A variable that was meant to set the factor, and does not. */
function findMisnamed({ service, properties }: KafkaNode) {
  if (properties.get('offsets.topic.replication.factor')?.variable) return undefined
  const found = [...service.environment].find(([name]) =>
    /OFFSETS?_.*(REPLICATION|REPLICAS|_RF)/i.test(name),
  )
  return found && { name: found[0], at: found[1].at }
}
