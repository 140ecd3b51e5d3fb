import { describeConfigsExchange, TOPIC_RESOURCE } from './describe-configs.ts'
import type { KafkaConnection } from './kafka-connection.ts'
import { errorName } from './kafkajs-protocol.ts'

/** The value in force; `isSetOnTopic` false = it comes from the broker or from Kafka's defaults. */
export type TopicConfig = { readonly value: string | null; readonly isSetOnTopic: boolean }

const DYNAMIC_TOPIC_CONFIG = 1
const UNKNOWN_TOPIC = 3

/** Reads every config of a topic by name; undefined when there is no such topic. */
export async function readTopicConfigs(
  connection: KafkaConnection,
  topic: string,
): Promise<Readonly<Record<string, TopicConfig>> | undefined> {
  const what = `configs of ${topic}`
  const exchange = describeConfigsExchange(TOPIC_RESOURCE, topic)
  const { resources } = await connection.askAny(exchange, { what })
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
