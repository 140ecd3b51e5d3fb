import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { createDockerProvider } from '#broker/docker/docker-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { runCommand } from '#process/run-command.ts'
import { dockerCall, leftOf } from '../../support/docker/what-docker-holds.ts'
import '../../support/docker/use-docker.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { eventually } from '../../support/wait.ts'
import { leadersOf } from '../leaders-of.ts'

// Without Kafka's jars of this computer, so that the tools run in a container.
describe('a cluster of three containers', function () {
  this.timeout(120_000)
  let guardian: Guardian
  let cluster: StartedCluster
  let cache: TempFolder
  let work: TempFolder
  before(async () => {
    cache = await makeTempFolder()
    work = await makeTempFolder()
    guardian = startGuardian()
    const provider = createDockerProvider({ ...process.env, XDG_CACHE_HOME: cache.folder })
    cluster = await provider.startCluster({ brokers: 3, guardian })
  })
  after(async () => {
    await cluster?.[Symbol.asyncDispose]()
    if (cluster) expect(await leftOf(cluster.id)).to.deep.equal([])
    await guardian?.[Symbol.asyncDispose]()
    await cache?.[Symbol.asyncDispose]()
    await work?.[Symbol.asyncDispose]()
  })
  const shell = (line: string) =>
    runCommand('bash', ['-c', line], {
      timeoutMs: 60_000,
      cwd: work.folder,
      env: {
        PATH: `${cluster.toolsFolder}:${process.env.PATH}`,
        B: `--bootstrap-server ${cluster.brokersForLearner}`,
        KAFKA_BROKERS: cluster.brokersForLearner,
      },
    })

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
    await eventually(
      'leaders elsewhere',
      () => leadersOf(cluster, 'led'),
      (seen) => seen.length === 6 && seen.every(({ leader, isr }) => leader > 1 && isr === 2),
      15_000,
    )
    await cluster.restartBroker(1)
    const isWhole = (seen: { isr: number }[]) => seen.every(({ isr }) => isr === 3)
    await eventually('three in-sync replicas', () => leadersOf(cluster, 'led'), isWhole, 15_000)
    await cluster.pauseBroker(2)
    await cluster.resumeBroker(2)
    expect(await watch.stop()).to.deep.equal([])
  })

  it('runs Kafka’s tools in a container, with files, input, output and exit code', async () => {
    await using _shared = cluster.shareWorkFolder(work.folder)
    await writeFile(path.join(work.folder, 'a.properties'), 'min.insync.replicas=2\n')
    const created = await shell('kafka-topics --create --topic events --replication-factor 3 $B')
    expect(created).to.include({ exitCode: 0, output: 'Created topic events.' })
    const alter = 'kafka-configs --alter --entity-type topics --entity-name events'
    const altered = await shell(`${alter} --add-config-file a.properties $B`)
    expect(altered.exitCode, altered.output).to.equal(0)
    const sent = await shell(`printf 'a\\nb\\n' | kafka-console-producer.sh --topic events $B`)
    expect(sent).to.include({ exitCode: 0, output: '' })
    const options = '--topic events --from-beginning --max-messages 2'
    const read = await shell(`kafka-console-consumer ${options} $B 2>/dev/null`)
    expect(read.output.split('\n')).to.include.members(['a', 'b'])
    const listed = await shell('docker exec kafka kafka-topics --list --bootstrap-server x:1')
    expect(listed.output.split('\n')).to.include('events')
    const failed = await shell('for i in 1 2; do kafka-topics --nonsense 2>/dev/null; done')
    expect(failed.exitCode).to.equal(1)
  })

  it('ends a tool with the program that called it, and shows it no other folder', async () => {
    const shared = cluster.shareWorkFolder(work.folder)
    const stopped = await shell('timeout 2 kafka-console-consumer --topic events $B; echo $?')
    expect(stopped.output).to.match(/124$/)
    const [container] = await dockerCall('ps', '--quiet', '--filter', `name=${cluster.id}-tools`)
    await eventually(
      'no tool to run',
      () => dockerCall('exec', container!, 'ps'),
      (lines) => !lines.some((line) => line.includes('ConsoleConsumer')),
      10_000,
    )
    const mounts = await dockerCall('inspect', '--format', '{{json .HostConfig.Binds}}', container!)
    expect(JSON.parse(mounts[0]!)).to.deep.equal([`${work.folder}:${work.folder}`])
    await shared[Symbol.asyncDispose]()
    expect(await dockerCall('ps', '--all', '--quiet', '--filter', `id=${container}`)).to.be.empty
  })
})
