import { fetchExchange } from './fetch-exchange.ts'
import type { KafkaConnection, TopicPartition } from './kafka-connection.ts'
import { errorName } from './kafkajs-protocol.ts'
import { listBounds } from './list-offsets.ts'
import { readBatches, type StoredBatch } from './record-batch.ts'

/** The stretch to read, end excluded, and how much of it at most. */
export type Stretch = TopicPartition & {
  readonly leader: number
  readonly from: bigint
  readonly end: bigint
  readonly maxMessages: number
  readonly maxBytes: number
}

/** The batches of a stretch in log order, cut to it; `next` is the offset where reading stopped. */
export type ReadStretch = {
  readonly batches: readonly StoredBatch[]
  readonly messages: number
  readonly sizeBytes: number
  readonly next: bigint
}

const OFFSET_OUT_OF_RANGE = 1
const FETCH_BYTES = 1024 * 1024

/** Reads a stretch of a partition's log from its leader, across gaps and deleted heads. */
export async function readPartition(
  connection: KafkaConnection,
  stretch: Stretch,
): Promise<ReadStretch> {
  const batches: StoredBatch[] = []
  let [next, messages, sizeBytes] = [stretch.from, 0, 0]
  while (next < stretch.end && messages < stretch.maxMessages && sizeBytes < stretch.maxBytes) {
    const fetched = await fetchSome(connection, stretch, next)
    for (const batch of fetched.batches) {
      if (batch.firstOffset >= stretch.end) break
      const records = batch.records.filter(({ offset }) => offset >= next && offset < stretch.end)
      batches.push({ ...batch, records })
      messages += records.length
      sizeBytes += records.reduce((sum, record) => sum + sizeOf(record), 0)
    }
    if (fetched.next <= next) throw new Error(`reading stands still at offset ${next}`)
    next = fetched.next
  }
  return { batches, messages, sizeBytes, next: next < stretch.end ? next : stretch.end }
}

async function fetchSome(
  connection: KafkaConnection,
  { topic, partition, leader, end }: Stretch,
  offset: bigint,
): Promise<{ batches: readonly StoredBatch[]; next: bigint }> {
  const from = { topic, partition, offset, maxBytes: FETCH_BYTES }
  const what = `messages of ${topic}, partition ${partition}`
  const { errorCode, highWatermark, log } = await connection.untilSettled(
    async () => {
      const fetched = await connection.askLeader(from, fetchExchange(from), {
        what,
        errorCodes: (answer) => [answer.errorCode],
      })
      const isBehind = fetched.errorCode === 0 && fetched.highWatermark < end
      if (isBehind) throw connection.notYet(`the leader of ${partition} has not caught up`)
      return fetched
    },
    { what },
  )
  if (errorCode === OFFSET_OUT_OF_RANGE) {
    const [bounds] = await listBounds(connection, leader, topic, [partition])
    if (bounds && bounds.low > offset) return { batches: [], next: bounds.low }
  }
  if (errorCode !== 0) throw new Error(`${what}: ${errorName(errorCode)} at offset ${offset}`)
  const batches = await readBatches(log)
  const last = batches.at(-1)
  if (!last && log.length > 0) throw new Error(`${what}: no whole batch in ${log.length} bytes`)
  return { batches, next: last ? last.nextOffset : highWatermark }
}

function sizeOf(record: StoredBatch['records'][number]): number {
  return (record.key?.length ?? 0) + (record.value?.length ?? 0)
}
