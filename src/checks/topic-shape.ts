import type { KafkaConnection } from '#kafka/kafka-connection.ts'
import type { ObservedTopic } from '#kafka/observation.ts'
import { readTopic } from '#kafka/read-topic.ts'
import { readTopicConfigs } from '#kafka/read-topic-configs.ts'

/** What `kafka-topics --describe` shows of a topic: its identity, partitions and own configs. */
export type TopicShape = ObservedTopic & {
  /** Only those that were set on the topic itself. */
  readonly configs: Readonly<Record<string, string>>
}

/** Reads a topic with the configs that were set on it; undefined when there is no such topic. */
export async function readTopicShape(
  connection: KafkaConnection,
  topic: string,
): Promise<TopicShape | undefined> {
  const observed = await readTopic(connection, topic)
  const configs = observed && (await readTopicConfigs(connection, topic))
  if (!configs) return undefined
  const own = Object.entries(configs).flatMap(([name, { value, isSetOnTopic }]) =>
    isSetOnTopic ? [[name, value ?? ''] as const] : [],
  )
  return { ...observed, configs: Object.fromEntries(own) }
}

/** What differs between two looks at a topic. */
export type ShapeChange = 'gone' | 'recreated' | 'partitions' | 'configs'

/** The first thing that changed on a topic, if anything did. */
export function changeOf(
  before: TopicShape,
  after: TopicShape | undefined,
): ShapeChange | undefined {
  if (!after) return 'gone'
  if (after.topicId !== before.topicId) return 'recreated'
  if (after.partitions.length !== before.partitions.length) return 'partitions'
  return listConfigs(after) === listConfigs(before) ? undefined : 'configs'
}

/** The configs of a topic as `name=value`, in the order of their names. */
export function listConfigs({ configs }: TopicShape): string {
  const pairs = Object.entries(configs).map(([name, value]) => `${name}=${value}`)
  return pairs.toSorted().join(', ')
}
