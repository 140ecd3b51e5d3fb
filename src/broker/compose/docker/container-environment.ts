import type { Bilingual } from '#core/bilingual.ts'
import type { KafkaNode } from '#compose/kafka-node.ts'
import type { PlannedService } from '../compose-plan.ts'
import { isLeftOut, noteLeftOut, QUICK, SMALL } from '../node-properties.ts'

/** The variables of a container, and what was left out of those that the file gives. */
export type ContainerEnvironment = {
  readonly variables: Readonly<Record<string, string>>
  readonly changes: readonly Bilingual[]
}

/** Variables that images of Kafka and ZooKeeper are configured by. */
const TAKEN =
  /^(KAFKA|ZOOKEEPER|ZOO|CONFLUENT|BITNAMI)_\w+$|^CLUSTER_ID$|^ALLOW_(PLAINTEXT_LISTENER|ANONYMOUS_LOGIN)$/
/** Of those: what goes to the JVM, what names files, and where data lies. */
const NOT_TAKEN = /(_OPTS|_FILE|_DIRS?|_PATH)$|JMX|HEAP|LOG4J|JVMFLAGS|PASSWORD/

/** One collector thread, the quick compiler only: these containers do not live long. */
const QUICK_JVM = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true'
const HEAP_MEGABYTES = { zookeeper: 128, several: 192, alone: 256 }

/**
 * The environment of a service, variable by variable: what its image takes, but nothing that loads code
 * or reads files. `names` are those of services whose fixed addresses stand in it.
 */
export function containerEnvironment(
  { service, node, role }: PlannedService,
  names: ReadonlyMap<string, string>,
  isAlone: boolean,
): ContainerEnvironment {
  const left = [...(node?.properties ?? [])].flatMap(([name, { value, variable }]) =>
    variable !== undefined && isLeftOut(name, value) ? [{ name, variable }] : [],
  )
  const isLeft = (variable: string) => left.some((each) => each.variable === variable)
  const taken = [...service.environment].flatMap(([variable, { value }]) => {
    const isTaken = TAKEN.test(variable) && !NOT_TAKEN.test(variable) && !isLeft(variable)
    return isTaken ? [[variable, nameAddresses(value, names)]] : []
  })
  const heap = HEAP_MEGABYTES[role === 'zookeeper' ? role : isAlone ? 'alone' : 'several']
  return {
    variables: {
      ...Object.fromEntries(taken),
      ...(node && ownSettings(node)),
      KAFKA_HEAP_OPTS: `-Xms48m -Xmx${heap}m`,
      KAFKA_JVM_PERFORMANCE_OPTS: QUICK_JVM,
    },
    changes: noteLeftOut(left.map(({ name }) => name)),
  }
}

/** What is small or quick here whatever the file says; an image that uses its own file keeps to that. */
function ownSettings(node: KafkaNode): Record<string, string> {
  const { family, properties, mode, hasLostDefaults } = node
  if (family === 'apache' && !hasLostDefaults) return {}
  const prefix = family === 'bitnami' ? 'KAFKA_CFG_' : 'KAFKA_'
  const quick = Object.entries(mode === 'kraft' ? QUICK : {})
  const settings = [...quick.filter(([name]) => !properties.has(name)), ...Object.entries(SMALL)]
  const named = settings.map(([name, value]) => [
    `${prefix}${name.toUpperCase().replaceAll('.', '_')}`,
    value,
  ])
  return Object.fromEntries(named)
}

/** Networks have other addresses here; the containers that the file gives them to are found by name. */
function nameAddresses(value: string, names: ReadonlyMap<string, string>): string {
  return value.replaceAll(
    /(?<![\d.])\d+(?:\.\d+){3}(?=:)/g,
    (address) => names.get(address) ?? address,
  )
}
