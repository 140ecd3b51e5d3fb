import { readTopic } from '#kafka/read-topic.ts'
import type { CommittedOffset, ObservedTopic } from '#kafka/observation.ts'
import type { Lab } from './lab.ts'

type PartitionBounds = ObservedTopic['partitions'][number]

/** Clients that commit by a timer do so every 5 s; others commit when they stop by themselves. */
export const COMMIT_MS = 12_000

/** The partitions of a topic that hold messages, so that a group can be asked to commit their ends. */
export async function partitionsToCommit(lab: Lab, topic: string): Promise<PartitionBounds[]> {
  const observed = await readTopic(lab.kafka, topic)
  return (observed?.partitions ?? []).filter(({ low, end }) => end > low)
}

/** Whether the end of each of the partitions is committed. */
export function areEndsCommitted(
  partitions: readonly PartitionBounds[],
  committed: readonly CommittedOffset[],
): boolean {
  return partitions.every(({ partition, end }) =>
    committed.some((each) => each.partition === partition && each.offset === end),
  )
}
