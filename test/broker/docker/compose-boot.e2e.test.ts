import { fork } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { composeBooter } from '#broker/compose/choose-booter.ts'
import { createComposeStage, type ComposeStage } from '#broker/compose/compose-stage.ts'
import type { BootedCompose } from '#core/booted-compose.ts'
import type { InfraError } from '#core/errors.ts'
import { REPOSITORY } from '#core/repository.ts'
import { makeContact } from '#kafka/first-contact.ts'
import { createHostView } from '#kafka/host-view.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { containersOf, dockerCall } from '../../support/docker/what-docker-holds.ts'
import '../../support/docker/use-docker.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { eventually } from '../../support/wait.ts'

const FIXTURES = path.join(REPOSITORY.root, 'fixtures', '01-compose-cluster')
const GRADER = fileURLToPath(new URL('../compose/compose-grader.fixture.ts', import.meta.url))
const FILE = 'docker-compose.yml'
const START_MS = 120_000
const IMAGE = 'apache/kafka:4.1.0'

/** A node that is broker and controller; further lines go under its service. */
function combined(name: string, port: number, lines = ''): string {
  return `  ${name}:
    image: ${IMAGE}
    ports: ['${port}:${port}']
${lines}    environment:
      KAFKA_NODE_ID: 1
      KAFKA_PROCESS_ROLES: broker,controller
      KAFKA_CONTROLLER_LISTENER_NAMES: CONTROLLER
      KAFKA_CONTROLLER_QUORUM_VOTERS: 1@${name}:9093
      KAFKA_LISTENERS: PLAINTEXT://:${port},CONTROLLER://:9093
      KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://localhost:${port}
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1
`
}

