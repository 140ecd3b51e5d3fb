import { Partitioners } from 'kafkajs'
import type { KafkaConnection, TopicPartition } from './kafka-connection.ts'
import { errorName, type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** A message to be sent; without a partition its key decides, without a key they take turns. */
export type NewMessage = {
  readonly key?: string | Buffer | null
  readonly value: string | Buffer | null
  readonly partition?: number
  readonly headers?: Readonly<Record<string, string | Buffer>>
  /** The time it claims to be from; now when left out. */
  readonly timestampMs?: number
}

/** Where a message was stored. */
export type SentMessage = { readonly partition: number; readonly offset: bigint }

type Placed = { readonly index: number; readonly message: NewMessage; readonly sizeBytes: number }
type Produced = { readonly errorCode: number; readonly baseOffset: bigint }

const ALL_REPLICAS = -1
const MAX_BATCH_BYTES = 512 * 1024
const BROKER_TIMEOUT_MS = 5000

/** Sends messages with acks −1 and no retries that could double them; answers in their order. */
export async function sendMessages(
  connection: KafkaConnection,
  topic: string,
  messages: readonly NewMessage[],
): Promise<SentMessage[]> {
  const placed = await placeMessages(connection, topic, messages)
  const sent: SentMessage[] = Array.from({ length: messages.length })
  for (const [partition, queue] of placed) {
    for (const batch of cutIntoBatches(queue)) {
      const first = await sendBatch(connection, { topic, partition }, batch)
      for (const [position, { index }] of batch.entries()) {
        sent[index] = { partition, offset: first + BigInt(position) }
      }
    }
  }
  return sent
}

async function placeMessages(
  connection: KafkaConnection,
  topic: string,
  messages: readonly NewMessage[],
): Promise<Map<number, Placed[]>> {
  const { topics } = await connection.readMetadata([topic])
  const partitions = topics[0]?.partitions ?? []
  if (partitions.length === 0) throw new Error(`cannot send to ${topic}: there is no such topic`)
  const partitionMetadata = partitions.map((entry) => ({
    partitionErrorCode: 0,
    partitionId: entry.partition,
    leader: entry.leader,
    replicas: [...entry.replicas],
    isr: [...entry.isr],
  }))
  const choose = Partitioners.DefaultPartitioner()
  const placed = new Map<number, Placed[]>()
  for (const [index, message] of messages.entries()) {
    const { key = null, value, headers = {} } = message
    const kafkajsMessage = { key, value, headers }
    const partition =
      message.partition ?? choose({ topic, partitionMetadata, message: kafkajsMessage })
    const sizeBytes = Buffer.byteLength(key ?? '') + Buffer.byteLength(value ?? '')
    const queue = placed.get(partition) ?? []
    queue.push({ index, message, sizeBytes })
    placed.set(partition, queue)
  }
  return placed
}

function cutIntoBatches(queue: readonly Placed[]): Placed[][] {
  const batches: Placed[][] = []
  let sizeBytes = Number.POSITIVE_INFINITY
  for (const placed of queue) {
    if (sizeBytes + placed.sizeBytes > MAX_BATCH_BYTES) {
      batches.push([])
      sizeBytes = 0
    }
    batches.at(-1)?.push(placed)
    sizeBytes += placed.sizeBytes
  }
  return batches
}

async function sendBatch(
  connection: KafkaConnection,
  at: TopicPartition,
  batch: readonly Placed[],
): Promise<bigint> {
  const messages = batch.map(({ message }) => message)
  const { errorCode, baseOffset } = await produce(connection, at, messages)
  if (errorCode !== 0) throw new Error(`${whatOf(at)}: ${errorName(errorCode)}`)
  return baseOffset
}

/** Sends one message with acks −1, once; answers why it was refused, undefined when it was stored. */
export async function offerMessage(
  connection: KafkaConnection,
  at: TopicPartition,
  message: NewMessage,
): Promise<string | undefined> {
  const { errorCode } = await produce(connection, at, [message])
  return errorCode === 0 ? undefined : errorName(errorCode)
}

function produce(
  connection: KafkaConnection,
  at: TopicPartition,
  messages: readonly NewMessage[],
): Promise<Produced> {
  return connection.askLeader(at, produceExchange(at, messages), {
    what: whatOf(at),
    errorCodes: (answer) => [answer.errorCode],
    isOnce: true,
  })
}

function whatOf({ topic, partition }: TopicPartition): string {
  return `sending to ${topic}, partition ${partition}`
}

/** Produce v7 of one batch; layout in kafkajs/src/protocol/requests/produce/v6/response.js. */
function produceExchange(
  { topic, partition }: TopicPartition,
  messages: readonly NewMessage[],
): Exchange<Produced> {
  const records = messages.map(({ key = null, value, headers = {}, timestampMs }) => {
    return { key, value, headers, timestamp: timestampMs }
  })
  return {
    request: kafkajs.request('produce/v7', {
      acks: ALL_REPLICAS,
      timeout: BROKER_TIMEOUT_MS,
      topicData: [{ topic, partitions: [{ partition, messages: records }] }],
    }),
    response: { decode },
  }
}

function decode(body: Buffer): Produced {
  const decoder = kafkajs.createDecoder(body)
  const [produced] = decoder
    .readArray(() => {
      decoder.readString()
      return decoder.readArray(() => {
        decoder.readInt32()
        const errorCode = decoder.readInt16()
        const baseOffset = decoder.readInt64()
        decoder.forward(16)
        return { errorCode, baseOffset }
      })
    })
    .flat()
  if (!produced) throw new Error('Produce answered without a partition')
  return produced
}
