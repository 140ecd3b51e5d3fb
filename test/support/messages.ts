import type { ObservedMessage } from '#kafka/observation.ts'

/** A stored message with the given value; its place grows with `offset`. */
export function storedMessage(value: Buffer | string | null, offset = 0n): ObservedMessage {
  return {
    topic: 'user-events',
    partition: 0,
    offset,
    key: null,
    value: typeof value === 'string' ? Buffer.from(value) : value,
    headers: [],
    timestampMs: 0n,
    producerId: -1n,
    producerEpoch: -1,
    isTransactional: false,
    isAborted: false,
    isOpen: false,
  }
}
