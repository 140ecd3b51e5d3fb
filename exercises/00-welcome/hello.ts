// Already solved: read it, run it, change it. It sends six messages and reads them back.
import { Kafka, Partitioners } from 'kafkajs'

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const topic = process.env.TOPIC ?? 'user-events'
const groupId = process.env.GROUP ?? 'user-event-group'

const kafka = new Kafka({ clientId: 'hello', brokers })

// A producer sends messages to a topic. The key decides the partition.
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
await producer.connect()
await producer.send({
  topic,
  messages: ['anna', 'bora', 'chul', 'dana', 'eun', 'finn'].map((name) => ({
    key: name,
    value: JSON.stringify({ user: name, action: 'login' }),
  })),
})
await producer.disconnect()

// A consumer belongs to a group and reads from the partitions the group assigns to it.
const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200 })
await consumer.connect()
await consumer.subscribe({ topic, fromBeginning: true })

let received = 0
let isDone = () => {}
const done = new Promise<void>((resolve) => (isDone = resolve))
await consumer.run({
  eachMessage: async ({ partition, message }) => {
    console.log(`partition ${partition}  offset ${message.offset}  ${message.value?.toString()}`)
    received += 1
    if (received === 6) isDone()
  },
})

await done
await consumer.disconnect() // commits how far it read, then leaves the group
