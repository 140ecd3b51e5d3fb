import { kafkajs } from './kafkajs-protocol.ts'

/**
 * The partitions by topic in an assignment of the classic consumer protocol; empty when there is
 * none yet or when it is not of that protocol.
 * assignment = version int16, topics (name string, partitions int32s), user_data bytes
 */
export function parseAssignment(bytes: Buffer): Record<string, number[]> {
  if (bytes.length < 6) return {}
  const decoder = kafkajs.createDecoder(bytes)
  decoder.readInt16()
  try {
    return Object.fromEntries(
      decoder.readArray(() => {
        const topic = decoder.readString() ?? ''
        const partitions = decoder.readArray(() => decoder.readInt32())
        return [topic, partitions.toSorted((a, b) => a - b)]
      }),
    )
  } catch (error) {
    if (error instanceof RangeError) return {}
    throw error
  }
}

/**
 * The topics in a subscription of the classic consumer protocol; empty when it is not of that
 * protocol. Later versions only append to: version int16, topics strings, user_data bytes
 */
export function parseSubscription(bytes: Buffer): string[] {
  if (bytes.length < 6) return []
  const decoder = kafkajs.createDecoder(bytes)
  decoder.readInt16()
  try {
    return decoder.readArray(() => decoder.readString() ?? '')
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}
