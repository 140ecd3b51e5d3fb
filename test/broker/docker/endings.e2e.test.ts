import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { chooseProvider } from '#broker/choose-provider.ts'
import { startGuardian } from '#process/guardian.ts'
import { readRecord, startCli } from '../../support/cli.ts'
import { containersOf, leftOf } from '../../support/docker/what-docker-holds.ts'
import { dockerEngine } from '../../support/docker/use-docker.ts'
import { slowProducer, submitProducer } from '../../support/learner.ts'
import { processesByCommand } from '../../support/processes.ts'
import { eventually } from '../../support/wait.ts'

const GRADER = fileURLToPath(new URL('../grader.fixture.ts', import.meta.url))
const isEmpty = (list: readonly unknown[]) => list.length === 0

describe('the end of a cluster of containers', function () {
  this.timeout(120_000)

  it('comes with the grader, even by SIGKILL', async () => {
    const grader = fork(GRADER, ['docker'], { execArgv: ['--import', 'tsx'], stdio: 'inherit' })
    const { id } = await new Promise<{ id: string }>((resolve, reject) => {
      grader.once('message', (message) => resolve(message as { id: string }))
      grader.once('exit', (code) => reject(new Error(`the grader ended with ${code}`)))
    })
    expect(await containersOf(id)).to.have.length(2)
    grader.kill('SIGKILL')
    await eventually('nothing of the cluster', () => leftOf(id), isEmpty, 20_000)
  })

  it('is infra when Docker itself stops in the middle, and is swept up later', async function () {
    const engine = dockerEngine()
    if (!engine.isOurs) return this.skip()
    await using submission = await submitProducer(slowProducer(60_000))
    const options = ['--provider', 'docker', '--exercises', submission.folder, '--json', '-']
    await using run = startCli(['grade', '03', ...options])
    const programs = () => processesByCommand('\0producer.mjs')
    await eventually('the program', programs, (pids) => pids.length > 0, 60_000)
    const before = await containersOf()
    expect(before).to.have.length(2)
    const killedAt = performance.now()
    await engine.kill()
    const end = await run.ended.finally(engine.startAgain)
    const tookMs = performance.now() - killedAt
    const record = readRecord(end)
    expect(
      record.exercises.map(({ status }) => status),
      end.stderr,
    ).to.deep.equal(['infra'])
    expect(record.exercises[0]?.error?.message.en).to.match(/Docker/)
    expect(end.code).to.equal(3)
    expect(tookMs).to.be.below(30_000)

    expect(await containersOf()).to.deep.equal(before)
    await using guardian = startGuardian()
    const provider = await chooseProvider({ provider: 'docker' })
    await using cluster = await provider.startCluster({ brokers: 1, guardian })
    const names = await containersOf()
    expect(
      names.every((name) => name.startsWith(cluster.id)),
      names.join(' '),
    ).to.equal(true)
  })
})
