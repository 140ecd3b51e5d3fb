import type { ObservedMessage } from '#kafka/observation.ts'
import { readMessages } from '#kafka/read-messages.ts'
import type { Lab } from './lab.ts'

/** Of what comes between two readings only so many messages are looked at. */
const MAX_MESSAGES = 1_000

/**
 * Follows a topic: each call returns the messages that have come since the one before, in the order
 * of their timestamps; those of a transaction that is still open count as sent.
 */
export function followTopic(lab: Lab, topic: string): () => Promise<readonly ObservedMessage[]> {
  let from = new Map<number, bigint>()
  return async () => {
    const options = { view: 'stored', from, maxMessages: MAX_MESSAGES } as const
    const { messages, partitions } = await readMessages(lab.kafka, topic, options)
    from = new Map(partitions.map(({ partition, next }) => [partition, next]))
    const sent = messages.filter(({ isAborted }) => !isAborted)
    return sent.toSorted((one, other) => Number(one.timestampMs - other.timestampMs))
  }
}
