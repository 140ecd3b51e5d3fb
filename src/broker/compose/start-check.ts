import type { ComposeService } from '#compose/compose-model.ts'
import { clusterIdOf } from '#compose/cluster-id-faults.ts'
import { isBefore } from '#compose/image-family.ts'
import { parseImage } from '#compose/image-reference.ts'
import { listOf, type KafkaNode } from '#compose/kafka-node.ts'
import { valueOf } from '#compose/properties.ts'

const ADVERTISED = 'KAFKA_ADVERTISED_LISTENERS'

/** The last words of an image that does not even start Kafka; undefined when it does. */
export function failStartCheck(node: KafkaNode): string | undefined {
  switch (node.family) {
    case 'confluent':
      return failConfluent(node)
    case 'apache':
      return failApache(node)
    case 'bitnami':
      return failBitnami(node)
    case 'confluent-local':
      return undefined
  }
}

/** The same of a ZooKeeper image. */
export function failZookeeperCheck({ image, environment }: ComposeService): string | undefined {
  const { repository } = parseImage(image?.value ?? '')
  const value = (name: string) => environment.get(name)?.value ?? ''
  if (repository !== 'confluentinc/cp-zookeeper') return undefined
  const port = value('ZOOKEEPER_CLIENT_PORT') || value('ZOOKEEPER_SECURE_CLIENT_PORT')
  if (port !== '') return undefined
  return 'one of (ZOOKEEPER_CLIENT_PORT, ZOOKEEPER_SECURE_CLIENT_PORT) is required.'
}

function failConfluent(node: KafkaNode): string | undefined {
  const { service, properties, mode, isBroker, version } = node
  const isKraft = mode === 'kraft' || (version !== undefined && !isBefore(version, [4, 0]))
  const refused = ['PORT', 'HOST', 'ADVERTISED_PORT', 'ADVERTISED_HOST']
    .map((name) => `KAFKA_${name}`)
    .find((name) => service.environment.get(name)?.value)
  if (refused !== undefined) {
    const name = refused.replace('KAFKA_', '').toLowerCase().replaceAll('_', '.')
    return `${name} is deprecated. Please use ${ADVERTISED} instead.`
  }
  const isMissing = (property: string) => valueOf(properties, property) === undefined
  if (isKraft && isMissing('process.roles')) return 'KAFKA_PROCESS_ROLES is required.'
  if (isKraft && clusterIdOf(node) === undefined && !service.command && !service.entrypoint) {
    return 'CLUSTER_ID is required.'
  }
  if (!isKraft && isMissing('zookeeper.connect')) return 'KAFKA_ZOOKEEPER_CONNECT is required.'
  if (isBroker && isMissing('advertised.listeners')) return `${ADVERTISED} is required.`
  return failFormat(node)
}

/** What formatting says of a controller without static voters, which these images cannot set up. */
function failFormat({ mode, isController, properties, service }: KafkaNode): string | undefined {
  const isStatic = valueOf(properties, 'controller.quorum.voters') !== undefined
  const isDynamic = valueOf(properties, 'controller.quorum.bootstrap.servers') !== undefined
  if (mode !== 'kraft' || !isController || isStatic || !isDynamic || service.command)
    return undefined
  return 'Because controller.quorum.voters is not set on this controller, you must specify one of the following: --standalone, --initial-controllers, or --no-initial-controllers.'
}

function failApache(node: KafkaNode): string | undefined {
  const { isBroker, mode, properties } = node
  const isController = mode === 'kraft' && !isBroker
  if (!isController || valueOf(properties, 'advertised.listeners') === undefined) {
    return failFormat(node)
  }
  return `${ADVERTISED} is not supported on a KRaft controller.`
}

function failBitnami({ mode, nodeId, properties }: KafkaNode): string | undefined {
  if (mode !== 'kraft') return undefined
  if (nodeId === undefined) {
    return 'ERROR ==> KRaft mode requires an unique node.id, please set the environment variable KAFKA_CFG_NODE_ID'
  }
  const names = listOf(valueOf(properties, 'controller.listener.names'))
  if (names.length > 0) return undefined
  return 'ERROR ==> KRaft mode requires KAFKA_CFG_CONTROLLER_LISTENER_NAMES to be set'
}
