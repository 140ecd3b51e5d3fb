import {
  blockedBy,
  changeNotes,
  countBrokers,
  describeFault,
  excessTransactionCopies,
  exercise,
  fail,
  findBrokerFault,
  findHostFault,
  findModeFault,
  findNameFault,
  findReplicationFault,
  followComposeLive,
  hasOnlyLostDefaults,
  isModeOpen,
  journeyNotes,
  listenerTable,
  logLines,
  nodeTable,
  noteOf,
  readSubmittedCompose,
  servesContainers,
  serviceTable,
  showValue,
  wayPicture,
  type Finding,
  type KafkaCluster,
  type KafkaFault,
  type LiveRun,
  type SubmittedCompose,
} from '#checks/index.ts'
import { addressSays } from './01-compose-cluster.addresses.ts'
import { brokerSays, replicationSays } from './01-compose-cluster.brokers.ts'
import { liveSays } from './01-compose-cluster.live.ts'
import { metadataSays } from './01-compose-cluster.metadata.ts'
import { nameSays } from './01-compose-cluster.names.ts'
import { says, wants } from './01-compose-cluster.messages.ts'

type Evidence = Finding['evidence']

exercise('01-compose-cluster', ({ lab, check }) => {
  const read = lab.once('observing', async () => readSubmittedCompose(lab))

  /** The brokers, where the file can be judged as one that Compose would start. */
  const started = async () => {
    const compose = await read()
    const { project, nodes } = compose.cluster
    return project.faults.length > 0 || nodes.length === 0 ? blockedBy('01-C1') : compose
  }

  /** The same, where there is a broker whose configuration is not that of another mistake. */
  const configured = async () => {
    const compose = await started()
    return compose.cluster.brokers.length === 0 ? blockedBy('01-C5') : compose
  }

  check('01-C1', async () => {
    const { cluster, quote } = await read()
    const [refused] = cluster.project.faults
    if (refused) {
      const { id, at } = refused
      const message = describeFault(refused)
      fail({ id, message, expected: wants.readable, actual: quote(at), evidence: [] })
    }
    const fault = findBrokerFault(cluster)
    if (fault) failWith(fault, brokerSays[fault.id], wants.pinned, quote, [])
    return [nodeTable(cluster)]
  })

  check('01-C2', async () => {
    const { cluster, quote } = await configured()
    if (hasUnreadableListeners(cluster)) blockedBy('01-C3')
    const fault = findHostFault(cluster)
    if (fault?.id === 'not-bound') blockedBy('01-C3')
    const evidence = [listenerTable(cluster), ...journeyNotes(cluster)]
    if (!fault) return evidence
    if (isLost(cluster, 'advertised.listeners')) blockedBy('01-C5')
    return failWith(fault, addressSays[fault.id], wants.reachable, quote, evidence)
  })

  check('01-C3', async () => {
    const { cluster, quote } = await configured()
    if (isLost(cluster, 'listeners') && isLost(cluster, 'advertised.listeners')) blockedBy('01-C5')
    const { brokers } = cluster
    if (brokers.some(({ advertised }) => advertised.unreadable !== undefined)) blockedBy('01-C2')
    if (!brokers.some(hasListeners)) blockedBy('01-C2')
    const fault = findNameFault(cluster)
    if (!fault) return [listenerTable(cluster), ...says.whoCanConnect(servesContainers(cluster))]
    // A port that is wrong in what is advertised is one mistake, whoever dials it.
    if (fault.id === 'inter-broker-unreachable' && findHostFault(cluster)) blockedBy('01-C2')
    const evidence = [listenerTable(cluster)]
    return failWith(fault, nameSays[fault.id], wants.named, quote, evidence)
  })

  check('01-C4', async () => {
    const { cluster, quote } = await configured()
    const fault = findReplicationFault(cluster)
    if (fault && isLost(cluster, 'offsets.topic.replication.factor')) blockedBy('01-C5')
    const excess = excessTransactionCopies(cluster)
    const text = excess !== undefined && says.transactions(excess, countBrokers(cluster))
    const note = text ? [noteOf(text)] : []
    if (!fault) return note
    const wanted = wants.copies(countBrokers(cluster))
    return failWith(fault, replicationSays[fault.id], wanted, quote, note)
  })

  check('01-C5', async () => {
    const { cluster, quote } = await started()
    if (hasUnreadableListeners(cluster)) blockedBy('01-C3')
    if (cluster.nodes.some(({ bound }) => bound.unreadable !== undefined)) blockedBy('01-C2')
    if (isModeOpen(cluster)) blockedBy('01-C1')
    const fault = findModeFault(cluster)
    if (!fault) return [nodeTable(cluster)]
    const evidence = [nodeTable(cluster)]
    return failWith(fault, metadataSays[fault.id], wants.metadata, quote, evidence)
  })

  check('01-C6', async () => {
    const { cluster, quote } = await configured()
    const blocker = whyNotStarted(cluster)
    if (blocker) blockedBy(blocker)
    const run = await lab.once('program', () => followComposeLive(lab, cluster))()
    const { fault, coordinator, trip } = run
    const evidence = showLive(cluster, run)
    const wanted = wants.live(countBrokers(cluster))
    if (fault) failWith(fault, liveSays[fault.id], wanted, quote, evidence)
    if (coordinator !== undefined) {
      const id = 'no-coordinator'
      fail({ id, message: says.noCoordinator(coordinator), expected: wanted, evidence })
    }
    if (trip && trip.step !== 'done') {
      const message = says.trip(trip.step, trip.detail)
      fail({ id: `no-round-trip-${trip.step}`, message, expected: wanted, evidence })
    }
    return [noteOf(says.seenLive(run.compose.elapsedMs)), ...evidence]
  })
})

