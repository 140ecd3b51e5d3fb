import { expect } from 'chai'
import { chooseProvider } from '#broker/choose-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { pollUntil } from '#core/poll-until.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'

describe('a cluster of three nodes', function () {
  this.timeout(300_000)
  let guardian: Guardian
  let cluster: StartedCluster
  before(async () => {
    guardian = startGuardian()
    cluster = await (await chooseProvider()).startCluster({ brokers: 3, guardian })
  })
  after(async () => {
    await cluster[Symbol.asyncDispose]()
    await guardian[Symbol.asyncDispose]()
  })
  const leadersOf = async (topic: string) => {
    await using connection = await connectKafka(cluster.brokersForGrader)
    const { topics } = await connection.readMetadata([topic])
    return topics[0]?.partitions.map(({ leader, isr }) => ({ leader, isr: isr.length })) ?? []
  }

  it('knows three brokers, each behind a port of the proxy', async () => {
    await using learner = await connectKafka(cluster.brokersForLearner)
    const { brokers } = await learner.readMetadata([])
    const told = brokers.map(({ host, port }) => `${host}:${port}`)
    expect(told).to.have.members(cluster.brokersForLearner.split(','))
    expect(cluster.requestLogs).to.have.length(3)
  })

  it('has every partition led elsewhere soon after a broker was killed', async () => {
    await using connection = await connectKafka(cluster.brokersForGrader)
    await createTopic(connection, { topic: 'led', partitions: 6, replicationFactor: 3 })
    const watch = cluster.watchHealth()
    await cluster.killBroker(1)
    const moved = await pollUntil(
      () => leadersOf('led'),
      (seen) => seen.length === 6 && seen.every(({ leader, isr }) => leader > 1 && isr === 2),
      { what: 'leaders elsewhere', timeoutMs: 15_000 },
    )
    expect(moved.outcome).to.equal('ready')
    const { brokers } = await cluster.health()
    expect(brokers.map(({ brokerId }) => brokerId)).to.deep.equal([2, 3])
    await cluster.restartBroker(1)
    const back = await pollUntil(
      () => leadersOf('led'),
      (seen) => seen.every(({ isr }) => isr === 3),
      { what: 'three in-sync replicas', timeoutMs: 15_000 },
    )
    expect(back.outcome).to.equal('ready')
    expect(await watch.stop()).to.deep.equal([])
  })

  it('hands its leaders over when a broker is stopped', async () => {
    await cluster.stopBroker(2)
    const led = await leadersOf('led')
    expect(led.map(({ leader }) => leader)).to.not.include(2)
    await cluster.restartBroker(2)
    expect(await cluster.health()).to.deep.include({ isHealthy: true })
  })
})
