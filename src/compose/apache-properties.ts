import type { Located } from './place.ts'
import {
  fromVariables,
  ignoredVariables,
  shipped,
  valueOf,
  type Properties,
  type PropertyReading,
} from './properties.ts'

/** Variables that steer the JVM or the image and never become properties. */
const EXCLUDED: ReadonlySet<string> = new Set(
  `KAFKA_VERSION KAFKA_HEAP_OPTS KAFKA_LOG4J_OPTS KAFKA_OPTS KAFKA_JMX_OPTS
  KAFKA_JVM_PERFORMANCE_OPTS KAFKA_GC_LOG_OPTS KAFKA_LOG4J_ROOT_LOGLEVEL KAFKA_LOG4J_LOGGERS
  KAFKA_TOOLS_LOG4J_LOGLEVEL KAFKA_JMX_HOSTNAME`.split(/\s+/),
)

/** The configuration in the image, used only when no variable is given. */
const DEFAULT_FILE = shipped({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.voters': '1@localhost:9093',
  listeners: 'PLAINTEXT://:9092,CONTROLLER://:9093',
  'advertised.listeners': 'PLAINTEXT://localhost:9092',
  'inter.broker.listener.name': 'PLAINTEXT',
  'controller.listener.names': 'CONTROLLER',
  'listener.security.protocol.map':
    'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
})

/** What `apache/kafka` makes of an environment: one variable, and the file in the image is not used. */
export function readApacheProperties(
  environment: ReadonlyMap<string, Located<string>>,
): PropertyReading {
  const own = fromVariables(environment, propertyName)
  if (own.size === 0) return { properties: DEFAULT_FILE, ignored: [], hasLostDefaults: false }
  return {
    properties: withDerivedListeners(own),
    ignored: ignoredVariables(environment, /^KAFKA_CFG_|^KAFKA_CREATE_TOPICS$/),
    hasLostDefaults: true,
  }
}

/** `KAFKA_A_B` → `a.b`, `__` → `_`, `___` → `-`. Other images share the rule, not the exclusions. */
export function kafkaPropertyName(variable: string): string {
  return variable
    .replace(/^KAFKA_/, '')
    .toLowerCase()
    .replaceAll('___', '-')
    .replaceAll(/(?<!_)_(?!_)/g, '.')
    .replaceAll('__', '_')
}

/** Without KAFKA_LISTENERS the images bind the advertised listeners, on every address. */
export function withDerivedListeners(properties: Properties): Properties {
  const advertised = properties.get('advertised.listeners')
  const isController = valueOf(properties, 'process.roles') === 'controller'
  if (valueOf(properties, 'listeners') || !advertised?.value || isController) return properties
  const value = advertised.value.replaceAll(/:\/\/[^:,]*:/g, '://0.0.0.0:')
  return new Map([...properties, ['listeners', { ...advertised, value }]])
}

function propertyName(variable: string): string | undefined {
  if (!variable.startsWith('KAFKA_') || EXCLUDED.has(variable)) return undefined
  return kafkaPropertyName(variable)
}
