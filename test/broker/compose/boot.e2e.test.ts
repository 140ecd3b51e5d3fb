import { fork } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { BootedCompose } from '#core/booted-compose.ts'
import { InfraError } from '#core/errors.ts'
import { REPOSITORY } from '#core/repository.ts'
import { bootCompose } from '#broker/compose/boot-compose.ts'
import { composeBooter } from '#broker/compose/choose-booter.ts'
import { createComposeStage, type ComposeStage } from '#broker/compose/compose-stage.ts'
import { zookeeperServes } from '#broker/compose/docker/zookeeper-serves.ts'
import { startForwarder } from '#broker/compose/forwarder.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { makeContact } from '#kafka/first-contact.ts'
import { createHostView } from '#kafka/host-view.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { bootUntilReady } from '../../support/boot-until-ready.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { eventually } from '../../support/wait.ts'
import { markerOf, processesOf } from '../what-is-left.ts'

const FIXTURES = path.join(REPOSITORY.root, 'fixtures', '01-compose-cluster')
const FILE = 'docker-compose.yml'
const START_MS = 60_000
const own = { file: FILE, boot: bootCompose, env: process.env }

function stageOf(fixture: string, guardian: Guardian): ComposeStage {
  const folder = path.join(FIXTURES, fixture)
  return createComposeStage({ folder, ...own, guardian })
}

