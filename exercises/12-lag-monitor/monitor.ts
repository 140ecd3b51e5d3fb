import { Kafka } from 'kafkajs'

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const topic = process.env.TOPIC ?? 'user-events'
const groupId = process.env.GROUP ?? 'user-event-group'
const limit = Number(process.env.LIMIT ?? '100')
const alertsTopic = process.env.ALERTS_TOPIC ?? 'lag-alerts'

const kafka = new Kafka({ clientId: 'monitor', brokers })

console.log(`watching ${groupId} on ${topic}: more than ${limit} goes to ${alertsTopic}`)

// TODO 1: ask an admin client for the commits of the group and for the ends of the topic, and add
//         up the lag. A partition without a commit is behind by everything it still stores.

// TODO 2: do that again and again, about once a second.

// TODO 3: when the lag has come over the limit, send {"group","topic","lag","state":"alarm"} to the
//         alerts topic, and when it is back, the same with "ok". Once per change, not each time.

// TODO 4: when SIGTERM arrives, stop and disconnect.
