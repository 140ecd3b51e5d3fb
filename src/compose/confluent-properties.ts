import type { Located } from './place.ts'
import { kafkaPropertyName, withDerivedListeners } from './apache-properties.ts'
import { fromVariables, ignoredVariables, shipped, type PropertyReading } from './properties.ts'

type Environment = ReadonlyMap<string, Located<string>>

/** `confluent-local` is a whole single node; each variable replaces one value of it. */
const LOCAL_DEFAULTS = shipped({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.voters': '1@localhost:29093',
  'controller.listener.names': 'CONTROLLER',
  listeners:
    'PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:9092',
  'advertised.listeners': 'PLAINTEXT://localhost:29092,PLAINTEXT_HOST://localhost:9092',
  'listener.security.protocol.map':
    'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT',
  'inter.broker.listener.name': 'PLAINTEXT',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
})

/** What `cp-kafka` makes of an environment: nothing but the variables. */
export function readConfluentProperties(environment: Environment): PropertyReading {
  return {
    properties: withDerivedListeners(fromVariables(environment, propertyName)),
    ignored: ignoredVariables(environment, /^KAFKA_CFG_|^KAFKA_CREATE_TOPICS$/),
    hasLostDefaults: false,
  }
}

/** What `confluent-local` makes of an environment: its defaults, and the variables over them. */
export function readConfluentLocalProperties(environment: Environment): PropertyReading {
  const own = fromVariables(environment, propertyName)
  const given = [...own].filter(([, { value }]) => value !== '')
  return {
    properties: new Map([...LOCAL_DEFAULTS, ...given]),
    ignored: ignoredVariables(environment, /^KAFKA_CFG_|^KAFKA_CREATE_TOPICS$/),
    hasLostDefaults: false,
  }
}

function propertyName(variable: string): string | undefined {
  return variable.startsWith('KAFKA_') ? kafkaPropertyName(variable) : undefined
}
