import type { ComposeService } from './compose-model.ts'
import { isLoopback } from './endpoint.ts'
import { parseImage } from './image-reference.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import { listOf, type KafkaNode } from './kafka-node.ts'
import { modeFault, type ModeFault } from './mode-fault.ts'
import { valueOf } from './properties.ts'
import { isOnHostNetwork, reachFromContainer } from './reach.ts'

const DEFAULT_PORT = 2181

/** Why a broker does not find its ZooKeeper, or that one does not start. */
export function findZookeeperFault(cluster: KafkaCluster): ModeFault | undefined {
  for (const node of cluster.nodes) {
    const fault = findConnectFault(cluster, node)
    if (fault) return fault
  }
  for (const service of cluster.zookeepers) {
    const variable = missingVariable(service)
    if (variable === undefined) continue
    const facts = { variable, image: service.image?.value ?? '' }
    return { id: 'zookeeper-incomplete', service: service.name, at: service.at, facts }
  }
  return undefined
}

/** One server that can be reached is enough to start; the first problem of all is told. */
function findConnectFault(cluster: KafkaCluster, node: KafkaNode): ModeFault | undefined {
  const connect = valueOf(node.properties, 'zookeeper.connect') ?? ''
  const faults = listOf(connect.replace(/\/.*$/, '')).map((server) =>
    findServerFault(cluster, node, server),
  )
  return faults.includes(undefined) ? undefined : faults[0]
}

function findServerFault(
  cluster: KafkaCluster,
  node: KafkaNode,
  server: string,
): ModeFault | undefined {
  const [, host = server, port = ''] = /^(.*?)(?::(\d+))?$/.exec(server) ?? []
  const wanted = port === '' ? DEFAULT_PORT : Number(port)
  const facts = { server, host, names: cluster.zookeepers.map(({ name }) => name).join(', ') }
  const fault = (id: ModeFault['id'], more = {}) =>
    modeFault(id, node, 'zookeeper.connect', { ...facts, ...more })
  if (isLoopback(host) && isOnHostNetwork(node.service)) return undefined
  const reached = reachFromContainer(cluster, node.service, host, wanted)
  if (reached.kind === 'elsewhere') return undefined
  if (reached.kind === 'unpublished' || reached.kind === 'unknown-host') {
    return fault('zookeeper-not-found')
  }
  if (reached.kind !== 'other-service') {
    return fault(isLoopback(host) ? 'zookeeper-localhost' : 'zookeeper-not-found')
  }
  const listening = clientPort(reached.service)
  const isUnknown = listening === undefined || host.endsWith('.internal')
  if (isUnknown || listening === wanted) return undefined
  return fault('zookeeper-wrong-port', { listening: String(listening) })
}

/** The port a ZooKeeper container listens on; undefined where the file does not tell. */
function clientPort({ image, environment }: ComposeService): number | undefined {
  const { repository } = parseImage(image?.value ?? '')
  const value = (name: string) => environment.get(name)?.value
  if (repository.startsWith('confluentinc/')) {
    const port = value('ZOOKEEPER_CLIENT_PORT')
    return port === undefined ? undefined : Number(port)
  }
  if (repository.startsWith('bitnami')) return Number(value('ZOO_PORT_NUMBER') ?? DEFAULT_PORT)
  return /(^|\/)zookeeper$/.test(repository) ? DEFAULT_PORT : undefined
}

/** A variable without which the image refuses to start. */
function missingVariable({ image, environment, command }: ComposeService): string | undefined {
  if (command) return undefined
  const { repository } = parseImage(image?.value ?? '')
  const value = (name: string) => environment.get(name)?.value ?? ''
  if (repository === 'confluentinc/cp-zookeeper') {
    const port = value('ZOOKEEPER_CLIENT_PORT') || value('ZOOKEEPER_SECURE_CLIENT_PORT')
    return port === '' ? 'ZOOKEEPER_CLIENT_PORT' : undefined
  }
  if (!/^bitnami(legacy)?\/zookeeper$/.test(repository)) return undefined
  const isOpen = /^(yes|true|1)$/i.test(value('ALLOW_ANONYMOUS_LOGIN'))
  return isOpen || value('ZOO_ENABLE_AUTH') !== '' ? undefined : 'ALLOW_ANONYMOUS_LOGIN=yes'
}
