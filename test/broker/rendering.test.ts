import { expect } from 'chai'
import { KRAFT_RELEASE } from '#broker/jvm/kafka-version.ts'
import { renderLoggingProperties } from '#broker/jvm/logging-properties.ts'
import { renderPom } from '#broker/jvm/render-pom.ts'
import { renderServerProperties, type NodePlan } from '#broker/jvm/server-properties.ts'

const plan = (id: number): NodePlan => ({
  id,
  ports: { internal: 1000 + id, learner: 2000 + id, controller: 3000 + id },
  advertisedPort: 4000 + id,
  dataFolder: `/run/node-${id}/data`,
})

describe('renderServerProperties', () => {
  it('tells learners the port of the proxy and keeps everything on 127.0.0.1', () => {
    const properties = parse(renderServerProperties(plan(1), [plan(1)]))
    expect(properties.get('listeners')).to.equal(
      'INTERNAL://127.0.0.1:1001,LEARNER://127.0.0.1:2001,CONTROLLER://127.0.0.1:3001',
    )
    expect(properties.get('advertised.listeners')).to.equal(
      'INTERNAL://127.0.0.1:1001,LEARNER://127.0.0.1:4001',
    )
    expect(properties.get('controller.quorum.voters')).to.equal('1@127.0.0.1:3001')
    expect(properties.get('log.dirs')).to.equal('/run/node-1/data')
  })

  for (const [nodes, replicas, minimum] of [
    [1, '1', '1'],
    [3, '3', '2'],
  ] as const) {
    it(`fits the internal topics to ${nodes} node(s)`, () => {
      const plans = [1, 2, 3].slice(0, nodes).map(plan)
      const properties = parse(renderServerProperties(plan(1), plans))
      expect(properties.get('offsets.topic.replication.factor')).to.equal(replicas)
      expect(properties.get('transaction.state.log.replication.factor')).to.equal(replicas)
      expect(properties.get('transaction.state.log.min.isr')).to.equal(minimum)
      expect(properties.get('controller.quorum.voters')?.split(',')).to.have.length(nodes)
    })
  }

  it('leaves to learners what a stock broker would do, and waits for no group', () => {
    const properties = parse(renderServerProperties(plan(1), [plan(1)]))
    expect(properties.get('auto.create.topics.enable')).to.equal('true')
    expect(properties.get('num.partitions')).to.equal('1')
    expect(properties.get('group.initial.rebalance.delay.ms')).to.equal('0')
    expect(properties.get('num.network.threads')).to.equal('1')
  })
})

describe('renderPom', () => {
  const pom = renderPom(KRAFT_RELEASE)

  it('asks for one Kafka version and leaves out what would bring a web server', () => {
    expect(pom.split('<version>4.3.1</version>')).to.have.length(4)
    expect(pom).to.match(/<groupId>org.apache.kafka<\/groupId>\s*<artifactId>connect-runtime</)
    expect(pom).to.match(/jackson.jakarta.rs<\/groupId>\s*<artifactId>\*</)
  })

  it('names no repository', () => {
    expect(pom).to.not.match(/repositor/i)
    expect(pom.match(/https?:[^"<\s]*/g)).to.deep.equal(['http://maven.apache.org/POM/4.0.0'])
  })
})

describe('renderLoggingProperties', () => {
  const text = renderLoggingProperties({ serverLog: '/r/s.log', requestLog: '/r/a$b%.log' })
  const properties = parse(text)

  it('writes each request of the learner with the time in milliseconds, nowhere else', () => {
    expect(properties.get('appender.requests.layout.pattern')).to.equal('%d{UNIX_MILLIS} %m%n')
    expect(properties.get('logger.requests.level')).to.equal('DEBUG')
    expect(properties.get('logger.requests.additivity')).to.equal('false')
    expect(properties.get('appender.requests.fileName')).to.equal('/r/a$$b%%.log')
  })

  it('caps both files', () => {
    for (const name of ['server', 'requests']) {
      expect(properties.get(`appender.${name}.policies.size.size`)).to.match(/^\d+MB$/)
      expect(properties.get(`appender.${name}.strategy.max`)).to.equal('1')
    }
  })
})

function parse(text: string): Map<string, string> {
  const lines = text.trim().split('\n')
  return new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf('=')),
      line.slice(line.indexOf('=') + 1).trimEnd(),
    ]),
  )
}
