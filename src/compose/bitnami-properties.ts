import type { Located } from './place.ts'
import { fromVariables, ignoredVariables, shipped, type PropertyReading } from './properties.ts'

/** What is left of the shipped file after the image has commented its own lines out. */
const SHIPPED = shipped({
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
})

/** Names the image takes without `CFG_`, too. */
const ALIASES: ReadonlySet<string> = new Set(
  `ADVERTISED_LISTENERS AUTO_CREATE_TOPICS_ENABLE BROKER_ID CONTROLLER_LISTENER_NAMES
  CONTROLLER_QUORUM_BOOTSTRAP_SERVERS CONTROLLER_QUORUM_VOTERS DEFAULT_REPLICATION_FACTOR
  DELETE_TOPIC_ENABLE INTER_BROKER_LISTENER_NAME LISTENERS LISTENER_SECURITY_PROTOCOL_MAP LOG_DIRS
  LOG_RETENTION_BYTES LOG_RETENTION_HOURS MAX_MESSAGE_BYTES NODE_ID NUM_PARTITIONS PROCESS_ROLES
  SASL_ENABLED_MECHANISMS ZOOKEEPER_CONNECT`.split(/\s+/),
)

/** What `bitnami/kafka` and its heirs make of an environment. */
export function readBitnamiProperties(
  environment: ReadonlyMap<string, Located<string>>,
): PropertyReading {
  const own = fromVariables(environment, propertyName)
  return {
    properties: new Map([...SHIPPED, ...own]),
    ignored: ignoredVariables(environment, /^KAFKA_CREATE_TOPICS$/),
    hasLostDefaults: false,
  }
}

function propertyName(variable: string): string | undefined {
  const short = variable.replace(/^KAFKA_/, '')
  if (short === variable) return undefined
  if (!short.startsWith('CFG_') && !ALIASES.has(short)) return undefined
  return short
    .replace(/^CFG_/, '')
    .toLowerCase()
    .replaceAll('_', '.')
    .replace('sasl.ssl', 'sasl_ssl')
    .replace('sasl.plaintext', 'sasl_plaintext')
}
