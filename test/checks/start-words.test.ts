import { expect } from 'chai'
import { showPlace } from '#compose/place.ts'
import { placeOfWords, readStartWords } from '#checks/start-words.ts'
import { nodeOf } from '../compose/compose-files.ts'

/** A line of a broker's or an image's last words, what it is, and what it names. */
const CASES: readonly (readonly [string, string, string?])[] = [
  ['KAFKA_ADVERTISED_LISTENERS is required.', 'image-requires', 'KAFKA_ADVERTISED_LISTENERS'],
  ['one of (ZOOKEEPER_CLIENT_PORT, ZOOKEEPER_SECURE_CLIENT_PORT) is required.', 'image-requires'],
  ['port is deprecated. Please use KAFKA_ADVERTISED_LISTENERS instead.', 'image-refuses'],
  ['Bind for 0.0.0.0:9092 failed: port is already allocated', 'port-allocated', '9092'],
  [
    'ConfigException: Missing required configuration "process.roles" which has no default value.',
    'missing-property',
    'process.roles',
  ],
  [
    'ConfigException: Missing required configuration `zookeeper.connect` which has no default value.',
    'missing-property',
    'zookeeper.connect',
  ],
  ['No security protocol defined for listener HOST', 'no-protocol', 'HOST'],
  ['Invalid security protocol `PLAIN` defined in the map', 'unknown-protocol', 'PLAIN'],
  ['requirement failed: Each listener must have a different name, x', 'same-name-or-port', 'name'],
  ['requirement failed: Each listener must have a different port, x', 'same-name-or-port', 'port'],
  ['Unable to parse "A://b:1" to a broker endpoint', 'unreadable-endpoint', '"A://b:1"'],
  [
    "controller.listener.names must contain at least one value appearing in the 'listeners' configuration",
    'controller-not-bound',
  ],
  ['the node id 2 must be included in the set of voters', 'not-a-voter', '2'],
  ['config must not contain KRaft controller listeners from', 'controller-among-broker'],
  [
    'inter.broker.listener.name must be a listener name defined in advertised.listeners.',
    'inter-broker-undefined',
  ],
  [
    'advertised.listeners listener names must be equal to or a subset of the ones defined in listeners.',
    'advertised-not-bound',
  ],
  ['cannot use the nonroutable meta-address 0.0.0.0. Use a', 'advertises-any'],
  ['There must be at least one broker advertised listener.', 'nothing-advertised'],
  [
    'Only one of inter.broker.listener.name and security.inter.broker.protocol should be set.',
    'two-inter-broker-settings',
  ],
  ['Invalid value week for configuration log.retention.hours: Not a number', 'bad-value', 'week'],
  ['ZooKeeperClientTimeoutException: Timed out waiting for connection', 'zookeeper-timeout'],
  ['Invalid cluster.id in: /tmp/meta.properties. Expected A, but read B', 'other-cluster'],
  ['java.net.UnknownHostException: kafka2', 'name-unknown', 'kafka2'],
  ['java.net.BindException: Address already in use', 'address-in-use'],
  ['java.lang.OutOfMemoryError: Java heap space', 'machine'],
  ['ERROR something else', 'unknown-words'],
]

describe('the last words of a container', () => {
  for (const [line, id, first] of CASES) {
    it(`are understood: ${line}`, () => {
      const words = readStartWords(['[2026-01-01] INFO starting', line])
      expect(words.id).to.equal(id)
      if (first !== undefined) expect(words.facts.first).to.equal(first)
    })
  }

  it('lead to the line of the property they are about', () => {
    const node = nodeOf('apache/kafka:4.1.0', {
      KAFKA_NODE_ID: '1',
      KAFKA_LOG_RETENTION_HOURS: 'x',
    })
    const words = readStartWords(['Invalid value x for configuration log.retention.hours'])
    expect(showPlace(placeOfWords(node, words))).to.match(/^docker-compose\.yml:6:/)
  })

  it('lead to the line of a property they name, even when they are not known', () => {
    const node = nodeOf('confluentinc/cp-kafka:7.5.0', { KAFKA_A: '1', KAFKA_BROKER_ID: '5000' })
    const words = readStartWords(['ERROR broker.id must not be greater than 1000'])
    expect(words.id).to.equal('unknown-words')
    expect(showPlace(placeOfWords(node, words))).to.match(/^docker-compose\.yml:6:/)
  })
})
