import { expect } from 'chai'
import { pollUntil } from '#core/poll-until.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { connectKafka, type KafkaConnection } from '#kafka/kafka-connection.ts'
import type { ObservedMessage } from '#kafka/observation.ts'
import { readMessages } from '#kafka/read-messages.ts'
import { readTopicNames } from '#kafka/read-topic.ts'
import { sendMessages } from '#kafka/send-messages.ts'
import { deleteRecordsBefore } from '#kafka/set-up-writes.ts'
import { withCluster } from '../support/cluster.ts'
import { freshName } from './fresh-names.ts'
import { startTransactional } from './kafkajs-programs.ts'

const texts = (messages: readonly ObservedMessage[]) => messages.map(({ value }) => String(value))

async function freshTopic(connection: KafkaConnection, partitions = 1, configs = {}) {
  const topic = freshName('messages')
  await createTopic(connection, { topic, partitions, configs })
  return topic
}

describe('readMessages on a broker', function () {
  this.timeout(300_000)

  it('gives back keys, values, headers and times as they were sent', async () => {
    await using connection = await connectKafka((await withCluster()).brokers)
    const topic = await freshTopic(connection, 3)
    const binary = Buffer.from([0, 0xff, 0x80])
    const sent = await sendMessages(connection, topic, [
      { key: binary, value: binary, partition: 2, headers: { h: binary }, timestampMs: 1000 },
      { key: 'k', value: null, partition: 0 },
    ])
    expect(sent).to.deep.equal([
      { partition: 2, offset: 0n },
      { partition: 0, offset: 0n },
    ])
    const { messages, isComplete } = await readMessages(connection, topic, { view: 'stored' })
    expect(isComplete).to.equal(true)
    expect(messages[0]).to.deep.include({ partition: 0, key: Buffer.from('k'), value: null })
    expect(messages[1]).to.deep.include({ partition: 2, offset: 0n, key: binary, value: binary })
    expect(messages[1]).to.deep.include({ headers: [['h', binary]], timestampMs: 1000n })
    expect(messages[1]).to.include({ producerId: -1n, isTransactional: false })
  })

  it('tells committed, aborted and open transactions apart', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = await freshTopic(connection)
    await using program = await startTransactional(brokers, freshName('tx'))
    const send = async (value: string) => {
      const transaction = await program.begin()
      await transaction.send({ topic, messages: [{ value }] })
      return transaction
    }
    await (await send('aborted')).abort()
    await (await send('committed')).commit()
    const settled = await pollUntil(
      () => readMessages(connection, topic, { view: 'committed' }),
      ({ messages }) => messages.length === 1,
      { what: 'the commit marker', timeoutMs: 5000 },
    )
    expect(texts(settled.value.messages)).to.deep.equal(['committed'])
    const open = await send('open')
    await sendMessages(connection, topic, [{ value: 'behind it' }])
    const stored = await readMessages(connection, topic, { view: 'stored' })
    const visible = await readMessages(connection, topic, { view: 'committed' })
    await open.abort()
    expect(texts(stored.messages)).to.deep.equal(['aborted', 'committed', 'open', 'behind it'])
    expect(stored.messages.map(({ isAborted }) => isAborted)).to.deep.equal([
      true,
      false,
      false,
      false,
    ])
    expect(stored.messages.map(({ isOpen }) => isOpen)).to.deep.equal([false, false, true, false])
    expect(texts(visible.messages)).to.deep.equal(['committed'])
  })

  it('begins behind deleted heads and at the offsets asked for', async () => {
    await using connection = await connectKafka((await withCluster()).brokers)
    const topic = await freshTopic(connection, 2)
    const values = [0, 1, 2, 3].flatMap((n) =>
      [0, 1].map((p) => ({ value: `${p}${n}`, partition: p })),
    )
    await sendMessages(connection, topic, values)
    await deleteRecordsBefore(connection, topic, [{ partition: 0, offset: 2n }])
    const all = await readMessages(connection, topic, { view: 'stored' })
    const from = new Map([
      [0, 0n],
      [1, 3n],
    ])
    const some = await readMessages(connection, topic, { view: 'stored', from })
    expect(texts(all.messages)).to.deep.equal(['02', '03', '10', '11', '12', '13'])
    expect(texts(some.messages)).to.deep.equal(['02', '03', '13'])
    expect(some.partitions[0]).to.deep.equal({ partition: 0, from: 2n, next: 4n, end: 4n })
  })

  it('reads across batches and stops at a limit', async () => {
    await using connection = await connectKafka((await withCluster()).brokers)
    const topic = await freshTopic(connection)
    const value = Buffer.alloc(100_000, 'x')
    await sendMessages(
      connection,
      topic,
      Array.from({ length: 40 }, () => ({ value })),
    )
    const all = await readMessages(connection, topic, { view: 'stored' })
    const few = await readMessages(connection, topic, { view: 'stored', maxBytes: 300_000 })
    expect(all.messages).to.have.length(40)
    expect(few.isComplete).to.equal(false)
    expect(few.partitions[0]).to.include({ problem: 'limit-reached' })
    expect(few.messages.length).to.be.within(3, 39)
  })

  it('steps over the holes of compaction', async () => {
    await using connection = await connectKafka((await withCluster()).brokers)
    const topic = await freshTopic(connection, 1, {
      'cleanup.policy': 'compact',
      'segment.ms': '100',
      'min.cleanable.dirty.ratio': '0.01',
      'max.compaction.lag.ms': '100',
    })
    const { value } = await pollUntil(
      async () => {
        await sendMessages(connection, topic, [{ key: 'same', value: 'old' }])
        return readMessages(connection, topic, { view: 'stored' })
      },
      ({ messages, partitions }) => messages.length < Number(partitions[0]?.end),
      { what: 'a hole', timeoutMs: 110_000, firstPauseMs: 200, maxPauseMs: 500 },
    )
    expect(value.isComplete).to.equal(true)
    expect(value.messages.length).to.be.below(Number(value.partitions[0]?.end))
  })

  it('reports a missing topic and does not create it', async () => {
    await using connection = await connectKafka((await withCluster()).brokers)
    const topic = freshName('missing')
    const result = await readMessages(connection, topic, { view: 'committed' })
    expect(result).to.deep.include({ messages: [], isComplete: false, isMissing: true })
    const names = await readTopicNames(connection)
    expect(names.map((entry) => entry.topic)).to.not.include(topic)
  })
})
