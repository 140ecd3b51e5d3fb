import { isBefore } from './image-family.ts'
import { isPinned, parseImage, type ImageReference } from './image-reference.ts'
import type { KafkaCluster, UnreadReason } from './kafka-cluster.ts'
import type { KafkaFault } from './kafka-fault.ts'
import type { KafkaNode } from './kafka-node.ts'

/** Why a file has no broker, or none with a fixed version. */
export type BrokerFault = KafkaFault<
  UnreadReason | 'no-broker' | 'vanished' | 'unpinned' | 'never-existed'
>

/** The first fault of the brokers' images, undefined when each is a known one of a fixed version. */
export function findBrokerFault(cluster: KafkaCluster): BrokerFault | undefined {
  if (cluster.brokers.length === 0 && cluster.nodes.length === 0) return missingBroker(cluster)
  return (
    findVanished(cluster) ??
    cluster.nodes.map(findUnpinned).find(Boolean) ??
    cluster.nodes.map(findNeverExisted).find(Boolean)
  )
}

function missingBroker({ project, unread }: KafkaCluster): BrokerFault {
  const [first] = unread
  if (first) {
    const { service, reason } = first
    const at = service.image?.at ?? service.at
    const facts = { image: service.image?.value ?? '' }
    return { id: reason, service: service.name, at, facts }
  }
  const at = project.services[0]?.at ?? { file: project.file, line: 1, column: 1 }
  const names = project.services.map(({ name }) => name).join(', ')
  return { id: 'no-broker', service: '', at, facts: { services: names } }
}

/** The images of `bitnami` on Docker Hub are gone, ZooKeeper's among them. */
function findVanished({ nodes, zookeepers }: KafkaCluster): BrokerFault | undefined {
  const services = [...nodes.map(({ service }) => service), ...zookeepers]
  const gone = services.find(({ image }) => image && isGone(parseImage(image.value)))
  if (!gone?.image) return undefined
  const { repository, tag = '' } = parseImage(gone.image.value)
  const facts = {
    image: gone.image.value,
    successor: `${repository.replace(/^bitnami/, 'bitnamilegacy')}:${tag}`,
  }
  return { id: 'vanished', service: gone.name, at: gone.image.at, facts }
}

function isGone({ registry, repository, digest }: ImageReference): boolean {
  return registry === '' && digest === undefined && repository.startsWith('bitnami/')
}

function findUnpinned({ service, image }: KafkaNode): BrokerFault | undefined {
  if (isPinned(image)) return undefined
  const facts = { image: image.text, tag: image.tag ?? 'latest', isNamed: String(!!image.tag) }
  return { id: 'unpinned', service: service.name, at: service.image!.at, facts }
}

/** `apache/kafka` began with 3.7, its native sister with 3.8. */
function findNeverExisted({ service, image, family, version }: KafkaNode): BrokerFault | undefined {
  if (family !== 'apache' || !version || image.registry !== '' || image.digest) return undefined
  const first = image.repository.endsWith('-native') ? ([3, 8] as const) : ([3, 7] as const)
  if (!isBefore(version, first)) return undefined
  const facts = { image: image.text, first: first.join('.') }
  return { id: 'never-existed', service: service.name, at: service.image!.at, facts }
}
