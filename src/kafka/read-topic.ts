import type { KafkaConnection } from './kafka-connection.ts'
import { listBounds, type PartitionBounds } from './list-offsets.ts'
import type { MetadataTopic } from './metadata-exchange.ts'
import type { ObservedTopic } from './observation.ts'

/** The name of a topic and whether Kafka made it for itself. */
export type TopicName = { readonly topic: string; readonly isInternal: boolean }

/** Lists every topic of the cluster by name. */
export async function readTopicNames(connection: KafkaConnection): Promise<TopicName[]> {
  const { topics } = await connection.readMetadata(null)
  return topics
    .map(({ topic, isInternal }) => ({ topic, isInternal }))
    .toSorted((a, b) => (a.topic < b.topic ? -1 : 1))
}

/** Reads a topic's partitions and offsets; undefined when there is no such topic. */
export function readTopic(
  connection: KafkaConnection,
  topic: string,
): Promise<ObservedTopic | undefined> {
  return connection.untilSettled(() => readOnce(connection, topic), { what: `topic ${topic}` })
}

async function readOnce(
  connection: KafkaConnection,
  topic: string,
): Promise<ObservedTopic | undefined> {
  const metadata = await connection.readMetadata([topic])
  const found = metadata.topics.find((entry) => entry.topic === topic)
  if (!found || found.partitions.length === 0) return undefined
  const bounds = await readBounds(connection, found)
  const unknown = { low: -1n, stable: -1n, end: -1n }
  const partitions = found.partitions.map((partition) => ({
    ...partition,
    ...(bounds.get(partition.partition) ?? unknown),
  }))
  return { topic, topicId: found.topicId, isInternal: found.isInternal, partitions }
}

async function readBounds(
  connection: KafkaConnection,
  { topic, partitions }: MetadataTopic,
): Promise<Map<number, PartitionBounds>> {
  const leaders = new Set(partitions.map(({ leader }) => leader).filter((leader) => leader >= 0))
  const perLeader = await Promise.all(
    [...leaders].map((leader) => {
      const led = partitions.filter((entry) => entry.leader === leader)
      return listBounds(
        connection,
        leader,
        topic,
        led.map(({ partition }) => partition),
      )
    }),
  )
  return new Map(perLeader.flat().map((bounds) => [bounds.partition, bounds]))
}
