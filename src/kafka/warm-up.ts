import { randomUUID } from 'node:crypto'
import { type Consumer, Kafka, logLevel } from 'kafkajs'
import { parseBrokers } from './broker-address.ts'
import { createTopic } from './create-topic.ts'
import { connectKafka } from './kafka-connection.ts'
import { sendMessages } from './send-messages.ts'

/**
 * Takes a new cluster through the first use of a topic, a group and a transaction, which is slow,
 * and removes what it made but for Kafka's internal topics.
 */
export async function warmUp(brokers: string): Promise<void> {
  const name = `warm-up-${randomUUID().slice(0, 8)}`
  await using connection = await connectKafka(brokers, { settleTimeoutMs: 30_000 })
  await createTopic(connection, { topic: name, partitions: 1 })
  await sendMessages(connection, name, [{ value: 'warm-up' }])
  const kafka = new Kafka({
    clientId: name,
    brokers: parseBrokers(brokers),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 5000,
    retry: { retries: 12, initialRetryTime: 100, maxRetryTime: 1000 },
  })
  await joinOnce(kafka, name)
  await commitTransaction(kafka, name)
  await removeTraces(kafka, name)
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
