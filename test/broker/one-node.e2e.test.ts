import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { chooseProvider } from '#broker/choose-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { InfraError } from '#core/errors.ts'
import { pollUntil } from '#core/poll-until.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { isRunning, signalGroup } from '#process/process-group.ts'
import { until } from './echo-broker.ts'
import { markerOf, processesOf } from './what-is-left.ts'
import { ownCluster } from '../support/own-cluster.ts'

describe('a cluster of one node', function () {
  this.timeout(300_000)
  let guardian: Guardian
  let cluster: StartedCluster
  ownCluster(1, (own) => ({ guardian, cluster } = own))
  const answers = async (brokers: string) => (await checkAnswers(brokers, 2000))[0]?.isAnswering

  it('answers the grader and, through the proxy, the learner', async () => {
    expect(await answers(cluster.brokersForGrader)).to.equal(true)
    expect(await answers(cluster.brokersForLearner)).to.equal(true)
    expect(cluster.brokers).to.have.length(1)
    expect(await cluster.health()).to.deep.include({ isHealthy: true })
    expect((await cluster.serverLogTail(1, 500)).join('\n')).to.include('Kafka Server started')
  })

  it('leads a learner who asks for the brokers back to the proxy', async () => {
    await using connection = await connectKafka(cluster.brokersForLearner)
    const { brokers } = await connection.readMetadata([])
    const told = brokers.map(({ host, port }) => `${host}:${port}`)
    expect(told).to.deep.equal([cluster.brokersForLearner])
  })

  it('logs requests of learners with the time, and none of the grader', async () => {
    await using learner = await connectKafka(cluster.brokersForLearner)
    await createTopic(learner, { topic: 'asked-by-learner', partitions: 1 })
    await using grader = await connectKafka(cluster.brokersForGrader)
    await createTopic(grader, { topic: 'asked-by-grader', partitions: 1 })
    const log = cluster.requestLogs[0] ?? ''
    const lines = await until(
      () => readFileSync(log, 'utf8').trimEnd().split('\n'),
      (seen) => seen.some((line) => line.includes('CREATE_TOPICS')),
    )
    expect(lines.join('\n')).to.not.include('asked-by-grader')
    for (const line of lines) expect(line).to.match(/^\d{13} Completed request:\{.*\}$/)
    expect(lines.filter((line) => /"requestApiKeyName":"CREATE_TOPICS"/.test(line))).to.have.length(
      1,
    )
  })

  it('comes back on its ports with its data after a kill, which is not bad health', async () => {
    await using connection = await connectKafka(cluster.brokersForGrader)
    await createTopic(connection, { topic: 'survivor', partitions: 2 })
    const watch = cluster.watchHealth()
    const [before] = cluster.brokers.map(({ pid }) => pid)
    await cluster.killBroker(1)
    expect(cluster.brokers[0]?.state).to.equal('killed')
    expect(isRunning(before ?? 0)).to.equal(false)
    expect(await cluster.health()).to.deep.equal({ isHealthy: true, brokers: [] })
    await cluster.restartBroker(1)
    expect(await watch.stop()).to.deep.equal([])
    expect(cluster.brokers[0]?.pid).to.not.equal(before)
    const { topics } = await connection.readMetadata(['survivor'])
    expect(topics[0]?.partitions).to.have.length(2)
    expect(await answers(cluster.brokersForLearner)).to.equal(true)
  })

  it('stops by SIGTERM and starts again', async () => {
    await cluster.stopBroker(1)
    expect(cluster.brokers[0]?.state).to.equal('stopped')
    expect(await answers(cluster.brokersForLearner)).to.equal(false)
    await cluster.restartBroker(1)
    expect(await cluster.health()).to.deep.include({ isHealthy: true })
  })

  it('pauses and resumes when the lab says so, in good health', async () => {
    const watch = cluster.watchHealth()
    await cluster.pauseBroker(1)
    expect(await answers(cluster.brokersForGrader)).to.equal(false)
    await cluster.resumeBroker(1)
    expect(await watch.stop()).to.deep.equal([])
  })

  it('is in bad health while somebody else has it paused, and that is remembered', async () => {
    const watch = cluster.watchHealth()
    const pid = cluster.brokers[0]?.pid ?? 0
    signalGroup(pid, 'SIGSTOP')
    const health = await cluster.health()
    expect(health.brokers[0]).to.include({ brokerId: 1, reason: 'stopped-by-signal' })
    await until(() => performance.now(), reached(performance.now() + 1500))
    signalGroup(pid, 'SIGCONT')
    await pollUntil(
      () => cluster.health(),
      ({ isHealthy }) => isHealthy,
      { what: 'good health', timeoutMs: 10_000 },
    )
    const [spell] = await watch.stop()
    expect(spell).to.include({ what: 'broker', brokerId: 1 })
    expect((spell?.toMs ?? 0) - (spell?.fromMs ?? 0)).to.be.above(800)
  })

  it('is in bad health at once when somebody else kills it', async () => {
    const watch = cluster.watchHealth()
    signalGroup(cluster.brokers[0]?.pid ?? 0, 'SIGKILL')
    await until(
      () => isRunning(cluster.brokers[0]?.pid ?? 0),
      (runs) => !runs,
    )
    expect((await cluster.health()).brokers[0]).to.include({ reason: 'ended' })
    const [spell] = await watch.stop()
    expect(spell?.detail).to.include('ended')
    await cluster.restartBroker(1)
  })

  it('leaves no process and no file', async () => {
    const folder = path.dirname(path.dirname(cluster.requestLogs[0] ?? ''))
    expect(statSync(folder).mode & 0o777).to.equal(0o700)
    const marker = markerOf(guardian)
    expect(processesOf(marker)).to.not.deep.equal([])
    const learner = cluster.brokersForLearner
    await cluster[Symbol.asyncDispose]()
    expect(processesOf(marker)).to.deep.equal([])
    expect(existsSync(folder)).to.equal(false)
    expect((await checkAnswers(learner, 1000))[0]?.detail).to.include('ECONNREFUSED')
  })
})

