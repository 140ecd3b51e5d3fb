import { errorName } from '#kafka/kafkajs-protocol.ts'
import { topicNamesIn } from '#kafka/logged-topics.ts'
import { producedVia, type LoggedProduce } from '#kafka/logged-writes.ts'
import { readTopic } from '#kafka/read-topic.ts'
import type { Lab } from './lab.ts'

/** How programs wrote to topics: their Produce requests by topic, in the order of time. */
export type SeenProduces = {
  readonly byTopic: ReadonlyMap<string, readonly LoggedProduce[]>
  /** False when some may be missing: see `SeenRequests`. */
  readonly isComplete: boolean
}

/** The ids of topics, by which newer clients name them in what they send. */
export async function readTopicIds(
  lab: Lab,
  topics: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const observed = await Promise.all(topics.map((topic) => readTopic(lab.kafka, topic)))
  return new Map(observed.flatMap((each) => (each ? [[each.topicId, each.topic] as const] : [])))
}

/** Reads the Produce requests to topics, given with their ids, since the exercise began. */
export async function readProduces(
  lab: Lab,
  topicIds: ReadonlyMap<string, string>,
): Promise<SeenProduces> {
  const { requests, isComplete } = await lab.readRequests()
  const names = new Map([...topicNamesIn(requests), ...topicIds])
  const produces = producedVia(requests, names)
  const byTopic = [...topicIds.values()].map((topic) => {
    return [topic, produces.filter((each) => each.topic === topic)] as const
  })
  return { byTopic: new Map(byTopic), isComplete }
}

/** The different acks of requests, smallest first. */
export function acksOf(produces: readonly LoggedProduce[]): number[] {
  return [...new Set(produces.map(({ acks }) => acks))].toSorted((one, other) => one - other)
}

/** The errors with which requests were answered, by Kafka's own names. */
export function errorsOf(produces: readonly LoggedProduce[]): string[] {
  const codes = produces.map(({ errorCode }) => errorCode).filter((code) => code !== 0)
  return [...new Set(codes)].map(errorName)
}
