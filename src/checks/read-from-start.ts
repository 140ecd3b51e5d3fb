import type { ObservedTopic } from '#kafka/observation.ts'
import { fetchStarts } from '#kafka/logged-reads.ts'
import { topicNamesIn } from '#kafka/logged-topics.ts'
import type { Lab } from './lab.ts'

/**
 * The partitions with messages that no client has begun to read at their start, as the request log
 * shows; empty when the log may have gaps, for then nothing can be held against anybody.
 */
export async function partitionsNotReadFromStart(
  lab: Lab,
  { topic, topicId, partitions }: ObservedTopic,
): Promise<number[]> {
  const { requests, isComplete } = await lab.readRequests()
  if (!isComplete) return []
  const names = new Map([...topicNamesIn(requests), [topicId, topic]])
  const starts = fetchStarts(requests, topic, names)
  return partitions
    .filter(({ low, end }) => end > low)
    .filter(
      ({ partition, low }) =>
        !starts.some((start) => start.partition === partition && start.offset <= low),
    )
    .map(({ partition }) => partition)
}
