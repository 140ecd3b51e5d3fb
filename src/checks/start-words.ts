import { listOf, placeOf, type KafkaNode } from '#compose/kafka-node.ts'
import type { Place } from '#compose/place.ts'
import { valueOf } from '#compose/properties.ts'

/** What a container that ended said was wrong, and the property it is about. */
export type StartWords = {
  readonly id: StartWordsId
  readonly property: string | undefined
  readonly facts: Readonly<Record<string, string>>
}

export type StartWordsId = (typeof KNOWN)[number]['id'] | 'unknown-words'

const LISTENERS = 'listeners'
const ADVERTISED = 'advertised.listeners'
const MAP = 'listener.security.protocol.map'
const INTER = 'inter.broker.listener.name'
const CONTROLLERS = 'controller.listener.names'
const VOTERS = 'controller.quorum.voters'

/** The words by which brokers (4.3 and 3.9), ZooKeeper and the images say why they do not start. */
const KNOWN = [
  { id: 'image-requires', words: /^(?:one of \()?([A-Z][A-Z_]+).* (?:is required\.|not set)/m },
  {
    id: 'image-refuses',
    words: /^(.* is deprecated\. Please use .*|.*is not supported on a .*)$/m,
  },
  { id: 'port-allocated', words: /Bind for [\d.]+:(\d+) failed: port is already allocated/ },
  { id: 'missing-property', words: /Missing required configuration [`"']?([\w.]+)/ },
  { id: 'no-protocol', words: /No security protocol defined for listener ([\w.-]+)/, about: MAP },
  {
    id: 'same-name-or-port',
    words: /Each listener must have a different (name|port)/,
    about: LISTENERS,
  },
  { id: 'unreadable-endpoint', words: /Unable to parse (.+?) to a broker endpoint/ },
  {
    id: 'controller-not-bound',
    words: /must contain at least one value appearing in the 'listeners'/,
    about: LISTENERS,
  },
  {
    id: 'not-a-voter',
    words: /node id (\d+) must be included in the set of voters/,
    about: VOTERS,
  },
  {
    id: 'controller-among-broker',
    words: /must not contain KRaft controller listeners/,
    about: LISTENERS,
  },
  {
    id: 'no-protocol',
    words: /Listener with name ([\w.-]+) defined in inter\.broker\.listener\.name not found/,
    about: INTER,
  },
  { id: 'unknown-protocol', words: /Invalid security protocol `?([^`\s]+)`?/, about: MAP },
  {
    id: 'inter-broker-undefined',
    words: /must be a listener name defined in advertised\.listeners/,
    about: INTER,
  },
  {
    id: 'advertised-not-bound',
    words: /equal to or a subset of the ones defined in listeners/,
    about: ADVERTISED,
  },
  { id: 'advertises-any', words: /nonroutable meta-address (0\.0\.0\.0)/, about: ADVERTISED },
  {
    id: 'nothing-advertised',
    words: /There must be at least one broker advertised listener/,
    about: ADVERTISED,
  },
  { id: 'ids-differ', words: /node\.id.*broker\.id|broker\.id.*node\.id/, about: 'broker.id' },
  {
    id: 'two-inter-broker-settings',
    words: /Only one of inter\.broker\.listener\.name and security\.inter\.broker\.protocol/,
    about: INTER,
  },
  {
    id: 'no-voters',
    words:
      /controller\.quorum\.(?:voters|bootstrap\.servers) must|quorum.*must (?:contain|be set|specify)/,
    about: VOTERS,
  },
  { id: 'bad-value', words: /Invalid value (.*?) for configuration ([\w-]+(?:\.[\w-]+)+)/ },
  {
    id: 'zookeeper-timeout',
    words: /Timed out waiting for connection|ZooKeeperClientTimeoutException/,
    about: 'zookeeper.connect',
  },
  {
    id: 'broker-id-taken',
    words: /already registered|NodeExists|DuplicateBrokerRegistration/,
    about: 'broker.id',
  },
  {
    id: 'other-cluster',
    words: /Invalid cluster\.id in|INCONSISTENT_CLUSTER_ID/i,
    about: undefined,
  },
  { id: 'name-unknown', words: /(?:Unable to resolve host|UnknownHostException:?) ([\w.-]+)/ },
  { id: 'address-in-use', words: /Address already in use|BindException/, about: LISTENERS },
  {
    id: 'machine',
    words: /OutOfMemoryError|Cannot allocate memory|insufficient memory|No space left on device/,
  },
] as const

/** Reads the last lines of a container that ended. */
export function readStartWords(lines: readonly string[]): StartWords {
  const text = lines.join('\n')
  for (const each of KNOWN) {
    const match = each.words.exec(text)
    if (!match) continue
    const [, first = '', second = ''] = match
    const about = 'about' in each ? each.about : undefined
    const named = each.id === 'bad-value' ? second : each.id === 'missing-property' ? first : about
    return { id: each.id, property: named, facts: { first, second, words: match[0] } }
  }
  const last = lines.findLast((line) => /ERROR|FATAL|Exception/.test(line)) ?? lines.at(-1) ?? ''
  return { id: 'unknown-words', property: undefined, facts: { first: '', second: '', words: last } }
}

/** Where the property that a container spoke of was written, else the service itself. */
export function placeOfWords(node: KafkaNode, { property, id, facts }: StartWords): Place {
  if (id === 'unreadable-endpoint') {
    const part = facts.first ?? ''
    const isAdvertised = listOf(valueOf(node.properties, ADVERTISED)).some((each) => each === part)
    return placeOf(node, isAdvertised ? ADVERTISED : LISTENERS)
  }
  if (id === 'unknown-words') return placeOf(node, namedIn(facts.words ?? '', node) ?? '')
  if (property === 'broker.id' && !node.properties.has(property)) return placeOf(node, 'node.id')
  if (property === MAP && !node.properties.has(MAP)) return placeOf(node, LISTENERS)
  if (id === 'controller-not-bound' && !node.properties.get(LISTENERS)?.at) {
    return placeOf(node, CONTROLLERS)
  }
  return property === undefined ? node.service.at : placeOf(node, property)
}

/** A property of the file that the words name. */
function namedIn(words: string, { properties }: KafkaNode): string | undefined {
  return [...properties.keys()].find((name) => name.includes('.') && words.includes(name))
}
