import { errorMessage } from '#core/errors.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { readAsGroup } from '#kafka/group-round-trip.ts'
import type { HostView } from '#kafka/host-view.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { sendMessages } from '#kafka/send-messages.ts'

/** Where a test message is to go, and as what. */
export type TripPlan = {
  readonly bootstrap: string
  readonly view: HostView
  readonly brokers: number
  readonly topic: string
  readonly groupId: string
  readonly nonce: () => string
}

/** How far the test messages came. */
export type TripEnd = {
  readonly step: 'create' | 'send' | 'read' | 'done'
  /** The client's own words. */
  readonly detail: string
  readonly sent: number
  readonly seen: number
}

const SETTLE_MS = 20_000
const READ_MS = 30_000

/** Sends a message to every broker, and reads them as a group: one partition is led by each. */
export async function testRoundTrip(plan: TripPlan): Promise<TripEnd> {
  const { bootstrap, view, topic } = plan
  const values = Array.from({ length: plan.brokers }, plan.nonce)
  let step: TripEnd['step'] = 'create'
  try {
    const options = { openSocket: view.openSocket, settleTimeoutMs: SETTLE_MS }
    await using kafka = await connectKafka(bootstrap, options)
    // One copy must do, however many a cluster of several brokers asks for.
    const configs = { 'min.insync.replicas': '1' }
    await createTopic(kafka, { topic, partitions: plan.brokers, replicationFactor: 1, configs })
    step = 'send'
    const messages = values.map((value, partition) => ({ value, partition }))
    await sendMessages(kafka, topic, messages)
  } catch (error) {
    return { step, detail: errorMessage(error), sent: 0, seen: 0 }
  }
  const { seen, complaint } = await readAsGroup({ ...plan, values, timeoutMs: READ_MS })
  const found = values.filter((value) => seen.includes(value)).length
  const isDone = found === values.length
  return {
    step: isDone ? 'done' : 'read',
    detail: isDone ? '' : complaint,
    sent: values.length,
    seen: found,
  }
}
