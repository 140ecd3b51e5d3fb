import { Kafka } from 'kafkajs'

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const topic = process.env.TOPIC ?? 'user-events'
const groupId = process.env.GROUP ?? 'user-event-group'
const instance = process.env.INSTANCE ?? '1'

const kafka = new Kafka({ clientId: `worker-${instance}`, brokers })

console.error(`worker ${instance} of group ${groupId} on ${topic}`)

// This program is started several times at once, with INSTANCE=1, 2, 3 …

// TODO 1: make a consumer that shares the topic's partitions with the other workers.

// TODO 2: for every message print one line: the instance, a space, and the nonce in the value
//         (the value is JSON: {"nonce": "…"}).

// TODO 3: when SIGTERM arrives, leave the group, so that the others take over.
