import { readFileSync } from 'node:fs'
import { Kafka } from 'kafkajs'

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const topic = process.env.TOPIC ?? 'user-events'
const eventsFile = process.env.EVENTS_FILE ?? 'events.jsonl'

// One JSON object a line.
const lines = readFileSync(eventsFile, 'utf8').trim().split('\n')
const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>)

const kafka = new Kafka({ clientId: 'producer', brokers })

console.log(`${events.length} events to send to ${topic}`)

// TODO 1: make a producer and connect it.

// TODO 2: send every event as one message of the topic. The value is the event as JSON text.
//         Wait until the broker has acknowledged all of them.

// TODO 3: disconnect the producer, so that the program can end.
