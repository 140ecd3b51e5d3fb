import { expect } from 'chai'
import { checkAnswers } from '#kafka/check-answers.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { createdTopics } from '#kafka/logged-topics.ts'
import { producedVia } from '#kafka/logged-writes.ts'
import { readTail } from '#kafka/read-tail.ts'
import { fenceRequestLog, parseRequestLog } from '#kafka/request-log.ts'
import { readTopic } from '#kafka/read-topic.ts'
import { warmUp } from '#kafka/warm-up.ts'
import { withCluster } from '../support/cluster.ts'
import { freshName } from './fresh-names.ts'
import { createClient } from './kafkajs-programs.ts'

describe('the request log of a broker', function () {
  this.timeout(300_000)

  it('holds all that was answered once the fence is through', async () => {
    const { brokers, learnerBrokers, requestLogs } = await withCluster()
    const topic = freshName('typo')
    const producer = createClient(learnerBrokers, topic).producer()
    await producer.connect()
    await producer.send({ topic, acks: 1, messages: [{ value: 'a' }] })
    const file = requestLogs[0] ?? ''
    expect(await fenceRequestLog(file, learnerBrokers)).to.equal(true)
    const requests = parseRequestLog(await readTail(file, 0))
    await producer.disconnect()
    const own = requests.filter(({ clientId }) => clientId === topic)
    expect(producedVia(own).map(({ acks, errorCode }) => [acks, errorCode])).to.deep.equal([[1, 0]])
    expect(createdTopics(own)[0]).to.include({ topic, isAutomatic: true })
    await using connection = await connectKafka(brokers)
    expect(await readTopic(connection, topic)).to.have.property('isInternal', false)
  })

  it('gives up on a fence that cannot come', async () => {
    const { learnerBrokers } = await withCluster()
    expect(await fenceRequestLog('/no/such/file', learnerBrokers, 100)).to.equal(false)
    expect(await readTail('/no/such/file', 0)).to.equal('')
  })
})

describe('a broker', function () {
  this.timeout(300_000)

  it('answers the health check', async () => {
    const { brokers } = await withCluster()
    const answers = await checkAnswers(brokers, 2000)
    expect(answers[0]).to.include({ isAnswering: true, detail: 'it knows 1 live broker(s)' })
  })

  it('is warmed up without traces', async () => {
    const { brokers } = await withCluster()
    await warmUp(brokers)
    await using connection = await connectKafka(brokers)
    expect(await readTopic(connection, '__transaction_state')).to.include({ isInternal: true })
  })

  it('that is not there is an infra error', async () => {
    const error = await connectKafka('127.0.0.1:1', { settleTimeoutMs: 50 }).catch(
      (e: unknown) => e,
    )
    expect(error).to.have.property('code', 'broker-unanswering')
    expect(String(error)).to.contain('ECONNREFUSED')
  })
})
