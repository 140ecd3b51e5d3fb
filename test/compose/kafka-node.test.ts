import { expect } from 'chai'
import { kafkaPropertyName } from '#compose/apache-properties.ts'
import { parseEndpoints } from '#compose/endpoint.ts'
import { kafkaVersionOf, kindOfImage } from '#compose/image-family.ts'
import { isPinned, parseImage } from '#compose/image-reference.ts'
import { nodeOf } from './compose-files.ts'

describe('the reference of an image', () => {
  const rows: readonly [string, string, boolean][] = [
    ['apache/kafka:4.1.0', 'kafka', true],
    ['apache/kafka', 'kafka', false],
    ['apache/kafka:latest', 'kafka', false],
    ['apache/kafka:trunk', 'kafka', false],
    ['docker.io/apache/kafka-native:3.8.0', 'kafka', true],
    ['localhost:5000/mirror/apache/kafka:3.9.0', 'kafka', true],
    ['apache/kafka@sha256:0123456789abcdef', 'kafka', true],
    ['apache/kafka:latest@sha256:0123456789abcdef', 'kafka', true],
    ['confluentinc/cp-kafka:latest-ubi8', 'kafka', false],
    ['confluentinc/cp-kafka:7.5.0-1-ubi8', 'kafka', true],
    ['confluentinc/cp-server:7.6.1', 'kafka', true],
    ['bitnamilegacy/kafka:3.9', 'kafka', true],
    ['wurstmeister/kafka', 'other-kafka', false],
    ['docker.redpanda.com/redpandadata/redpanda:v24.1.1', 'other-kafka', true],
    ['quay.io/strimzi/kafka:0.45.0-kafka-3.9.0', 'other-kafka', true],
    ['zookeeper', 'zookeeper', false],
    ['docker.io/library/zookeeper:3.9', 'zookeeper', true],
    ['confluentinc/cp-zookeeper:7.5.0', 'zookeeper', true],
    ['provectuslabs/kafka-ui:v0.7.2', 'other', true],
    ['confluentinc/cp-kafka-connect:7.5.0', 'other', true],
    ['confluentinc/cp-kafka-rest:7.5.0', 'other', true],
    ['danielqsj/kafka-exporter:v1.9.0', 'other', true],
  ]
  for (const [text, kind, pinned] of rows) {
    it(`says what ${text} is`, () => {
      const image = parseImage(text)
      expect(kindOfImage(image).kind).to.equal(kind)
      expect(isPinned(image)).to.equal(pinned)
    })
  }

  it('says which Kafka is inside', () => {
    const version = (text: string, family: 'apache' | 'confluent') =>
      kafkaVersionOf(parseImage(text), family)
    expect(version('apache/kafka:3.9.1', 'apache')).to.deep.equal([3, 9])
    expect(version('confluentinc/cp-kafka:7.5.0', 'confluent')).to.deep.equal([3, 5])
    expect(version('confluentinc/cp-kafka:8.1.0', 'confluent')).to.deep.equal([4, 1])
    expect(version('confluentinc/cp-kafka:5.5.1', 'confluent')?.[0]).to.equal(2)
    expect(version('confluentinc/cp-kafka:latest', 'confluent')).to.equal(undefined)
  })
})

describe('the environment of a Kafka image', () => {
  it('becomes properties by the names of the image', () => {
    expect(kafkaPropertyName('KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR')).to.equal(
      'offsets.topic.replication.factor',
    )
    expect(kafkaPropertyName('KAFKA_A__B')).to.equal('a_b')
    expect(kafkaPropertyName('KAFKA_A___B')).to.equal('a-b')
  })

  it('leaves the default file of apache/kafka in use only while there is no variable of Kafka', () => {
    const alone = nodeOf('apache/kafka:4.1.0', { KAFKA_HEAP_OPTS: '-Xmx1g', CLUSTER_ID: 'x' })
    expect(alone).to.include({ mode: 'kraft', nodeId: '1', isBroker: true, isController: true })
    const one = nodeOf('apache/kafka:4.1.0', { KAFKA_NUM_PARTITIONS: '3' })
    expect(one).to.include({ mode: 'none', nodeId: undefined, hasLostDefaults: true })
  })

  it('binds what is advertised, on every address, where listeners are not given', () => {
    const node = nodeOf('confluentinc/cp-kafka:7.5.0', {
      KAFKA_ADVERTISED_LISTENERS: 'A://kafka:29092,B://localhost:9092',
    })
    expect(node.bound.endpoints).to.deep.equal([
      { name: 'A', host: '0.0.0.0', port: 29092 },
      { name: 'B', host: '0.0.0.0', port: 9092 },
    ])
  })

  it('is laid over the whole node that confluent-local is', () => {
    const node = nodeOf('confluentinc/confluent-local:7.6.0', { KAFKA_NODE_ID: '7' })
    expect(node).to.include({ mode: 'kraft', nodeId: '7', isController: true })
    expect(node.advertised.endpoints.map(({ name }) => name)).to.include('PLAINTEXT_HOST')
  })

  it('is taken with KAFKA_CFG_ by Bitnami, which ships a factor of 1, and ignored by others', () => {
    const environment = { KAFKA_CFG_PROCESS_ROLES: 'broker,controller', KAFKA_NODE_ID: '0' }
    const bitnami = nodeOf('bitnamilegacy/kafka:3.9.0', environment)
    expect(bitnami).to.include({ mode: 'kraft', nodeId: '0' })
    expect(bitnami.properties.get('offsets.topic.replication.factor')?.value).to.equal('1')
    const apache = nodeOf('apache/kafka:4.1.0', environment)
    expect(apache.mode).to.equal('none')
    expect(apache.ignored.map(({ name }) => name)).to.deep.equal(['KAFKA_CFG_PROCESS_ROLES'])
  })
})

describe('listeners', () => {
  const rows: readonly [string, string, string | undefined][] = [
    ['PLAINTEXT://:9092', 'PLAINTEXT  9092', undefined],
    ['a://kafka:1, B://[::1]:2', 'A kafka 1;B ::1 2', undefined],
    ['HOST://0.0.0.0:9092,', 'HOST 0.0.0.0 9092', undefined],
    ['"HOST://localhost:9092"', '', '"HOST://localhost:9092"'],
    ['localhost:9092', '', 'localhost:9092'],
    ['HOST:/localhost:9092', '', 'HOST:/localhost:9092'],
    ['HOST://localhost', '', 'HOST://localhost'],
    ['HOST://localhost:90920', '', 'HOST://localhost:90920'],
  ]
  for (const [text, expected, unreadable] of rows) {
    it(`are read from ${text}`, () => {
      const read = parseEndpoints(text)
      const shown = read.endpoints.map(({ name, host, port }) => `${name} ${host} ${port}`)
      expect(shown.join(';')).to.equal(expected)
      expect(read.unreadable).to.equal(unreadable)
    })
  }
})