describe('a compose file started without Docker', function () {
  this.timeout(300_000)
  let guardian: Guardian
  beforeEach(() => (guardian = startGuardian()))
  afterEach(() => guardian[Symbol.asyncDispose]())

  it('is seen from the computer by its published port alone, and told as the file says', async () => {
    await using stage = stageOf('right/loopback-port', guardian)
    const { hostPorts } = await bootUntilReady(stage, 1)
    expect(hostPorts.map(({ port }) => port)).to.deep.equal([29092])
    const { openSocket } = createHostView(hostPorts)
    const contact = (host: string, port: number) =>
      makeContact({ host, port, timeoutMs: 2000, openSocket })
    const { metadata } = await contact('localhost', 29092)
    expect(metadata?.brokers).to.deep.equal([{ nodeId: 1, host: 'localhost', port: 29092 }])
    expect((await contact('localhost', 9092)).end).to.equal('refused')
    expect((await contact('kafka', 29092)).end).to.equal('unknown-name')
  })

  it('works twice at once, each with topics of its own', async () => {
    await using one = stageOf('right/stub-completed', guardian)
    await using two = stageOf('right/stub-completed', guardian)
    const [{ hostPorts }, other] = await Promise.all([
      bootUntilReady(one, 1),
      bootUntilReady(two, 1),
    ])
    const connect = (compose: BootedCompose) =>
      connectKafka(`localhost:${compose.hostPorts[0]!.port}`, createHostView(compose.hostPorts))
    await using first = await connect({ ...other, hostPorts })
    await createTopic(first, { topic: 'only-here', partitions: 1 })
    await using second = await connect(other)
    const { topics } = await second.readMetadata(['only-here'])
    expect(topics[0]?.partitions).to.deep.equal([])
  })

  it('has ZooKeeper first where the file waits for its health', async () => {
    await using stage = stageOf('right/healthy-first', guardian)
    const { services } = await bootUntilReady(stage, 1)
    expect(services.map(({ name, state }) => [name, state])).to.deep.equal([
      ['zookeeper', 'running'],
      ['kafka', 'running'],
    ])
    expect(services[1]?.changes.map(({ en }) => en).join()).to.include('./kafka-data')
  })

  it('does not become one cluster when the ids of the cluster differ', async () => {
    await using stage = stageOf('wrong/cluster-ids-differ', guardian)
    await stage.boot()
    const said = (compose: BootedCompose) =>
      compose.services.flatMap(({ lastLines }) => lastLines).join('\n')
    const compose = await eventually(
      'the nodes to refuse each other',
      stage.look,
      (seen) => /INCONSISTENT_CLUSTER_ID|[Ii]nconsistent cluster/.test(said(seen)),
      START_MS,
    )
    expect(compose.services.every(({ knows }) => knows?.brokers !== 2)).to.equal(true)
  })

  it('tells at once that a container has ended, and its last words', async () => {
    await using stage = stageOf('wrong/bad-value', guardian)
    await stage.boot()
    const { services } = await eventually(
      'the broker to end',
      stage.look,
      (seen) => seen.services[0]?.state === 'ended',
      START_MS,
    )
    expect(services[0]?.exitCode).to.equal(1)
    expect(services[0]?.lastLines.join('\n')).to.include('log.retention.hours')
  })

  it('starts nothing of a file that reaches for the computer', async () => {
    await using stage = stageOf('wrong/mounts-the-computer', guardian)
    const { refusals, services } = await stage.boot()
    expect(refusals.map(({ key, at }) => [key, at.line])).to.deep.equal([
      ['docker.sock', 8],
      ['volumes: /', 7],
    ])
    expect(services).to.deep.equal([])
    expect(processesOf(markerOf(guardian))).to.deep.equal([])
  })

  it('says so when another program listens on all addresses at a port of it', async () => {
    await using temp = await makeTempFolder()
    await using everywhere = await startForwarder(
      { host: '0.0.0.0', port: 0 },
      { host: '127.0.0.1', port: 1 },
    )
    const { port } = everywhere
    const text = `services:
  kafka:
    image: confluentinc/confluent-local:7.6.0
    environment:
      KAFKA_LISTENERS: PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,HOST://:${port}
`
    await temp.write(FILE, text)
    await using stage = createComposeStage({ folder: temp.folder, ...own, guardian })
    const error: unknown = await stage.boot().catch((thrown: unknown) => thrown)
    expect((error as InfraError).code).to.equal('address-taken')
    expect(processesOf(markerOf(guardian))).to.deep.equal([])
  })

  it('needs Java, and names the mend', async () => {
    const env = { PATH: '/nowhere' }
    const folder = path.join(FIXTURES, 'right/stub-completed')
    const boot = composeBooter()
    await using stage = createComposeStage({ folder, ...own, boot, env, guardian })
    const error: unknown = await stage.boot().catch((thrown: unknown) => thrown)
    expect((error as InfraError).code).to.equal('no-provider')
  })

  it('leaves no process when it is disposed', async () => {
    const stage = stageOf('right/beside-others', guardian)
    const { hostPorts } = await bootUntilReady(stage, 1)
    const port = hostPorts.find(({ service }) => service === 'zookeeper')!.standIn
    const zookeeper = { host: '127.0.0.1', port }
    expect(await zookeeperServes(zookeeper)).to.equal(true)
    expect(processesOf(markerOf(guardian))).to.have.length.of.at.least(2)
    await stage[Symbol.asyncDispose]()
    expect(processesOf(markerOf(guardian))).to.deep.equal([])
    expect(await zookeeperServes(zookeeper)).to.equal(false)
    const [answer] = await checkAnswers(`127.0.0.1:${hostPorts[0]!.standIn}`, 1000)
    expect(answer?.detail).to.include('ECONNREFUSED')
  })

  it('leaves nothing when its grader is killed in the middle of the start', async () => {
    const program = fileURLToPath(new URL('./compose-grader.fixture.ts', import.meta.url))
    const args = [path.join(FIXTURES, 'right/three-combined-anchors'), FILE]
    const grader = fork(program, args, { execArgv: ['--import', 'tsx'], stdio: 'inherit' })
    const { marker } = await new Promise<{ marker: string }>((resolve, reject) => {
      grader.once('message', (message) => resolve(message as { marker: string }))
      grader.once('exit', (code) => reject(new Error(`the grader ended with ${code}`)))
    })
    expect(processesOf(marker).length).to.be.at.least(3)
    grader.kill('SIGKILL')
    await eventually(
      'every process of the grader to be gone',
      () => processesOf(marker).length,
      (count) => count === 0,
      30_000,
    )
  })
})
