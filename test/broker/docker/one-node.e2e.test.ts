import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { chooseProvider } from '#broker/choose-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { InfraError } from '#core/errors.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { fenceRequestLog } from '#kafka/request-log.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { containersOf, dockerCall, leftOf } from '../../support/docker/what-docker-holds.ts'
import '../../support/docker/use-docker.ts'
import { eventually } from '../../support/wait.ts'

describe('a cluster of one container', function () {
  this.timeout(120_000)
  let guardian: Guardian
  let cluster: StartedCluster
  before(async () => {
    guardian = startGuardian()
    const provider = await chooseProvider({ provider: 'docker' })
    cluster = await provider.startCluster({ brokers: 1, guardian })
  })
  after(async () => {
    await cluster?.[Symbol.asyncDispose]()
    await guardian?.[Symbol.asyncDispose]()
  })
  const answers = async (brokers: string) => (await checkAnswers(brokers, 2000))[0]?.isAnswering
  const broker = () => `${cluster.id}-kafka-1`

  it('answers the grader and, through the proxy, the learner', async () => {
    expect(await answers(cluster.brokersForGrader)).to.equal(true)
    expect(await answers(cluster.brokersForLearner)).to.equal(true)
    expect(await cluster.health()).to.deep.include({ isHealthy: true })
    expect((await cluster.serverLogTail(1, 500)).join('\n')).to.include('Kafka Server started')
    await using connection = await connectKafka(cluster.brokersForLearner)
    const { brokers } = await connection.readMetadata([])
    expect(brokers.map(({ host, port }) => `${host}:${port}`)).to.deep.equal([
      cluster.brokersForLearner,
    ])
  })

  it('logs requests of learners with the time, none of the grader, and can be fenced', async () => {
    await using learner = await connectKafka(cluster.brokersForLearner)
    await createTopic(learner, { topic: 'asked-by-learner', partitions: 1 })
    await using grader = await connectKafka(cluster.brokersForGrader)
    await createTopic(grader, { topic: 'asked-by-grader', partitions: 1 })
    const log = cluster.requestLogs[0] ?? ''
    expect(await fenceRequestLog(log, cluster.brokersForLearner)).to.equal(true)
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
    expect(lines.join('\n')).to.not.include('asked-by-grader')
    for (const line of lines) expect(line).to.match(/^\d{13} Completed request:\{.*\}$/)
    const created = lines.filter((line) => /"requestApiKeyName":"CREATE_TOPICS"/.test(line))
    expect(created).to.have.length(1)
  })

  it('comes back on its ports with its data after a kill, which is not bad health', async () => {
    await using connection = await connectKafka(cluster.brokersForGrader)
    await createTopic(connection, { topic: 'survivor', partitions: 2 })
    const watch = cluster.watchHealth()
    await cluster.killBroker(1)
    expect(cluster.brokers[0]?.state).to.equal('killed')
    expect(await answers(cluster.brokersForGrader)).to.equal(false)
    expect(await cluster.health()).to.deep.equal({ isHealthy: true, brokers: [] })
    await cluster.restartBroker(1)
    expect(await watch.stop()).to.deep.equal([])
    const { topics } = await connection.readMetadata(['survivor'])
    expect(topics[0]?.partitions).to.have.length(2)
    expect(await answers(cluster.brokersForLearner)).to.equal(true)
  })

  it('pauses, resumes and stops when the lab says so, in good health', async () => {
    const watch = cluster.watchHealth()
    await cluster.pauseBroker(1)
    expect(await answers(cluster.brokersForGrader)).to.equal(false)
    await cluster.resumeBroker(1)
    await cluster.stopBroker(1)
    expect(cluster.brokers[0]?.state).to.equal('stopped')
    await cluster.restartBroker(1)
    expect(await watch.stop()).to.deep.equal([])
  })

  it('is in bad health at once while somebody else has it paused, and that is remembered', async () => {
    const watch = cluster.watchHealth()
    await dockerCall('pause', broker())
    const seen = await eventually(
      'bad health',
      async () => (await cluster.health()).brokers[0],
      (health) => health?.reason !== 'ok',
    )
    expect(seen).to.include({ brokerId: 1, reason: 'stopped-by-signal' })
    const until = performance.now() + 600
    await eventually(
      'some time to pass',
      () => performance.now(),
      (nowMs) => nowMs >= until,
    )
    await dockerCall('unpause', broker())
    const [spell] = await watch.stop()
    expect(spell).to.include({ what: 'broker', brokerId: 1 })
  })

  it('is in bad health at once when somebody else kills it', async () => {
    const watch = cluster.watchHealth()
    await dockerCall('kill', broker())
    await watch.brokerEnded
    expect((await cluster.health()).brokers[0]).to.include({ reason: 'ended' })
    expect((await watch.stop())[0]?.detail).to.include('ended')
  })

  it('leaves no container, network, volume or file', async () => {
    const folder = path.dirname(path.dirname(cluster.requestLogs[0] ?? ''))
    expect(await containersOf(cluster.id)).to.have.length(2)
    await cluster[Symbol.asyncDispose]()
    expect(await leftOf(cluster.id)).to.deep.equal([])
    expect(existsSync(folder)).to.equal(false)
  })
})

describe('starting a cluster of containers', function () {
  this.timeout(120_000)

  it('is given up at once when it is interrupted, and leaves nothing', async () => {
    await using guardian = startGuardian()
    const stop = new AbortController()
    const provider = await chooseProvider({ provider: 'docker' })
    const before = await containersOf()
    const starting = provider.startCluster({ brokers: 1, guardian, signal: stop.signal })
    const failing = starting.catch((error: unknown) => error)
    const isMore = (seen: string[]) => seen.length > before.length
    await eventually('a container', () => containersOf(), isMore, 20_000)
    const startedAt = performance.now()
    stop.abort()
    const error = await failing
    expect((error as InfraError).code).to.equal('interrupted')
    expect(performance.now() - startedAt).to.be.below(15_000)
    expect(await containersOf()).to.deep.equal(before)
  })

  it('fails in words when the cluster cannot be used, and leaves nothing', async () => {
    await using guardian = startGuardian()
    const provider = await chooseProvider({ provider: 'docker' })
    const before = await containersOf()
    const warmUp = async () => await Promise.reject(new Error('no luck'))
    const error: unknown = await provider
      .startCluster({ brokers: 1, guardian, warmUp })
      .catch((thrown: unknown) => thrown)
    expect(error).to.be.instanceOf(InfraError)
    expect((error as InfraError).text.en).to.match(/could not be used: no luck\n/)
    expect(await containersOf()).to.deep.equal(before)
  })
})
