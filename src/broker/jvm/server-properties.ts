import type { NodePorts } from './choose-ports.ts'

/** One node's place in its cluster. */
export type NodePlan = {
  readonly id: number
  readonly ports: NodePorts
  /** The port of the proxy, which learners are told. */
  readonly advertisedPort: number
  readonly dataFolder: string
}

/** The `server.properties` of one node of a cluster of one or three. */
export function renderServerProperties(node: NodePlan, nodes: readonly NodePlan[]): string {
  const properties = {
    ...listenerProperties(node, nodes),
    'log.dirs': node.dataFolder,
    ...internalTopicProperties(nodes.length),
    ...LEARNER_FACING,
    ...QUICK_GROUPS,
    ...QUICK_FAILOVER,
    ...SMALL,
  }
  const lines = Object.entries(properties).map(([key, value]) => `${key}=${escapeValue(value)}`)
  return `${lines.join('\n')}\n`
}

/** What learners meet unchanged from a stock broker, written down so that it stays so. */
const LEARNER_FACING = {
  'auto.create.topics.enable': 'true',
  'num.partitions': '1',
  'default.replication.factor': '1',
  'min.insync.replicas': '1',
}

const QUICK_GROUPS = {
  'group.initial.rebalance.delay.ms': '0',
  'group.min.session.timeout.ms': '500',
  'group.coordinator.append.linger.ms': '0',
  'group.coordinator.threads': '1',
  'group.consumer.assignment.interval.ms': '0',
  'group.consumer.min.heartbeat.interval.ms': '500',
  'group.consumer.heartbeat.interval.ms': '500',
  'group.consumer.min.session.timeout.ms': '1000',
}

const QUICK_FAILOVER = {
  // Signs off on SIGTERM: without it a restarted broker waits until its old session has run out.
  'controlled.shutdown.enable': 'true',
  'broker.heartbeat.interval.ms': '500',
  'broker.session.timeout.ms': '3000',
  'controller.quorum.election.timeout.ms': '500',
  'controller.quorum.fetch.timeout.ms': '1000',
  'controller.quorum.election.backoff.max.ms': '300',
  'controller.quorum.append.linger.ms': '5',
}

const SMALL = {
  // One network thread: a fence request's log line then proves that all earlier ones are written.
  'num.network.threads': '1',
  'num.io.threads': '4',
  'background.threads': '2',
  'num.recovery.threads.per.data.dir': '1',
  'log.cleaner.dedupe.buffer.size': '2097152',
  'log.index.size.max.bytes': '1048576',
}

function listenerProperties(node: NodePlan, nodes: readonly NodePlan[]): Record<string, string> {
  const { internal, learner, controller } = node.ports
  const at = (name: string, port: number) => `${name}://127.0.0.1:${port}`
  const own = [at('INTERNAL', internal), at('LEARNER', learner), at('CONTROLLER', controller)]
  return {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': nodes
      .map(({ id, ports }) => `${id}@127.0.0.1:${ports.controller}`)
      .join(','),
    listeners: own.join(','),
    'advertised.listeners': [at('INTERNAL', internal), at('LEARNER', node.advertisedPort)].join(
      ',',
    ),
    'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,LEARNER:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'INTERNAL',
  }
}

function internalTopicProperties(nodes: number): Record<string, string> {
  const replicas = String(Math.min(3, nodes))
  const minimum = nodes > 1 ? '2' : '1'
  return {
    'offsets.topic.num.partitions': '1',
    'offsets.topic.replication.factor': replicas,
    'transaction.state.log.num.partitions': '1',
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': minimum,
    'share.coordinator.state.topic.num.partitions': '1',
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': minimum,
  }
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\')
}
