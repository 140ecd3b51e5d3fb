import {
  BROKER_RESOURCE,
  type DescribedConfigs,
  describeConfigsExchange,
} from './describe-configs.ts'
import type { KafkaConnection } from './kafka-connection.ts'
import { errorName } from './kafkajs-protocol.ts'

const ALL_BROKERS = ''
const DYNAMIC_BROKER_CONFIG = 2

/** What was set on a running cluster, by name: for all brokers, and for single ones by their ids. */
export type ClusterConfigs = {
  readonly all: Readonly<Record<string, string>>
  readonly single: Readonly<Record<number, Readonly<Record<string, string>>>>
}

/** Reads the configs that were set on the running cluster. */
export async function readClusterConfigs(connection: KafkaConnection): Promise<ClusterConfigs> {
  const all = await connection.askAny(exchangeFor(ALL_BROKERS), { what: 'configs of all brokers' })
  const { brokers } = await connection.readMetadata([])
  const single = brokers.map(async ({ nodeId }) => {
    const ask = () => connection.askBroker(nodeId, exchangeFor(String(nodeId)))
    const found = await connection.untilSettled(ask, { what: `configs of broker ${nodeId}` })
    return [nodeId, byName(entriesIn(found).filter(isOfOneBroker))] as const
  })
  return { all: byName(entriesIn(all)), single: Object.fromEntries(await Promise.all(single)) }
}

type Entries = DescribedConfigs['resources'][number]['configEntries']

const exchangeFor = (broker: string) => describeConfigsExchange(BROKER_RESOURCE, broker)

function entriesIn({ resources }: DescribedConfigs): Entries {
  const { errorCode = 0, configEntries = [] } = resources[0] ?? {}
  if (errorCode !== 0) throw new Error(`configs of brokers: ${errorName(errorCode)}`)
  return configEntries
}

/** A broker tells all of its configs; this one was set on it alone while it ran. */
function isOfOneBroker({ configSource }: Entries[number]): boolean {
  return configSource === DYNAMIC_BROKER_CONFIG
}

function byName(entries: Entries): Readonly<Record<string, string>> {
  const pairs = entries.map(({ configName, configValue }) => [configName, configValue ?? ''])
  return Object.fromEntries(pairs.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)))
}