describe('a compose file started by Docker', function () {
  this.timeout(240_000)
  let guardian: Guardian
  let temp: TempFolder
  beforeEach(async () => {
    guardian = startGuardian()
    temp = await makeTempFolder()
  })
  afterEach(async () => {
    await guardian[Symbol.asyncDispose]()
    await temp[Symbol.asyncDispose]()
  })
  const stageOf = (folder: string, signal?: AbortSignal): ComposeStage => {
    const boot = composeBooter({ provider: 'docker' })
    const parts = { folder, file: FILE, boot, env: process.env, guardian }
    return createComposeStage({ ...parts, ...(signal && { signal }) })
  }
  const written = async (text: string): Promise<ComposeStage> => {
    await temp.write(FILE, text)
    return stageOf(temp.folder)
  }
  const until = async (stage: ComposeStage, isSo: (compose: BootedCompose) => boolean) => {
    await stage.boot()
    return await eventually('the services', stage.look, isSo, START_MS)
  }
  const failureOf = async (stage: ComposeStage): Promise<InfraError> =>
    (await stage.boot().catch((error: unknown) => error)) as InfraError

  it('is seen from the computer by its published port alone, and goes with all it made', async () => {
    const volumes = () => dockerCall('volume', 'ls', '--quiet')
    const before = await volumes()
    const stage = stageOf(path.join(FIXTURES, 'right/loopback-port'))
    const { hostPorts } = await until(stage, ({ services }) => services[0]?.knows?.brokers === 1)
    expect(hostPorts.map(({ port }) => port)).to.deep.equal([29092])
    const { openSocket } = createHostView(hostPorts)
    const contact = (host: string, port: number) =>
      makeContact({ host, port, timeoutMs: 2000, openSocket })
    const { metadata } = await contact('localhost', 29092)
    expect(metadata?.brokers).to.deep.equal([{ nodeId: 1, host: 'localhost', port: 29092 }])
    expect((await contact('localhost', 9092)).end).to.equal('refused')
    expect(await containersOf()).to.have.length(1)
    await stage[Symbol.asyncDispose]()
    expect(await containersOf()).to.deep.equal([])
    expect(await volumes()).to.deep.equal(before)
    expect(await dockerCall('network', 'ls', '--quiet', '--filter', 'label=kafkalings.owner')).to.be
      .empty
    expect((await contact('localhost', 29092)).end).to.equal('refused')
  })

  it('answers for itself where it takes nothing from outside, which the computer meets', async () => {
    await using stage = stageOf(path.join(FIXTURES, 'wrong/bound-to-localhost'))
    const { hostPorts } = await until(stage, ({ services }) => services[0]?.knows?.brokers === 1)
    const { openSocket } = createHostView(hostPorts)
    const met = await makeContact({ host: 'localhost', port: 9092, timeoutMs: 2000, openSocket })
    expect(met.end).to.equal('closed-at-once')
  })

  it('has a service wait for the health of another one, which we ask ourselves', async () => {
    const healthy = '    depends_on: {first: {condition: service_healthy}}\n'
    const test = '    healthcheck: {test: no-such-program}\n'
    const text = `services:\n${combined('first', 9092, test)}${combined('second', 9095, healthy)}`
    await using stage = await written(text)
    const first = await stage.boot()
    expect(first.services[1]).to.include({ state: 'waiting', waitsFor: 'first' })
    const isUp = ({ services }: BootedCompose) => services.every(({ knows }) => knows !== undefined)
    await eventually('both', stage.look, isUp, START_MS)
  })

  it('gives a service the ports of the one whose network it shares', async () => {
    const shared = combined('first', 9092).replaceAll(
      `ports: ['9092:9092']`,
      `network_mode: 'service:holder'`,
    )
    const text = `services:\n  holder: {image: pause:3, ports: ['9092:9092']}\n${shared}`
    await using stage = await written(text.replaceAll('1@first', '1@localhost'))
    const isUp = ({ services }: BootedCompose) => services[0]?.knows !== undefined
    const { hostPorts } = await until(stage, isUp)
    expect(hostPorts.map(({ port }) => port)).to.deep.equal([9092])
  })

  it('keeps the last words of a container that ended', async () => {
    await using stage = stageOf(path.join(FIXTURES, 'wrong/bad-value'))
    const { services } = await until(stage, (seen) => seen.services[0]?.state === 'ended')
    expect(services[0]?.exitCode).to.equal(1)
    expect(services[0]?.lastLines.join('\n')).to.include('log.retention.hours')
  })

  it('does not start a service whose port another one has, in Docker’s words', async () => {
    const text = `services:\n${combined('first', 9092)}${combined('second', 9092)}`
    await using stage = await written(text)
    const { services } = await until(stage, (seen) => seen.services[1]?.state === 'ended')
    expect(services[1]?.lastLines.join()).to.include('Bind for 0.0.0.0:9092 failed')
  })

  it('starts nothing of a file that reaches for the computer', async () => {
    await using stage = stageOf(path.join(FIXTURES, 'wrong/mounts-the-computer'))
    expect((await stage.boot()).refusals).to.have.length(2)
    expect(await containersOf()).to.deep.equal([])
  })

  it('is infra without its image, which is named with the mend, and leaves nothing', async () => {
    await using stage = await written(
      `services:\n${combined('first', 9092).replaceAll(IMAGE, 'apache/kafka:4.0.98')}`,
    )
    const error = await failureOf(stage)
    expect(error.code).to.equal('no-provider')
    expect(error.text.en).to.match(/^The image apache\/kafka:4\.0\.98 could not be pulled/)
    expect(error.advice.ko).to.include('docker pull apache/kafka:4.0.98')
    expect(await containersOf()).to.deep.equal([])
  })

  it('is infra when only JVMs can stand for it', async () => {
    await using stage = stageOf(path.join(FIXTURES, 'right/host-network'))
    const error = await failureOf(stage)
    expect(error.code).to.equal('not-on-this-cluster')
    expect(error.advice.en).to.include('--provider jvm')
  })

  it('is infra without Docker', async () => {
    const boot = composeBooter({ provider: 'docker' })
    const folder = path.join(FIXTURES, 'right/stub-completed')
    const env = { PATH: '/nowhere' }
    await using stage = createComposeStage({ folder, file: FILE, boot, env, guardian })
    expect((await failureOf(stage)).text.en).to.match(/docker: looked for/)
  })

  it('leaves nothing when it is given up while it starts', async () => {
    const stop = new AbortController()
    const stage = stageOf(path.join(FIXTURES, 'right/three-combined-anchors'), stop.signal)
    const booting = stage.boot().catch(() => {})
    await eventually(
      'a container',
      () => containersOf(),
      (seen) => seen.length > 0,
      30_000,
    )
    stop.abort()
    await booting
    await stage[Symbol.asyncDispose]()
    expect(await containersOf()).to.deep.equal([])
  })

  it('leaves nothing when its grader is killed', async () => {
    const args = [path.join(FIXTURES, 'right/three-combined-anchors'), FILE, 'docker']
    const grader = fork(GRADER, args, { execArgv: ['--import', 'tsx'], stdio: 'inherit' })
    await new Promise<void>((resolve, reject) => {
      grader.once('message', () => resolve())
      grader.once('exit', (code) => reject(new Error(`the grader ended with ${code}`)))
    })
    expect(await containersOf()).to.have.length(3)
    grader.kill('SIGKILL')
    const isEmpty = (seen: readonly string[]) => seen.length === 0
    await eventually('no container', () => containersOf(), isEmpty, 30_000)
    const filter = ['--filter', 'label=kafkalings.owner']
    const networks = () => dockerCall('network', 'ls', '--quiet', ...filter)
    await eventually('no network', networks, isEmpty, 30_000)
  })

  it('sweeps up what graders left that are gone themselves', async () => {
    const owner = `${os.hostname()}/4999999`
    const labels = [`com.docker.compose.project=kafkalings-lost`, `kafkalings.owner=${owner}`]
    const options = labels.flatMap((label) => ['--label', label])
    await dockerCall('network', 'create', ...options, 'kafkalings-lost_net1')
    await dockerCall('create', ...options, '--name', 'kafkalings-lost-part1-1', IMAGE)
    await using stage = stageOf(path.join(FIXTURES, 'wrong/bad-value'))
    await stage.boot()
    expect((await containersOf()).filter((name) => name.includes('lost'))).to.deep.equal([])
    const networks = await dockerCall('network', 'ls', '--format', '{{.Name}}')
    expect(networks).to.not.include('kafkalings-lost_net1')
  })
})