describe('starting a cluster', function () {
  this.timeout(300_000)

  it('is given up at once when it is interrupted, and leaves nothing', async () => {
    await using guardian = startGuardian()
    const stop = new AbortController()
    const provider = await chooseProvider()
    const starting = provider.startCluster({ brokers: 3, guardian, signal: stop.signal })
    const failing = starting.catch((error: unknown) => error)
    const marker = markerOf(guardian)
    await until(
      () => processesOf(marker).length,
      (count) => count >= 3,
    )
    const startedAt = performance.now()
    stop.abort()
    const error = await failing
    expect(error).to.be.instanceOf(InfraError)
    expect((error as InfraError).code).to.equal('interrupted')
    expect(performance.now() - startedAt).to.be.below(15_000)
    expect(processesOf(marker)).to.deep.equal([])
  })

  it('works twice at the same time', async () => {
    await using guardian = startGuardian()
    const provider = await chooseProvider()
    const start = () => provider.startCluster({ brokers: 1, guardian })
    const [one, two] = await Promise.all([start(), start()])
    await using _one = one
    await using _two = two
    expect(one.brokersForGrader).to.not.equal(two.brokersForGrader)
    await using connection = await connectKafka(one.brokersForLearner)
    await createTopic(connection, { topic: 'only-here', partitions: 1 })
    await using other = await connectKafka(two.brokersForLearner)
    const { topics } = await other.readMetadata(['only-here'])
    expect(topics[0]?.partitions ?? []).to.deep.equal([])
  })

  it('fails in words when the cluster cannot be used, and leaves nothing', async () => {
    await using guardian = startGuardian()
    const provider = await chooseProvider()
    const warmUp = async () => await Promise.reject(new Error('no luck'))
    const error: unknown = await provider
      .startCluster({ brokers: 1, guardian, warmUp })
      .catch((thrown: unknown) => thrown)
    expect((error as InfraError).code).to.equal('broker-start-failed')
    expect((error as InfraError).text.en).to.match(/could not be used: no luck\n.*Kafka Server/s)
    expect(processesOf(markerOf(guardian))).to.deep.equal([])
  })
})

function reached(timeMs: number): (nowMs: number) => boolean {
  return (nowMs) => nowMs >= timeMs
}
