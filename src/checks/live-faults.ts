import type { BootedService } from '#core/booted-compose.ts'
import { showAddress, type Endpoint } from '#compose/endpoint.ts'
import type { KafkaCluster } from '#compose/kafka-cluster.ts'
import type { KafkaFault } from '#compose/kafka-fault.ts'
import { placeOf, type KafkaNode } from '#compose/kafka-node.ts'
import type { Place } from '#compose/place.ts'
import { reachFromHost } from '#compose/reach.ts'
import type { ContactEnd } from '#kafka/first-contact.ts'
import type { HostJourney, ToldBroker } from './host-journey.ts'
import { deadServices, type LiveCompose } from './live-compose.ts'
import { placeOfWords, readStartWords, type StartWordsId } from './start-words.ts'

/** Why a started file is of no use to a program on the computer. */
export type LiveFault = KafkaFault<
  | 'refused-key'
  | 'secured-listener'
  | 'split'
  | 'never-begins'
  | 'not-ready'
  | 'no-port'
  | 'bound-to-localhost'
  | `bootstrap-${Exclude<ContactEnd, 'answered'>}`
  | `told-${Exclude<ContactEnd, 'answered'>}`
  | 'told-shared'
  | 'told-too-few'
  | StartWordsId
>

const ADVERTISED = 'advertised.listeners'

/** Why the file did not come to the point where every broker knows the others. */
export function findStartFault(cluster: KafkaCluster, live: LiveCompose): LiveFault | undefined {
  const { compose, end } = live
  const [refusal] = compose.refusals
  if (refusal) {
    const { service, key, at } = refusal
    return { id: 'refused-key', service, at, facts: { key } }
  }
  if (end === 'ready') return undefined
  const [dead] = deadServices(compose).toSorted((one, other) => rank(one) - rank(other))
  if (dead) return deathOf(cluster, dead)
  const waiting = compose.services.find(({ state }) => state === 'waiting')
  if (waiting) {
    const facts = { waitsFor: waiting.waitsFor ?? '' }
    return { id: 'never-begins', ...whereIs(cluster, waiting.name), facts }
  }
  const brokers = compose.services.filter(({ role }) => role === 'broker')
  const silent = brokers.find(({ knows }) => !knows) ?? brokers[0]
  const known = brokers.map(({ knows }) => String(knows?.brokers ?? 0))
  const facts = { brokers: String(brokers.length), known: known.join(', ') }
  const id = end === 'split' ? 'split' : 'not-ready'
  return { id, ...whereIs(cluster, silent?.name ?? ''), facts }
}

/** What a client met on the best of its ways; undefined when one leads to every broker. */
export function findWayFault(
  cluster: KafkaCluster,
  journeys: readonly HostJourney[],
  expected: number,
): LiveFault | undefined {
  const best = journeys.toSorted((one, other) => costOf(one, expected) - costOf(other, expected))[0]
  if (!best) {
    const [broker] = cluster.brokers
    const at = broker?.service.at ?? { file: '', line: 1, column: 1 }
    return { id: 'no-port', service: broker?.service.name ?? '', at, facts: {} }
  }
  const { bootstrap, told, service } = best
  const asked = `localhost:${bootstrap.port}`
  if (bootstrap.end !== 'answered') {
    const reached = reachFromHost(cluster, bootstrap.port)
    if (reached.kind === 'loopback-only') return boundToLocalhost(reached.node, reached.endpoint)
    const node = cluster.nodes.find((each) => each.service.name === service)
    const at = publishedAt(node, bootstrap.port) ?? whereIs(cluster, service).at
    return { id: `bootstrap-${bootstrap.end}`, service, at, facts: { asked } }
  }
  const lost = told.find(({ contact }) => contact.end !== 'answered')
  if (lost && lost.contact.end !== 'answered') {
    return { id: `told-${lost.contact.end}`, ...toldAt(cluster, lost, service, asked) }
  }
  const shared = told.findLast(({ isShared }) => isShared)
  if (shared) return { id: 'told-shared', ...toldAt(cluster, shared, service, asked) }
  if (told.length === expected) return undefined
  const facts = { asked, told: String(told.length), expected: String(expected) }
  const missing = cluster.brokers.find(
    ({ nodeId }) => nodeId !== undefined && !told.some((each) => String(each.nodeId) === nodeId),
  )
  const where = missing
    ? { service: missing.service.name, at: placeOf(missing, ADVERTISED) }
    : whereIs(cluster, service)
  return { id: 'told-too-few', ...where, facts }
}

/** A listener for which certificates or passwords would be needed: none are taken over. */
export function findSecuredListener(cluster: KafkaCluster): LiveFault | undefined {
  for (const node of cluster.nodes) {
    const { protocols } = node.protocols
    const secured = node.bound.endpoints.find(({ name }) =>
      /^(SSL|SASL_)/.test(protocols.get(name)?.toUpperCase() ?? ''),
    )
    if (!secured) continue
    const { name } = secured
    const facts = { name, protocol: protocols.get(name) ?? '' }
    const property = node.protocols.isGiven ? 'listener.security.protocol.map' : 'listeners'
    const at = placeOf(node, property)
    return { id: 'secured-listener', service: node.service.name, at, facts }
  }
  return undefined
}

function boundToLocalhost(node: KafkaNode, { name, host, port }: Endpoint): LiveFault {
  const at = placeOf(node, 'listeners')
  const facts = { name, bound: showAddress(host, port) }
  return { id: 'bound-to-localhost', service: node.service.name, at, facts }
}

function deathOf(cluster: KafkaCluster, dead: BootedService): LiveFault {
  const node = cluster.nodes.find(({ service }) => service.name === dead.name)
  const words = readStartWords(dead.lastLines)
  const { at, service } = whereIs(cluster, dead.name)
  const isKilled = dead.exitCode === null
  const id = isKilled && words.id === 'unknown-words' ? 'machine' : words.id
  return { id, service, at: node ? placeOfWords(node, words) : at, facts: words.facts }
}

function toldAt(cluster: KafkaCluster, broker: ToldBroker, service: string, asked: string) {
  const { host, port, nodeId } = broker
  const node =
    cluster.brokers.find((each) => each.nodeId === String(nodeId)) ??
    cluster.brokers.find((each) => each.service.name === service)
  return {
    service: node?.service.name ?? service,
    at: node ? placeOf(node, ADVERTISED) : whereIs(cluster, service).at,
    facts: { asked, host, port: String(port), address: `${host}:${port}` },
  }
}

function whereIs({ project }: KafkaCluster, name: string): { service: string; at: Place } {
  const found = project.services.find((each) => each.name === name)
  return { service: name, at: found?.at ?? { file: project.file, line: 1, column: 1 } }
}

function publishedAt(node: KafkaNode | undefined, port: number): Place | undefined {
  return node?.service.ports.find(({ hostPort }) => hostPort === port)?.at
}

/** A broker that died with its ZooKeeper has nothing to say of its own. */
function rank({ role }: BootedService): number {
  return role === 'zookeeper' ? 0 : role === 'controller' ? 1 : 2
}

/** The way that comes nearest is the one to speak of. */
function costOf({ bootstrap, told }: HostJourney, expected: number): number {
  if (bootstrap.end !== 'answered') return bootstrap.end === 'refused' ? 1000 : 900
  const lost = told.filter(({ contact, isShared }) => contact.end !== 'answered' || isShared)
  return lost.length * 10 + Math.abs(expected - told.length)
}
