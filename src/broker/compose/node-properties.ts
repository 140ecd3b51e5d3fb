import type { Bilingual } from '#core/bilingual.ts'
import type { KafkaNode } from '#compose/kafka-node.ts'

/** Properties that hold the addresses of a cluster. */
const ADDRESSES = new Set([
  'advertised.listeners',
  'controller.quorum.voters',
  'controller.quorum.bootstrap.servers',
  'zookeeper.connect',
])

/** Properties that load code, read files or dial out: a file of unknown origin does not get them. */
const LEFT_OUT =
  /(^|\.)(class|classes|class\.name|class\.names|class\.path|location|reporters|jaas\.config|url|prefix)$|^config\.providers|^remote\.log\.|^(log\.dirs?|metadata\.log\.dir)$|^jmx\./

/** Code of Kafka itself that may be named. */
const KNOWN_CLASS = /^(org\.apache\.kafka\.|kafka\.security\.authorizer\.)[\w.]+$/

/** What is small here whatever the file says, because nobody can tell the difference. */
export const SMALL = {
  'num.network.threads': '2',
  'num.io.threads': '4',
  'background.threads': '2',
  'num.recovery.threads.per.data.dir': '1',
  'log.cleaner.threads': '1',
  'log.cleaner.dedupe.buffer.size': '2097152',
  'log.index.size.max.bytes': '1048576',
  'offsets.topic.num.partitions': '1',
  'transaction.state.log.num.partitions': '1',
  'group.initial.rebalance.delay.ms': '0',
}

/** What is quicker than Kafka's defaults, unless the file says otherwise. */
export const QUICK = {
  'broker.heartbeat.interval.ms': '500',
  'controller.quorum.election.timeout.ms': '500',
  'controller.quorum.fetch.timeout.ms': '1000',
  'controller.quorum.election.backoff.max.ms': '300',
  'controller.quorum.append.linger.ms': '5',
}

/** Where a node listens and keeps its data. */
export type NodePlace = {
  readonly listeners: string
  readonly dataFolder: string
  /** Addresses that the file gives to containers, and what they are here. */
  readonly literals: ReadonlyMap<string, string>
}

/** A node's configuration with what was changed in it for it to run beside others. */
export function renderNodeProperties(node: KafkaNode, place: NodePlace) {
  const { listeners, dataFolder, literals } = place
  const written = [...node.properties].filter(([, { value }]) => value !== '')
  const left = written.filter(([name, { value }]) => isLeftOut(name, value)).map(([name]) => name)
  const taken = written
    .filter(([name]) => !left.includes(name))
    .map(([name, { value }]): [string, string] => [
      name,
      ADDRESSES.has(name) ? placeAddresses(value, literals) : value,
    ])
  const all = new Map([
    ...Object.entries(node.mode === 'kraft' ? QUICK : {}),
    ...taken,
    ...Object.entries(SMALL),
    ...(node.mode === 'zookeeper' ? patience(node) : []),
    ['listeners', listeners],
    ['log.dirs', dataFolder],
  ])
  const lines = [...all].filter(([, value]) => value !== '')
  return {
    text: lines.map(([name, value]) => `${name}=${escapeValue(value)}\n`).join(''),
    changes: noteLeftOut(left),
  }
}

/** A literal address goes past the container's own names, and 127.0.0.1 is this computer's. */
function placeAddresses(value: string, literals: NodePlace['literals']): string {
  const named = value.replaceAll(/(?<![\d.])127(?:\.\d+){3}(?=:)|\[::1\](?=:)/g, 'localhost')
  return named.replaceAll(
    /(?<![\d.])\d+(?:\.\d+){3}(?=:)/g,
    (found) => literals.get(found) ?? found,
  )
}

/** Whether a property loads code, reads files or dials out. */
export function isLeftOut(name: string, value: string): boolean {
  return LEFT_OUT.test(name) && !(/class(\.name)?$/.test(name) && KNOWN_CLASS.test(value))
}

/** The images wait for ZooKeeper before they start Kafka; here Kafka itself waits as long. */
function patience({ properties }: KafkaNode): [string, string][] {
  const name = 'zookeeper.connection.timeout.ms'
  const given = Number(properties.get(name)?.value ?? 0)
  return [[name, String(Math.max(given || 0, 20_000))]]
}

/** Says what was left out; that data lies elsewhere makes no difference. */
export function noteLeftOut(names: readonly string[]): Bilingual[] {
  return names.filter((name) => !/^log\.dirs?$|^jmx\./.test(name)).map(leftOut)
}

function leftOut(name: string): Bilingual {
  return {
    en: `${name} was left out: here no broker loads code or files.`,
    ko: `${name} 설정은 뺐습니다. 채점할 때는 브로커가 코드나 파일을 읽지 않습니다.`,
  }
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll(/[\r\n]+/g, ' ')
}
