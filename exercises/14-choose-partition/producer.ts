import { readFileSync } from 'node:fs'
import { Kafka } from 'kafkajs'

type TicketEvent = { priority: string; customer: string; nonce: string }

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const topic = process.env.TOPIC ?? 'user-events'
const eventsFile = process.env.EVENTS_FILE ?? 'events.jsonl'
const vipPartition = Number(process.env.VIP_PARTITION ?? 0)

// One JSON object a line.
const lines = readFileSync(eventsFile, 'utf8').trim().split('\n')
const events = lines.map((line) => JSON.parse(line) as TicketEvent)

const kafka = new Kafka({ clientId: 'producer', brokers })

console.log(`${events.length} events; partition ${vipPartition} of ${topic} is reserved`)

// TODO 1: ask the brokers how many partitions the topic has; an admin client knows.

// TODO 2: choose a partition for each event: vipPartition where the priority is exactly 'high',
//         for all others one of the rest, and not always the same.

// TODO 3: send every event once, as JSON text, to its partition. Wait for the
//         acknowledgement and disconnect.
