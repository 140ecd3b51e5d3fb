import { existsSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { pollUntil } from '#core/poll-until.ts'
import {
  brokerOfRun,
  leftOf,
  markerOfRun,
  readRecord,
  startCli,
  type CliRun,
} from '../support/cli.ts'
import { RIGHT_PRODUCER, slowProducer, submitProducer } from '../support/learner.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { processesByCommand, processesByEnvironment } from '../support/processes.ts'
import { eventually, gone } from '../support/wait.ts'

/** It takes a tenth of a second; the bound is for a machine with far too much to do. */
const GONE_MS = 30_000

describe('a broker that fails while a program runs', function () {
  this.timeout(300_000)

  it('has the exercise graded again on a fresh cluster when it was killed', async () => {
    await using submission = await submitProducer(slowProducer(2_000))
    await using run = grade(submission.folder)
    const marker = await markerOfRun(run)
    const broker = await brokerOfRun(marker)
    await programOfRun(marker)
    process.kill(-broker, 'SIGKILL')
    const end = await run.ended
    const record = readRecord(end)
    expect(end.stderr).to.include('fresh cluster')
    expect(record.exercises[0]).to.include({ status: 'pass', attempts: 2 })
    expect(end.code).to.equal(0)
    expect(leftOf(marker)).to.deep.equal([])
  })

  it('has an exercise with three brokers graded again when one of them was killed', async () => {
    await using submission = await makeTempFolder()
    await submission.write(path.join('10-replication', 'create.mjs'), SLOW_CREATION)
    const args = ['grade', '10', '--exercises', submission.folder, '--json', '-']
    await using run = startCli(args)
    const marker = await markerOfRun(run)
    await programOfRun(marker, 'create.mjs')
    process.kill(-(await brokerOfRun(marker)), 'SIGKILL')
    const end = await run.ended
    const [exercise] = readRecord(end).exercises
    expect(exercise, end.stderr).to.include({ status: 'pass', attempts: 2, points: 10 })
    expect(end.code).to.equal(0)
    expect(leftOf(marker)).to.deep.equal([])
  })

  it('never costs points when it was stopped for 20 s and went on', async () => {
    await using submission = await submitProducer(slowProducer(2_000))
    await using run = grade(submission.folder)
    const marker = await markerOfRun(run)
    const broker = await brokerOfRun(marker)
    await programOfRun(marker)
    process.kill(-broker, 'SIGSTOP')
    let isOver = false
    void run.ended.then(() => (isOver = true))
    const options = { what: '20 s to pass or the run to end', timeoutMs: 20_000 }
    await pollUntil(
      () => isOver,
      (over) => over,
      options,
    )
    if (!isOver) process.kill(-broker, 'SIGCONT')
    const end = await run.ended
    const [exercise] = readRecord(end).exercises
    expect(['pass', 'infra']).to.include(exercise?.status)
    expect([0, 3]).to.include(end.code)
  })
})

describe('a grading process that dies', function () {
  this.timeout(300_000)

  it('is our fault, never a pass and never a failure', async () => {
    await using submission = await submitProducer(slowProducer(20_000))
    await using run = grade(submission.folder)
    const marker = await markerOfRun(run)
    const program = await programOfRun(marker)
    const isWorker = processesByCommand('checks/worker.ts')
    for (const pid of processesByEnvironment(marker)) {
      if (isWorker.includes(pid)) process.kill(pid, 'SIGKILL')
    }
    const end = await run.ended
    expect([3, 4]).to.include(end.code)
    const [exercise] = readRecord(end).exercises
    expect(['infra', 'defect']).to.include(exercise?.status)
    expect(exercise?.points).to.equal(null)
    await gone(program, GONE_MS)
    expect(leftOf(marker)).to.deep.equal([])
  })
})

describe('an end before the end', function () {
  this.timeout(300_000)

  const ends: readonly [string, (run: CliRun) => Promise<unknown>, number | null][] = [
    ['Ctrl-C', async (run) => run.kill('SIGINT'), 130],
    ['Ctrl-C twice', async (run) => interruptTwice(run), 130],
    ['SIGTERM', async (run) => run.kill('SIGTERM'), 130],
    ['SIGKILL', async (run) => run.kill('SIGKILL'), null],
  ]
  for (const [title, end, code] of ends) {
    it(`by ${title} leaves no process and no folder`, async () => {
      await using submission = await submitProducer(slowProducer(30_000))
      await using run = grade(submission.folder)
      const marker = await markerOfRun(run)
      const broker = await brokerOfRun(marker)
      const program = await programOfRun(marker)
      const folders = [broker, program].map((pid) => path.dirname(readlinkSync(`/proc/${pid}/cwd`)))
      expect(folders.every((folder) => existsSync(folder))).to.equal(true)
      await end(run)
      const ended = await run.ended
      expect(ended.code).to.equal(code)
      await eventually(
        'all to be gone',
        () => leftOf(marker),
        ({ length }) => length === 0,
        GONE_MS,
      )
      await Promise.all([gone(broker, GONE_MS), gone(program, GONE_MS)])
      await eventually(
        'the folders to be gone',
        () => folders.filter((folder) => existsSync(folder)),
        ({ length }) => length === 0,
        GONE_MS,
      )
    })
  }

  it('by Ctrl-C says so and judges nothing that was not judged', async () => {
    await using submission = await submitProducer(slowProducer(30_000))
    await using run = grade(submission.folder)
    await programOfRun(await markerOfRun(run))
    run.kill('SIGINT')
    const end = await run.ended
    expect(readRecord(end)).to.deep.include({ isInterrupted: true, exercises: [] })
    expect(end.stderr)
      .to.include('Interrupted')
      .and.not.match(/\n {4}at /)
  })

  it('by Ctrl-C while the broker starts is in order, too', async () => {
    await using submission = await submitProducer(RIGHT_PRODUCER)
    await using run = grade(submission.folder)
    const marker = await markerOfRun(run)
    await brokerOfRun(marker)
    run.kill('SIGINT')
    const end = await run.ended
    expect(end.code).to.equal(130)
    expect(readRecord(end).isInterrupted).to.equal(true)
    await eventually(
      'all to be gone',
      () => leftOf(marker),
      ({ length }) => length === 0,
      GONE_MS,
    )
  })
})

function grade(folder: string): CliRun {
  return startCli(['grade', '03', '--exercises', folder, '--json', '-'])
}

/** A right 10-replication that takes its time. */
const SLOW_CREATION = `
import { Kafka } from 'kafkajs'
const { KAFKA_BROKERS, TOPIC: topic } = process.env
const admin = new Kafka({ brokers: KAFKA_BROKERS.split(','), logLevel: 0 }).admin()
const configEntries = [{ name: 'min.insync.replicas', value: '2' }]
setTimeout(async () => {
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, replicationFactor: 3, configEntries }] })
  await admin.disconnect()
}, 2_000)
`

/** The learner's program of a run, once it runs. */
async function programOfRun(marker: string, file = 'producer.mjs'): Promise<number> {
  const pids = await eventually(
    'the program of the run',
    () => {
      const programs = processesByCommand(`\0${file}`)
      return processesByEnvironment(marker).filter((pid) => programs.includes(pid))
    },
    ({ length }) => length > 0,
    30_000,
  )
  return pids[0]!
}

async function interruptTwice(run: CliRun): Promise<void> {
  run.kill('SIGINT')
  await eventually('the first to be heard', run.seen, (text) => text.includes('Ctrl-C again'))
  run.kill('SIGINT')
}
