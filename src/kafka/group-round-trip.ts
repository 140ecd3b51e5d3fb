import { Kafka, logLevel, type Consumer } from 'kafkajs'
import type { HostView } from './host-view.ts'

/** What a group is to read, and how long that may take. */
export type RoundTrip = {
  readonly bootstrap: string
  readonly view: HostView
  readonly topic: string
  readonly groupId: string
  readonly values: readonly string[]
  readonly timeoutMs: number
}

/** Which values a group has read, and what the client complained of last when it was not all. */
export type RoundTripEnd = { readonly seen: readonly string[]; readonly complaint: string }

/** Reads a topic as a member of a new group until all values were seen or the time is over. */
export async function readAsGroup(trip: RoundTrip): Promise<RoundTripEnd> {
  const { view, topic, groupId, values } = trip
  let complaint = ''
  const kafka = new Kafka({
    clientId: groupId,
    brokers: [trip.bootstrap],
    logLevel: logLevel.ERROR,
    logCreator: () => (entry) => {
      const { error, message } = entry.log as { error?: string; message: string }
      complaint = error ?? message
    },
    connectionTimeout: 3000,
    retry: { retries: 20, initialRetryTime: 100, maxRetryTime: 500 },
    socketFactory: ({ host, port, onConnect }) => {
      const socket = view.openSocket(host, port)
      socket.setKeepAlive(true).once('connect', onConnect)
      return socket
    },
  })
  const consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 100,
    retry: { retries: 20, initialRetryTime: 100, maxRetryTime: 500 },
  })
  const seen = new Set<string>()
  try {
    await within(trip.timeoutMs, async () => {
      await consumer.connect()
      await consumer.subscribe({ topic, fromBeginning: true })
      await untilSeen(consumer, values, seen)
    })
  } catch (error) {
    complaint ||= error instanceof Error ? error.message : String(error)
  } finally {
    // A client that never got through may hang on its own retries.
    await within(2000, () => consumer.disconnect()).catch(() => {})
  }
  return { seen: [...seen], complaint }
}

function untilSeen(consumer: Consumer, values: readonly string[], seen: Set<string>) {
  return new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) reject(payload.error)
    })
    const eachMessage = async ({ message }: { message: { value: Buffer | null } }) => {
      seen.add(message.value?.toString() ?? '')
      if (values.every((value) => seen.has(value))) resolve()
    }
    consumer.run({ eachMessage }).catch(reject)
  })
}

async function within(timeoutMs: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    await Promise.race([work(), over])
  } finally {
    clearTimeout(timer)
  }
}
