import { expect } from 'chai'
import { createTopic } from '#kafka/create-topic.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { readTopic, readTopicNames } from '#kafka/read-topic.ts'
import { readTopicConfigs } from '#kafka/read-topic-configs.ts'
import { sendMessages } from '#kafka/send-messages.ts'
import { deleteRecordsBefore } from '#kafka/set-up-writes.ts'
import { withCluster } from '../support/cluster.ts'
import { freshName } from './fresh-names.ts'
import { startTransactional } from './kafkajs-programs.ts'

describe('readTopic on a broker', function () {
  this.timeout(300_000)

  it('reads partitions, owners and offsets', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = freshName('topic')
    await createTopic(connection, { topic, partitions: 2 })
    await sendMessages(
      connection,
      topic,
      [1, 2, 3].map((n) => ({ value: `${n}`, partition: 1 })),
    )
    await deleteRecordsBefore(connection, topic, [{ partition: 1, offset: 2n }])
    const observed = await readTopic(connection, topic)
    expect(observed).to.deep.include({ topic, isInternal: false })
    expect(observed?.topicId).to.match(/^[\w-]{22}$/)
    expect(observed?.partitions.map(({ low, stable, end }) => [low, stable, end])).to.deep.equal([
      [0n, 0n, 0n],
      [2n, 3n, 3n],
    ])
    expect(observed?.partitions[0]).to.deep.include({ replicas: [1], isr: [1], leader: 1 })
  })

  it('tells the last stable offset from the high watermark', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = freshName('topic')
    await createTopic(connection, { topic, partitions: 1 })
    await using program = await startTransactional(brokers, freshName('tx'))
    const transaction = await program.begin()
    await transaction.send({ topic, messages: [{ value: 'a' }] })
    const open = await readTopic(connection, topic)
    await transaction.abort()
    expect(open?.partitions[0]).to.deep.include({ low: 0n, stable: 0n, end: 1n })
  })

  it('neither throws for a missing topic nor creates it', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = freshName('missing')
    expect(await readTopic(connection, topic)).to.equal(undefined)
    expect(await readTopicConfigs(connection, topic)).to.equal(undefined)
    expect(await readTopic(connection, 'no such name!')).to.equal(undefined)
    const names = await readTopicNames(connection)
    expect(names.map((entry) => entry.topic)).to.not.include(topic)
  })

  it('tells configs of the topic from those of the broker', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = freshName('topic')
    await createTopic(connection, { topic, partitions: 1, configs: { 'retention.ms': '12345' } })
    const configs = await readTopicConfigs(connection, topic)
    expect(configs?.['retention.ms']).to.deep.equal({ value: '12345', isSetOnTopic: true })
    expect(configs?.['cleanup.policy']).to.deep.equal({ value: 'delete', isSetOnTopic: false })
  })

  it('makes topics that keep messages, however old these say they are', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = freshName('topic')
    await createTopic(connection, { topic, partitions: 1 })
    const configs = await readTopicConfigs(connection, topic)
    expect(configs?.['retention.ms']).to.deep.equal({ value: '-1', isSetOnTopic: true })
  })

  it('says why a topic could not be created', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = freshName('topic')
    await createTopic(connection, { topic, partitions: 1 })
    const error = await createTopic(connection, { topic, partitions: 1 }).catch((e: unknown) => e)
    expect(String(error)).to.contain('already exists')
  })
})
