import { type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** The configs of the things that were asked for; `configSource` says where a value comes from. */
export type DescribedConfigs = {
  readonly resources: readonly {
    readonly errorCode: number
    readonly configEntries: readonly {
      readonly configName: string
      readonly configValue: string | null
      readonly configSource: number
    }[]
  }[]
}

/** The resource type of a topic (org.apache.kafka.common.config.ConfigResource). */
export const TOPIC_RESOURCE = 2
/** The resource type of a broker; an empty name stands for all of them. */
export const BROKER_RESOURCE = 4

/** DescribeConfigs v2; layout in kafkajs/src/protocol/requests/describeConfigs/v1/response.js. */
export function describeConfigsExchange(type: number, name: string): Exchange<DescribedConfigs> {
  return {
    request: kafkajs.request('describeConfigs/v2', { resources: [{ type, name }] }),
    response: kafkajs.response('describeConfigs/v2'),
  }
}
