import type { ObservedTopic } from '#kafka/observation.ts'
import { committedVia } from '#kafka/logged-groups.ts'
import { topicNamesIn } from '#kafka/logged-topics.ts'
import { producedVia } from '#kafka/logged-writes.ts'
import type { SeenRequests } from './seen-requests.ts'

/** A batch that was stored in the output topic. */
export type LoggedWrite = {
  readonly kind: 'write'
  readonly atMs: number
  readonly partition: number
  readonly baseOffset: bigint
  readonly acks: number
}

/** An offset of the input topic that a group committed. */
export type LoggedOffset = {
  readonly kind: 'commit'
  readonly atMs: number
  readonly partition: number
  readonly offset: bigint
  /** As part of a transaction: it holds only if that is committed, and from then on. */
  readonly isTransactional: boolean
}

/** What a worker wrote and committed, in the order in which the broker answered. */
export type WorkHistory = {
  readonly events: readonly (LoggedWrite | LoggedOffset)[]
  /** False when something may be missing in it. */
  readonly isComplete: boolean
}

/** Reads from the request log how a worker took messages of one topic to another one. */
export function readWorkHistory(
  { requests, isComplete }: SeenRequests,
  work: { groupId: string; input: ObservedTopic; output: ObservedTopic },
): WorkHistory {
  const { groupId, input, output } = work
  const known = [input, output].map(({ topicId, topic }) => [topicId, topic] as const)
  const names = new Map([...topicNamesIn(requests), ...known])
  const events = requests.flatMap((request): (LoggedWrite | LoggedOffset)[] => {
    const writes = producedVia([request], names)
      .filter(({ topic, errorCode }) => topic === output.topic && errorCode === 0)
      .map(({ atMs, partition, baseOffset, acks }) => {
        return { kind: 'write' as const, atMs, partition, baseOffset, acks }
      })
    const commits = committedVia([request], names)
      .filter((commit) => commit.groupId === groupId)
      .flatMap(({ atMs, isTransactional, offsets }) =>
        offsets
          .filter(({ topic, errorCode }) => topic === input.topic && errorCode === 0)
          .map(({ partition, offset }) => {
            return { kind: 'commit' as const, atMs, partition, offset, isTransactional }
          }),
      )
    return [...writes, ...commits]
  })
  return { events, isComplete }
}

/** Which of the writes stored the message at an offset; −1 when the log does not tell. */
export function writeOf(
  { events }: WorkHistory,
  at: { readonly partition: number; readonly offset: bigint },
): number {
  let found = -1
  let base = -1n
  for (const [index, event] of events.entries()) {
    if (event.kind !== 'write' || event.partition !== at.partition) continue
    const { baseOffset } = event
    if (baseOffset < 0n || baseOffset > at.offset || baseOffset <= base) continue
    found = index
    base = baseOffset
  }
  return found
}
