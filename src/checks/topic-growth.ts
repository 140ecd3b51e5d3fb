import type { KafkaConnection } from '#kafka/kafka-connection.ts'
import { readTopic, readTopicNames } from '#kafka/read-topic.ts'
import type { TopicGrowth } from './assert-messages.ts'

/** The sum of all ends of each topic that is not Kafka's own, by topic. */
export type TopicEnds = ReadonlyMap<string, bigint>

/** Reads where every topic ends now. */
export async function readTopicEnds(connection: KafkaConnection): Promise<TopicEnds> {
  const names = await readTopicNames(connection)
  const own = names.filter(({ topic, isInternal }) => !isInternal && !topic.startsWith('__'))
  const ends = await Promise.all(
    own.map(async ({ topic }) => {
      const observed = await readTopic(connection, topic)
      const sum = observed?.partitions.reduce((total, { end }) => total + end, 0n) ?? 0n
      return [topic, sum] as const
    }),
  )
  return new Map(ends)
}

/** Topics that are new or got messages since `before`. */
export async function readGrowth(
  connection: KafkaConnection,
  before: TopicEnds,
): Promise<TopicGrowth> {
  const now = await readTopicEnds(connection)
  return [...now]
    .filter(([topic, end]) => before.get(topic) !== end)
    .map(([topic, end]) => ({ topic, messages: end - (before.get(topic) ?? 0n) }))
}
