import type { ComposeProject, ComposeService } from './compose-model.ts'
import { kindOfImage, type OtherKafka } from './image-family.ts'
import { parseImage } from './image-reference.ts'
import { readKafkaNode, type KafkaNode } from './kafka-node.ts'

/** Why a service that seems to be a broker cannot be judged. */
export type UnreadReason =
  | OtherKafka
  | 'build'
  | 'profile'
  | 'no-replicas'
  | 'config-file'
  | 'own-command'

/** What a compose file means to Kafka. */
export type KafkaCluster = {
  readonly project: ComposeProject
  /** Every service that is started and runs Kafka, brokers and controllers. */
  readonly nodes: readonly KafkaNode[]
  readonly brokers: readonly KafkaNode[]
  readonly zookeepers: readonly ComposeService[]
  /** Started services of other kinds: user interfaces, registries, one-off tools. */
  readonly others: readonly ComposeService[]
  readonly unread: readonly { readonly service: ComposeService; readonly reason: UnreadReason }[]
}

type Role =
  | { readonly is: 'node'; readonly node: KafkaNode }
  | { readonly is: 'zookeeper' | 'other' }
  | { readonly is: 'unread'; readonly reason: UnreadReason }

/** Finds out which services are brokers, and reads their configuration. */
export function readKafkaCluster(project: ComposeProject): KafkaCluster {
  const roles = project.services.map((service) => ({ service, role: roleOf(service) }))
  const servicesThatAre = (is: Role['is']) =>
    roles.flatMap(({ service, role }) => (role.is === is && isStarted(service) ? [service] : []))
  const nodes = roles.flatMap(({ role }) => (role.is === 'node' ? [role.node] : []))
  return {
    project,
    nodes,
    brokers: nodes.filter(({ isBroker }) => isBroker),
    zookeepers: servicesThatAre('zookeeper'),
    others: servicesThatAre('other'),
    unread: roles.flatMap(({ service, role }) =>
      role.is === 'unread' ? [{ service, reason: role.reason }] : [],
    ),
  }
}

function roleOf(service: ComposeService): Role {
  if (!service.image?.value) {
    return service.refusals.some(({ key }) => key === 'build') && looksLikeKafka(service)
      ? { is: 'unread', reason: 'build' }
      : { is: 'other' }
  }
  const image = parseImage(service.image.value)
  const kind = kindOfImage(image)
  if (kind.kind === 'other' || kind.kind === 'zookeeper') return { is: kind.kind }
  // Redpanda is always started by a command.
  if (kind.kind === 'other-kafka' && kind.which === 'redpanda') {
    return { is: 'unread', reason: kind.which }
  }
  const purpose = purposeOf(service)
  if (purpose === 'zookeeper' || purpose === 'other') return { is: purpose }
  if (kind.kind === 'other-kafka') return { is: 'unread', reason: kind.which }
  const reason = unreadReason(service, purpose)
  if (reason) return { is: 'unread', reason }
  return { is: 'node', node: readKafkaNode(service, image, kind.family) }
}

type Purpose = 'broker' | 'own-command' | 'zookeeper' | 'other'

const RUNS_IMAGE = /docker\/run\b|(^|[\s/])run\.sh|start-kafka|entrypoint\.sh|supervisord/

/** What a Kafka image is used for: its own start, another start of Kafka, or just the tools in it. */
function purposeOf({ command, entrypoint }: ComposeService): Purpose {
  const words = [entrypoint?.value, command?.value].filter(Boolean).join(' ')
  if (words === '' || RUNS_IMAGE.test(words)) return 'broker'
  if (words.includes('zookeeper-server-start')) return 'zookeeper'
  return words.includes('kafka-server-start') ? 'own-command' : 'other'
}

const CONFIG_TARGET =
  /(server|broker|controller|kraft|kafka)\.properties$|\/mnt\/shared\/config\/?$|\/kafka\/config\/?$/

function unreadReason(service: ComposeService, purpose: Purpose): UnreadReason | undefined {
  if (service.profiles.length > 0) return 'profile'
  if (service.replicas === 0) return 'no-replicas'
  if (purpose === 'own-command') return 'own-command'
  return service.mounts.some(({ target }) => CONFIG_TARGET.test(target.split(':')[0]!))
    ? 'config-file'
    : undefined
}

function isStarted({ profiles, replicas }: ComposeService): boolean {
  return profiles.length === 0 && replicas > 0
}

function looksLikeKafka({ name, environment }: ComposeService): boolean {
  const names = [...environment.keys()]
  return /kafka|broker/i.test(name) || names.some((each) => each.includes('ADVERTISED_LISTENERS'))
}
