import type { KafkaConnection } from './kafka-connection.ts'
import { errorName, type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** The value in force; `isSetOnTopic` false = it comes from the broker or from Kafka's defaults. */
export type TopicConfig = { readonly value: string | null; readonly isSetOnTopic: boolean }

type Described = {
  readonly resources: readonly {
    readonly errorCode: number
    readonly configEntries: readonly {
      readonly configName: string
      readonly configValue: string | null
      readonly configSource: number
    }[]
  }[]
}

const TOPIC_RESOURCE = 2
const DYNAMIC_TOPIC_CONFIG = 1
const UNKNOWN_TOPIC = 3

/** Reads every config of a topic by name; undefined when there is no such topic. */
export async function readTopicConfigs(
  connection: KafkaConnection,
  topic: string,
): Promise<Readonly<Record<string, TopicConfig>> | undefined> {
  const what = `configs of ${topic}`
  const { resources } = await connection.askAny(describeConfigsExchange(topic), { what })
  const resource = resources[0]
  if (!resource || resource.errorCode === UNKNOWN_TOPIC) return undefined
  if (resource.errorCode !== 0) throw new Error(`${what}: ${errorName(resource.errorCode)}`)
  return Object.fromEntries(
    resource.configEntries.map(({ configName, configValue, configSource }) => [
      configName,
      { value: configValue, isSetOnTopic: configSource === DYNAMIC_TOPIC_CONFIG },
    ]),
  )
}

/** DescribeConfigs v2; layout in kafkajs/src/protocol/requests/describeConfigs/v1/response.js. */
function describeConfigsExchange(topic: string): Exchange<Described> {
  const args = { resources: [{ type: TOPIC_RESOURCE, name: topic }] }
  return {
    request: kafkajs.request('describeConfigs/v2', args),
    response: kafkajs.response('describeConfigs/v2'),
  }
}
