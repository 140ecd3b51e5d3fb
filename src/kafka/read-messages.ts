import type { KafkaConnection } from './kafka-connection.ts'
import type { ObservedMessage, ObservedPartition, ObservedTopic } from './observation.ts'
import { type ReadStretch, readPartition } from './read-partition.ts'
import { readTopic } from './read-topic.ts'
import type { StoredBatch } from './record-batch.ts'
import { settleTransactions, type TransactionFate } from './transaction-fate.ts'

/** Which messages to read and when to stop. */
export type ReadOptions = {
  /**
   * `stored`: all in the log, aborted and open ones too. `committed`: what a read_committed
   * consumer gets now, so nothing at or after the last stable offset.
   */
  readonly view: 'stored' | 'committed'
  /** Reading stops after the batch that reaches it; default 500 000. */
  readonly maxMessages?: number
  /** Of keys and values together, decompressed; default 256 MiB. */
  readonly maxBytes?: number
  /** First offset by partition; partitions that are not in it are read from their low. */
  readonly from?: ReadonlyMap<number, bigint>
}

/** How far one partition was read: offsets `from` to `next`, both known to be below `end`. */
export type PartitionReading = {
  readonly partition: number
  readonly from: bigint
  readonly next: bigint
  /** The high watermark when reading began. */
  readonly end: bigint
  readonly problem?: 'no-leader' | 'limit-reached' | 'damaged-batch'
}

/** The messages of a topic by partition and offset, and how far they could be read. */
export type ReadingResult = {
  readonly messages: readonly ObservedMessage[]
  /** Every partition was read to the end it had at the start; always false for no topic. */
  readonly isComplete: boolean
  readonly isMissing: boolean
  readonly partitions: readonly PartitionReading[]
}

/** Reads what a topic holds now, without any group; never creates a topic. */
export async function readMessages(
  connection: KafkaConnection,
  topic: string,
  options: ReadOptions,
): Promise<ReadingResult> {
  const observed = await readTopic(connection, topic)
  if (!observed) return { messages: [], isComplete: false, isMissing: true, partitions: [] }
  const messages: ObservedMessage[] = []
  const partitions: PartitionReading[] = []
  let [maxMessages, maxBytes] = [options.maxMessages ?? 500_000, options.maxBytes ?? 2 ** 28]
  for (const bounds of observed.partitions) {
    const asked = options.from?.get(bounds.partition) ?? bounds.low
    const from = asked > bounds.low ? asked : bounds.low
    const stretch = { ...bounds, topic, from, maxMessages, maxBytes }
    const reading = await readPartition(connection, stretch)
    maxMessages -= reading.messages
    maxBytes -= reading.sizeBytes
    partitions.push(describeReading(bounds, from, reading))
    for (const message of toMessages(observed, bounds, reading.batches)) {
      if (options.view === 'stored' || isVisible(message, bounds)) messages.push(message)
    }
  }
  const isComplete = partitions.every(({ problem }) => problem === undefined)
  return { messages, isComplete, isMissing: false, partitions }
}

function isVisible(message: ObservedMessage, { stable }: ObservedPartition): boolean {
  return !message.isAborted && !message.isOpen && message.offset < stable
}

function describeReading(
  { partition, leader, end }: ObservedPartition,
  from: bigint,
  { next, batches }: ReadStretch,
): PartitionReading {
  const reading = { partition, from, next, end }
  if (leader < 0) return { ...reading, problem: 'no-leader' }
  if (next < end) return { ...reading, problem: 'limit-reached' }
  const isDamaged = batches.some(({ damage }) => damage !== undefined)
  return isDamaged ? { ...reading, problem: 'damaged-batch' } : reading
}

function* toMessages(
  { topic }: ObservedTopic,
  { partition }: ObservedPartition,
  batches: readonly StoredBatch[],
): Generator<ObservedMessage> {
  const fates = settleTransactions(batches)
  for (const [index, batch] of batches.entries()) {
    for (const record of batch.records) {
      yield { topic, partition, ...record, ...describeProducer(batch, fates[index]) }
    }
  }
}

function describeProducer(batch: StoredBatch, fate: TransactionFate | undefined) {
  const { producerId, producerEpoch, isTransactional } = batch
  const isAborted = fate === 'aborted'
  return { producerId, producerEpoch, isTransactional, isAborted, isOpen: fate === 'open' }
}
