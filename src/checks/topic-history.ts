import { addedPartitions, createdTopics, topicNamesIn } from '#kafka/logged-topics.ts'
import { producedVia } from '#kafka/logged-writes.ts'
import type { Lab } from './lab.ts'

/** That a topic which held messages already was given more partitions. */
export type LateGrowth = {
  /** −1 where nobody said so when it was created. */
  readonly from: number
  readonly to: number
  /** Produce requests before. */
  readonly writes: number
}

/**
 * Looks through the request log for partitions that were added after the first message. Undefined
 * when there were none, or none can be proven; what happened to a topic of the same name that was
 * deleted before does not count.
 */
export async function readLateGrowth(lab: Lab, topic: string): Promise<LateGrowth | undefined> {
  const { requests } = await lab.readRequests()
  const names = topicNamesIn(requests)
  let late: LateGrowth | undefined
  let [count, writes] = [-1, 0]
  for (const request of requests) {
    const isOurs = (entry: { topic: string; errorCode: number }) =>
      entry.topic === topic && entry.errorCode === 0
    const created = createdTopics([request]).find((entry) => isOurs(entry) && !entry.isAutomatic)
    if (created) [count, writes, late] = [created.partitions, 0, undefined]
    if (producedVia([request], names).some(isOurs)) writes++
    const added = addedPartitions([request]).find(isOurs)
    if (added && writes > 0) late ??= { from: count, to: added.count, writes }
    if (added) count = added.count
  }
  return late
}