function failWith(
  { id, at, service, facts }: KafkaFault<string>,
  say: (facts: KafkaFault<string>['facts']) => Finding['message'],
  expected: NonNullable<Finding['expected']>,
  quote: SubmittedCompose['quote'],
  evidence: Evidence,
): never {
  const where = service === '' ? [] : [noteOf(says.service(service))]
  const shown = Object.entries(facts).map(([name, value]) => [name, showValue(value)] as const)
  const message = say(Object.fromEntries(shown))
  return fail({ id, message, expected, actual: quote(at), evidence: [...where, ...evidence] })
}

/** Images that cannot be had. */
const NO_IMAGE: ReadonlySet<string> = new Set(['vanished', 'never-existed'])

/** Mistakes with which nodes look for each other until they give up; the file says it sooner. */
const VAIN: ReadonlySet<string> = new Set([
  'two-modes',
  'zookeeper-unsupported',
  'zookeeper-not-found',
  'zookeeper-localhost',
  'zookeeper-wrong-port',
  'no-broker-role',
  'no-controller-role',
  'node-id-twice',
  'kraft-too-old',
  'voter-unreachable',
  'voters-unreadable',
  'cluster-ids-differ',
])

/** The check whose mistake makes it vain to start the file; undefined when it is worth seeing. */
function whyNotStarted(cluster: KafkaCluster): string | undefined {
  if (NO_IMAGE.has(findBrokerFault(cluster)?.id ?? '')) return '01-C1'
  if (VAIN.has(findModeFault(cluster)?.id ?? '')) return '01-C5'
  const isApart = /^inter-broker-(localhost|un)/.test(findNameFault(cluster)?.id ?? '')
  const hostFault = findHostFault(cluster)
  if (isApart && !hostFault) return '01-C3'
  // Only one of several copies of a service would be started here.
  const hasCopies = cluster.nodes.some(({ service }) => service.replicas > 1)
  return hasCopies && hostFault ? '01-C2' : undefined
}

function showLive(cluster: KafkaCluster, { compose, journeys }: LiveRun): Evidence {
  return [
    ...wayPicture(cluster, journeys),
    ...(compose.services.length > 0 ? [serviceTable(compose)] : []),
    ...logLines(compose),
    ...changeNotes(compose),
  ]
}

/** A broker whose `listeners` cannot be taken apart: the other checks would judge what is not there. */
function hasUnreadableListeners({ nodes }: KafkaCluster): boolean {
  return nodes.some(({ bound, advertised }) => {
    return bound.unreadable !== undefined && advertised.unreadable === undefined
  })
}

/** Whether the file or the image says anything of listeners. */
function hasListeners({ properties }: KafkaCluster['nodes'][number]): boolean {
  return properties.has('listeners') || properties.has('advertised.listeners')
}

/** One variable was enough to lose the image's own configuration; what is missing follows from that. */
function isLost(cluster: KafkaCluster, property: string): boolean {
  return (
    hasOnlyLostDefaults(cluster) &&
    cluster.brokers.some(({ properties }) => !properties.has(property))
  )
}
