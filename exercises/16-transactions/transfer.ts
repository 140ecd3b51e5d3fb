import { Kafka } from 'kafkajs'

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const inTopic = process.env.IN_TOPIC ?? 'user-events'
const outTopic = process.env.OUT_TOPIC ?? 'user-events-out'
const groupId = process.env.GROUP ?? 'user-event-group'
const transactionalId = process.env.TRANSACTIONAL_ID ?? 'transfer-1'

/** An input is JSON like this; `bad: true` marks one that must leave no trace in OUT_TOPIC. */
type Input = { id: string; from: string; to: string; amount: number; bad?: boolean }

/** The two outputs of an input: the key is its id, the value is JSON. */
const pairOf = ({ id, from, to, amount }: Input) => [
  { key: id, value: JSON.stringify({ id, kind: 'debit', account: from, amount }) },
  { key: id, value: JSON.stringify({ id, kind: 'credit', account: to, amount }) },
]

const kafka = new Kafka({ clientId: 'transfer', brokers })

console.error(`${groupId}: ${inTopic} -> ${outTopic} as ${transactionalId}, ${pairOf.name}`)

// This program is killed (SIGKILL) between two writes, and answers to its requests get lost.

// TODO 1: make a transactional producer with TRANSACTIONAL_ID, and a consumer of GROUP that does
//         not commit by itself. Connect both.

// TODO 2: for every good input of IN_TOPIC write its pair to OUT_TOPIC in one transaction.

// TODO 3: make the offset of the input part of that transaction. Commit it; on an error abort it.
