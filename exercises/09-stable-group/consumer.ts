import { Kafka } from 'kafkajs'

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const topic = process.env.TOPIC ?? 'user-events'

const kafka = new Kafka({ clientId: 'consumer', brokers })

// TODO: this consumer works, but it forgets everything: after each restart it prints the whole
//       topic again. The fault is in the next two lines. Whom does Kafka take it for?
const groupId = `user-event-group-${Date.now()}`
const consumer = kafka.consumer({ groupId })

await consumer.connect()
await consumer.subscribe({ topic, fromBeginning: true })
await consumer.run({
  eachMessage: async ({ message }) => {
    console.log(message.value?.toString())
  },
})

process.once('SIGTERM', () => consumer.disconnect())
