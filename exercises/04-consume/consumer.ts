import { Kafka } from 'kafkajs'

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const topic = process.env.TOPIC ?? 'user-events'
const groupId = process.env.GROUP ?? 'user-event-group'

const kafka = new Kafka({ clientId: 'consumer', brokers })

console.log(`group ${groupId} is to read ${topic}`)

// TODO 1: make a consumer of the group and connect it.

// TODO 2: subscribe to the topic. A new group has to start at the beginning.

// TODO 3: print the value of every message as one line.

// TODO 4: when SIGTERM arrives, disconnect the consumer, so that it leaves its group.
