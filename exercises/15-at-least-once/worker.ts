import { Kafka } from 'kafkajs'

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const inTopic = process.env.IN_TOPIC ?? 'user-events'
const outTopic = process.env.OUT_TOPIC ?? 'user-events-done'
const groupId = process.env.GROUP ?? 'user-event-group'
const sessionTimeout = Number(process.env.SESSION_TIMEOUT_MS ?? '10000')

const kafka = new Kafka({ clientId: 'worker', brokers })

console.error(`${groupId}: ${inTopic} -> ${outTopic}, session ${sessionTimeout} ms`)

// This program is killed (SIGKILL) while it works, and started again.

// TODO 1: read IN_TOPIC as a member of GROUP, with SESSION_TIMEOUT_MS as the session time-out,
//         and connect a producer.

// TODO 2: process every message: write its nonce (the value is JSON: {"nonce": "…"}) to OUT_TOPIC,
//         as the whole value.

// TODO 3: see to it that an offset is committed only when all messages before it are processed.
