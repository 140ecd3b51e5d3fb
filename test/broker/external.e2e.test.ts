import { cp } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { listGroups } from '#kafka/list-groups.ts'
import { readTopicNames } from '#kafka/read-topic.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { sendMessages } from '#kafka/send-messages.ts'
import { gradeToRecord, markerOfRun, runCli, startCli } from '../support/cli.ts'
import { RIGHT_PRODUCER, slowProducer, submitProducer } from '../support/learner.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { eventually } from '../support/wait.ts'
import { ownCluster } from '../support/own-cluster.ts'

/** Right programs; 05 and 06 are judged by request logs, which an external cluster keeps to itself. */
const RIGHT: Readonly<Record<string, string>> = {
  '02-create-topics': 'one-create',
  '03-produce': 'one-send',
  '04-consume': 'each-message',
  '05-reset-offsets': 'kafkajs-set',
  '07-consumer-group': 'each-message',
  '08-partition-count': 'kafkajs-admin',
  '09-stable-group': 'stub-repaired',
  '12-lag-monitor': 'kafkajs-loop',
  '13-key-order': 'account-as-key',
  '14-choose-partition': 'by-customer',
}

describe('a cluster of others', function () {
  this.timeout(300_000)
  let cluster: StartedCluster
  ownCluster(3, (own) => (cluster = own.cluster))

  const external = () => ['--provider', 'external', '--brokers', cluster.brokersForLearner]

  it('grades what it can, says what it left out and why, and leaves no name of its own', async () => {
    await using submission = await submitAll()
    const { code, stderr, record } = await gradeToRecord([
      ...external(),
      '--exercises',
      submission.folder,
    ])
    const graded = record.exercises.filter(({ status }) => status !== 'todo')
    const failed = graded.filter(({ status }) => status !== 'pass')
    expect(failed, stderr).to.deep.equal([])
    const ids = ['00', '02', '03', '04', '07', '08', '09', '12', '13', '14']
    expect(graded.map(({ id }) => id)).to.deep.equal(ids)
    expect(record.leftOut.map(({ id }) => id)).to.deep.equal(['05'])
    expect(record.environment).to.include({ provider: 'external', kafka: null })
    expect(stderr).to.match(/05-reset-offsets.*left out\n.*what the brokers were asked/)
    expect(code).to.equal(1)
    expect(await namesOn(cluster)).to.deep.equal([])
  })

  it('says that an exercise cannot be graded there when it was asked for by name', async () => {
    const { code, record } = await gradeToRecord(['05', ...external()])
    expect(code).to.equal(3)
    expect(record.exercises[0]).to.include({ status: 'infra', points: null })
    expect(record.exercises[0]?.error?.code).to.equal('not-on-this-cluster')
  })

  it('blames nobody for what others write meanwhile', async () => {
    await using connection = await connectKafka(cluster.brokersForGrader)
    const topic = 'of-somebody-else'
    await createTopic(connection, { topic, partitions: 1 })
    await using submission = await submitProducer(slowProducer(1_000))
    await using run = startCli(['grade', '03', ...external(), '--exercises', submission.folder])
    let isOver = false
    void run.ended.then(() => (isOver = true))
    const write = () => sendMessages(connection, topic, [{ value: 'not of a learner' }])
    await eventually('the run to end', async () => (await write(), isOver), Boolean, 60_000)
    const { code, stdout } = await run.ended
    expect(stdout).to.include('10/10')
    expect(code).to.equal(0)
  })

  it('finds what a program sent to another topic by what it sent', async () => {
    const stray = `${RIGHT_PRODUCER}\nconst again = new Kafka({ brokers: process.env.KAFKA_BROKERS.split(','), logLevel: 0 }).producer()
      await again.connect()
      await again.send({ topic: 'of-somebody-else', messages: events.map((value) => ({ value })) })
      await again.disconnect()`
    await using submission = await submitProducer(stray)
    const args = ['03', ...external(), '--exercises', submission.folder]
    const { record } = await gradeToRecord(args)
    const failed = record.exercises[0]?.checks.filter(({ status }) => status === 'fail')
    expect(failed?.map(({ id }) => id)).to.deep.equal(['03-C5'])
  })

  it('is left without our names by a run that was killed', async () => {
    await using submission = await submitProducer(slowProducer(60_000))
    await using run = startCli(['grade', '03', ...external(), '--exercises', submission.folder])
    await markerOfRun(run)
    const ours = async () => (await namesOn(cluster)).filter((name) => name !== 'of-somebody-else')
    await eventually('the topic of the run', ours, ({ length }) => length > 0, 60_000)
    run.kill('SIGKILL')
    await eventually('its removal', ours, ({ length }) => length === 0, 60_000)
  })

  it('has to be given, and its provider asked for', async () => {
    const none = { env: { KAFKALINGS_BROKERS: undefined } }
    const lacking = await runCli(['grade', '00', '--provider', 'external'], none)
    expect(lacking.code).to.equal(3)
    expect(lacking.stdout + lacking.stderr).to.include('--provider external --brokers')
    const unasked = await runCli(['grade', '00', '--brokers', cluster.brokersForLearner])
    expect(unasked.code).to.equal(2)
    const env = { KAFKALINGS_BROKERS: cluster.brokersForLearner }
    expect((await runCli(['grade', '00', '--provider', 'external'], { env })).code).to.equal(0)
  })

  it('that does not answer is the environment’s fault', async () => {
    const args = ['grade', '00', '--provider', 'external', '--brokers', '127.0.0.1:1']
    const { code, stdout, stderr } = await runCli(args)
    expect(code).to.equal(3)
    expect(stdout + stderr).to.include('127.0.0.1:1')
  })
})

async function submitAll() {
  const temp = await makeTempFolder()
  for (const [slug, fixture] of Object.entries(RIGHT)) {
    const target = path.join(temp.folder, slug)
    await cp(REPOSITORY.stubFolder(slug), target, { recursive: true })
    const source = path.join(REPOSITORY.root, 'fixtures', slug, 'right', fixture)
    await cp(source, target, { recursive: true })
  }
  return temp
}

/** Every topic that is not Kafka's own and every group. */
async function namesOn({ brokersForGrader }: StartedCluster): Promise<string[]> {
  await using connection = await connectKafka(brokersForGrader)
  const topics = (await readTopicNames(connection)).filter(({ isInternal }) => !isInternal)
  const groups = await listGroups(connection)
  return [...topics.map(({ topic }) => topic), ...groups.map(({ groupId }) => groupId)]
}
