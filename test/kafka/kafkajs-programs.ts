import { createRequire } from 'node:module'
import type { Consumer, Kafka, Producer, Transaction } from 'kafkajs'

const kafkajs = createRequire(import.meta.url)('kafkajs') as typeof import('kafkajs')

/** A quiet kafkajs client, as a learner's program would have. */
export function createClient(brokers: string, clientId = 'program'): Kafka {
  return new kafkajs.Kafka({
    clientId,
    brokers: brokers.split(','),
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 12, initialRetryTime: 100, maxRetryTime: 500 },
  })
}

/** A running transactional producer. */
export type TransactionalProgram = AsyncDisposable & { readonly begin: () => Promise<Transaction> }

/** Starts a transactional producer; what it left open at the end stays open. */
export async function startTransactional(
  brokers: string,
  transactionalId: string,
): Promise<TransactionalProgram> {
  const producer: Producer = createClient(brokers).producer({
    transactionalId,
    maxInFlightRequests: 1,
    idempotent: true,
    createPartitioner: () => () => 0,
  })
  await producer.connect()
  return {
    begin: () => producer.transaction(),
    [Symbol.asyncDispose]: () => producer.disconnect(),
  }
}

/** Starts a member of a consumer group and waits until it has joined. */
export async function startMember(
  brokers: string,
  groupId: string,
  topic: string,
): Promise<AsyncDisposable & { readonly memberId: string }> {
  const consumer: Consumer = createClient(brokers).consumer({
    groupId,
    sessionTimeout: 6000,
    heartbeatInterval: 200,
    maxWaitTimeInMs: 100,
  })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const memberId = await new Promise<string>((resolve, reject) => {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => resolve(payload.memberId))
    consumer.run({ eachMessage: async () => {} }).catch(reject)
  })
  return { memberId, [Symbol.asyncDispose]: () => consumer.disconnect() }
}
