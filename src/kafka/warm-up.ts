import { randomUUID } from 'node:crypto'
import { type Consumer, Kafka, logLevel } from 'kafkajs'
import { pollUntil } from '#core/poll-until.ts'
import { parseBrokers } from './broker-address.ts'
import { createTopic } from './create-topic.ts'
import { connectKafka } from './kafka-connection.ts'
import { sendMessages } from './send-messages.ts'
import { commitOffsets } from './set-up-writes.ts'

/**
 * Takes a new cluster through the first use of a topic, a group and a transaction, which is slow,
 * and removes what it made but for Kafka's internal topics.
 */
export async function warmUp(brokers: string): Promise<void> {
  const name = `warm-up-${randomUUID().slice(0, 8)}`
  await using connection = await connectKafka(brokers, { settleTimeoutMs: 30_000 })
  await createTopic(connection, { topic: name, partitions: 1 })
  await sendMessages(connection, name, [{ value: 'warm-up' }])
  // Our own client waits while the coordinator is loading; kafkajs's join gives up on it.
  await commitOffsets(connection, name, name, [{ partition: 0, offset: 0n }])
  const kafka = new Kafka({
    clientId: name,
    brokers: parseBrokers(brokers),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 5000,
    retry: { retries: 12, initialRetryTime: 100, maxRetryTime: 1000 },
  })
  await joinOnce(kafka, name)
  await untilLoaded(() => commitTransaction(kafka, name))
  await removeTraces(kafka, name)
}

/** Repeats what fails because the transaction coordinator is still loading its new topic. */
async function untilLoaded(work: () => Promise<void>): Promise<void> {
  const attempt = async () => {
    try {
      return await work()
    } catch (error) {
      if (isLoading(error)) return error
      throw error
    }
  }
  const { outcome, value } = await pollUntil(attempt, (error) => error === undefined, {
    what: 'the transaction coordinator to have loaded',
    timeoutMs: 20_000,
  })
  if (outcome !== 'ready') throw value
}

/** kafkajs's names for the errors 14 to 16 (kafkajs/src/protocol/error.js). */
const LOADING = new Set([
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
])

function isLoading(error: unknown): boolean {
  const { type, cause } = error as { type?: string; cause?: unknown }
  if (type !== undefined && LOADING.has(type)) return true
  return cause !== undefined && cause !== error && isLoading(cause)
}

async function joinOnce(kafka: Kafka, name: string): Promise<void> {
  const consumer = kafka.consumer({
    groupId: name,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 100,
  })
  try {
    await consumer.connect()
    await consumer.subscribe({ topic: name, fromBeginning: true })
    await firstMessage(consumer)
  } finally {
    await consumer.disconnect()
  }
}

function firstMessage(consumer: Consumer): Promise<void> {
  return new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error))
    consumer.run({ eachMessage: async () => resolve() }).catch(reject)
  })
}

async function commitTransaction(kafka: Kafka, name: string): Promise<void> {
  const producer = kafka.producer({
    transactionalId: name,
    maxInFlightRequests: 1,
    idempotent: true,
    allowAutoTopicCreation: false,
    createPartitioner: () => () => 0,
  })
  try {
    await producer.connect()
    const transaction = await producer.transaction()
    await transaction.send({ topic: name, messages: [{ value: 'warm-up' }] })
    const topics = [{ topic: name, partitions: [{ partition: 0, offset: '1' }] }]
    await transaction.sendOffsets({ consumerGroupId: name, topics })
    await transaction.commit()
  } finally {
    await producer.disconnect()
  }
}

async function removeTraces(kafka: Kafka, name: string): Promise<void> {
  const admin = kafka.admin()
  try {
    await admin.connect()
    await admin.deleteGroups([name])
    await admin.deleteTopics({ topics: [name] })
  } finally {
    await admin.disconnect()
  }
}
