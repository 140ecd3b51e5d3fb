import { BROKER_RESOURCE, describeConfigsExchange } from './describe-configs.ts'
import type { KafkaConnection } from './kafka-connection.ts'
import { errorName } from './kafkajs-protocol.ts'

const ALL_BROKERS = ''
const WHAT = 'configs that hold for all brokers'

/** The configs that were set for all brokers of the running cluster, by name. */
export async function readClusterConfigs(
  connection: KafkaConnection,
): Promise<Readonly<Record<string, string>>> {
  const exchange = describeConfigsExchange(BROKER_RESOURCE, ALL_BROKERS)
  const { resources } = await connection.askAny(exchange, { what: WHAT })
  const { errorCode = 0, configEntries = [] } = resources[0] ?? {}
  if (errorCode !== 0) throw new Error(`${WHAT}: ${errorName(errorCode)}`)
  const entries = configEntries.map(({ configName, configValue }) => [
    configName,
    configValue ?? '',
  ])
  return Object.fromEntries(entries.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)))
}
