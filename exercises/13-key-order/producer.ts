import { readFileSync } from 'node:fs'
import { Kafka } from 'kafkajs'

type AccountEvent = { account: string; seq: number; nonce: string }

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const topic = process.env.TOPIC ?? 'user-events'
const eventsFile = process.env.EVENTS_FILE ?? 'events.jsonl'

// One JSON object a line, in the order in which things happened.
const lines = readFileSync(eventsFile, 'utf8').trim().split('\n')
const events = lines.map((line) => JSON.parse(line) as AccountEvent)

const kafka = new Kafka({ clientId: 'producer', brokers })
const producer = kafka.producer()

console.log(
  `${events.length} events of ${new Set(events.map((event) => event.account)).size} accounts`,
)
await producer.connect()

// TODO 1: make a message of each event: the value is its JSON text, and the key is what keeps
//         the events of one account together.

// TODO 2: send them to the topic, so that the events of each account are stored in the order of
//         their seq. Wait until the broker has acknowledged all of them.

await producer.disconnect()
