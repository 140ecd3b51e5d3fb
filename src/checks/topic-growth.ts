import type { KafkaConnection } from '#kafka/kafka-connection.ts'
import { readMessages } from '#kafka/read-messages.ts'
import { readTopic, readTopicNames } from '#kafka/read-topic.ts'
import type { TopicGrowth } from './assert-messages.ts'
import type { Lab } from './lab.ts'

/** The end of each partition of each topic that is not Kafka's own, by topic. */
export type TopicEnds = ReadonlyMap<string, ReadonlyMap<number, bigint>>

/** Of a topic that grew by more, only the first messages are looked at. */
const MAX_MESSAGES = 10_000

/** Reads where every topic ends now. */
export async function readTopicEnds(connection: KafkaConnection): Promise<TopicEnds> {
  const names = await readTopicNames(connection)
  const own = names.filter(({ topic, isInternal }) => !isInternal && !topic.startsWith('__'))
  const ends = await Promise.all(
    own.map(async ({ topic }) => {
      const partitions = (await readTopic(connection, topic))?.partitions ?? []
      return [topic, new Map(partitions.map(({ partition, end }) => [partition, end]))] as const
    }),
  )
  return new Map(ends)
}

/**
 * Topics that are new or got messages since `before`. On a cluster that others use too, only those
 * that bear the run's suffix or hold one of its nonces.
 */
export async function readGrowth(
  lab: Lab,
  before: TopicEnds,
  nonces: readonly string[],
): Promise<TopicGrowth> {
  const now = await readTopicEnds(lab.kafka)
  const grown = [...now]
    .filter(([topic, ends]) => !before.has(topic) || sumOf(ends) !== sumOf(before.get(topic)))
    .map(([topic, ends]) => ({ topic, messages: sumOf(ends) - sumOf(before.get(topic)) }))
  if (!lab.isShared) return grown
  const isOurs = await Promise.all(
    grown.map(async ({ topic }) => {
      return topic.includes(lab.name('')) || (await holdsAny(lab, topic, before, nonces))
    }),
  )
  return grown.filter((_, index) => isOurs[index])
}

async function holdsAny(
  lab: Lab,
  topic: string,
  before: TopicEnds,
  nonces: readonly string[],
): Promise<boolean> {
  const from = before.get(topic) ?? new Map<number, bigint>()
  const options = { view: 'stored', from, maxMessages: MAX_MESSAGES } as const
  const { messages } = await readMessages(lab.kafka, topic, options)
  const texts = messages.map(({ value }) => value?.toString('latin1') ?? '')
  return texts.some((text) => nonces.some((nonce) => text.includes(nonce)))
}

function sumOf(ends: ReadonlyMap<number, bigint> = new Map()): bigint {
  return [...ends.values()].reduce((sum, end) => sum + end, 0n)
}
