import { expect } from 'chai'
import { Kafka } from 'kafkajs'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { pollUntil } from '#core/poll-until.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { isAsBefore, readClusterState } from '#grading/cluster-state.ts'
import { BROKER_RESOURCE } from '#kafka/describe-configs.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { readMessages } from '#kafka/read-messages.ts'
import { readTopicConfigs } from '#kafka/read-topic-configs.ts'
import { readTopic, readTopicNames } from '#kafka/read-topic.ts'
import { offerMessage, sendMessages } from '#kafka/send-messages.ts'
import { ownCluster } from '../support/own-cluster.ts'
import { leadersOf } from './leaders-of.ts'

describe('a cluster of three nodes', function () {
  this.timeout(300_000)
  let cluster: StartedCluster
  ownCluster(3, (own) => (cluster = own.cluster))

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
      () => leadersOf(cluster, 'led'),
      (seen) => seen.length === 6 && seen.every(({ leader, isr }) => leader > 1 && isr === 2),
      { what: 'leaders elsewhere', timeoutMs: 15_000 },
    )
    expect(moved.outcome).to.equal('ready')
    const { brokers } = await cluster.health()
    expect(brokers.map(({ brokerId }) => brokerId)).to.deep.equal([2, 3])
    await cluster.restartBroker(1)
    const back = await pollUntil(
      () => leadersOf(cluster, 'led'),
      (seen) => seen.every(({ isr }) => isr === 3),
      { what: 'three in-sync replicas', timeoutMs: 15_000 },
    )
    expect(back.outcome).to.equal('ready')
    expect(await watch.stop()).to.deep.equal([])
  })

  it('can be read while a broker is down, and a topic without a leader breaks no other', async () => {
    await using connection = await connectKafka(cluster.brokersForGrader)
    await createTopic(connection, { topic: 'alone', partitions: 3, replicationFactor: 1 })
    const values = Array.from({ length: 6 }, (_, at) => ({ value: `${at}`, partition: at % 3 }))
    for (const topic of ['alone', 'led']) await sendMessages(connection, topic, values)
    const holder = (await readTopic(connection, 'alone'))!.partitions[0]!.leader
    await cluster.killBroker(holder)
    const left = await pollUntil(
      () => leadersOf(cluster, 'led'),
      (seen) => seen.every(({ leader, isr }) => leader !== holder && isr === 2),
      { what: 'leaders elsewhere', timeoutMs: 15_000 },
    )
    expect(left.outcome).to.equal('ready')
    const led = await readMessages(connection, 'led', { view: 'stored' })
    expect(led.messages).to.have.length(values.length)
    const alone = await readMessages(connection, 'alone', { view: 'stored' })
    expect(alone.partitions[0]).to.include({ problem: 'no-leader' })
    expect((await readTopicNames(connection)).map(({ topic }) => topic)).to.include('alone')
    expect(await readTopicConfigs(connection, 'alone')).to.have.property('min.insync.replicas')
    expect(await offerMessage(connection, { topic: 'led', partition: 0 }, { value: 'x' })).to.equal(
      undefined,
    )
    await cluster.restartBroker(holder)
  })

  it('refuses acks=all under the minimum of a topic, and says so', async () => {
    await using connection = await connectKafka(cluster.brokersForGrader)
    const configs = { 'min.insync.replicas': '3' }
    const at = { topic: 'strict', partition: 0 }
    await createTopic(connection, { ...at, partitions: 1, replicationFactor: 3, configs })
    expect(await offerMessage(connection, at, { value: 'x' })).to.equal(undefined)
    await cluster.stopBroker(3)
    expect(await offerMessage(connection, at, { value: 'y' })).to.equal('NOT_ENOUGH_REPLICAS')
    await cluster.restartBroker(3)
  })

  it('is not as before when a broker is down or something was set for all of them', async () => {
    const before = await readClusterState(cluster)
    expect(await isAsBefore(cluster, before)).to.equal(true)
    await cluster.stopBroker(1)
    expect(await isAsBefore(cluster, before)).to.equal(false)
    await cluster.restartBroker(1)
    expect(await isAsBefore(cluster, before)).to.equal(true)
    expect(await isAsBefore(cluster, '{}')).to.equal(false)
  })

  it('is not as before when something was set for one broker', async () => {
    const before = await readClusterState(cluster)
    const admin = new Kafka({ brokers: cluster.brokersForGrader.split(',') }).admin()
    await admin.connect()
    const seenAfter = async (values: readonly string[], isAsItWas: boolean) => {
      const configEntries = values.map((value) => ({ name: 'message.max.bytes', value }))
      const broker = { type: BROKER_RESOURCE, name: '2', configEntries }
      await admin.alterConfigs({ validateOnly: false, resources: [broker] })
      return pollUntil(
        () => isAsBefore(cluster, before),
        (seen) => seen === isAsItWas,
        { what: 'a config of broker 2', timeoutMs: 15_000 },
      )
    }
    expect(await seenAfter(['2000000'], false)).to.include({ outcome: 'ready' })
    expect(await seenAfter([], true)).to.include({ outcome: 'ready' })
    await admin.disconnect()
  })

  it('hands its leaders over when a broker is stopped', async () => {
    await cluster.stopBroker(2)
    const led = await leadersOf(cluster, 'led')
    expect(led.map(({ leader }) => leader)).to.not.include(2)
    await cluster.restartBroker(2)
    expect(await cluster.health()).to.deep.include({ isHealthy: true })
  })
})
