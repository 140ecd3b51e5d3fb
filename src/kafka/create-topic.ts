import type { KafkaConnection } from './kafka-connection.ts'
import { errorName, type Exchange, kafkajs } from './kafkajs-protocol.ts'
import { metadataExchange } from './metadata-exchange.ts'

/** A topic to be made; the replication factor is the broker's own when it is left out. */
export type NewTopic = {
  readonly topic: string
  readonly partitions: number
  readonly replicationFactor?: number
  readonly configs?: Readonly<Record<string, string>>
}

type Created = {
  readonly topicErrors: readonly { errorCode: number; errorMessage: string | null }[]
}

const NOT_CONTROLLER = 41

/**
 * Learners may give a message the time of its event, which is long past: the next time the broker
 * looks for what is older than its seven days, such a message would be gone.
 */
const KEPT = { 'retention.ms': '-1' }

/**
 * Creates a topic that keeps what is sent to it, unless its configs say otherwise, and waits until
 * every broker knows it with a leader for each partition.
 */
export async function createTopic(connection: KafkaConnection, topic: NewTopic): Promise<void> {
  const what = `creating topic ${topic.topic}`
  const { topicErrors } = await connection.untilSettled(
    async () => {
      const { controllerId } = await connection.readMetadata([])
      const created = await connection.askBroker(controllerId, createExchange(topic))
      const isElsewhere = created.topicErrors[0]?.errorCode === NOT_CONTROLLER
      if (isElsewhere) throw connection.notYet('the controller has moved')
      return created
    },
    { what, isOnce: true },
  )
  const { errorCode = 0, errorMessage } = topicErrors[0] ?? {}
  if (errorCode !== 0) throw new Error(`${what}: ${errorMessage || errorName(errorCode)}`)
  await connection.untilSettled(() => checkLeaders(connection, topic), { what })
}

async function checkLeaders(connection: KafkaConnection, { topic, partitions }: NewTopic) {
  const { brokers } = await connection.readMetadata([topic])
  for (const { nodeId } of brokers) {
    const { topics } = await connection.askBroker(nodeId, metadataExchange([topic]))
    const led = topics[0]?.partitions.filter(({ leader }) => leader >= 0) ?? []
    if (led.length < partitions) {
      throw connection.notYet(`broker ${nodeId} knows ${led.length} of ${partitions} leaders`)
    }
  }
}

/** CreateTopics v3; layout in kafkajs/src/protocol/requests/createTopics/v3/response.js. */
function createExchange(topic: NewTopic): Exchange<Created> {
  const configEntries = Object.entries({ ...KEPT, ...topic.configs }).map(([name, value]) => ({
    name,
    value,
  }))
  const entry = {
    topic: topic.topic,
    numPartitions: topic.partitions,
    replicationFactor: topic.replicationFactor ?? -1,
    configEntries,
  }
  return {
    request: kafkajs.request('createTopics/v3', { topics: [entry], validateOnly: false }),
    response: kafkajs.response('createTopics/v3'),
  }
}
