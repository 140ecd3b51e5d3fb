import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { pollUntil } from '#core/poll-until.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { isRunning } from '#process/process-group.ts'
import { processesOf } from './what-is-left.ts'

type Facts = { marker: string; pid: number; requestLog: string; brokers: string }

const GRADER = fileURLToPath(new URL('./grader.fixture.ts', import.meta.url))

describe('the death of a grader', function () {
  this.timeout(300_000)

  it('leaves no broker, port or folder', async () => {
    const grader = fork(GRADER, { execArgv: ['--import', 'tsx'], stdio: 'inherit' })
    const facts = await new Promise<Facts>((resolve, reject) => {
      grader.once('message', (message) => resolve(message as Facts))
      grader.once('exit', (code) => reject(new Error(`the grader ended with ${code}`)))
    })
    const folder = path.dirname(path.dirname(facts.requestLog))
    expect(isRunning(facts.pid)).to.equal(true)
    expect(existsSync(folder)).to.equal(true)
    grader.kill('SIGKILL')
    const left = () => ({
      broker: isRunning(facts.pid),
      processes: processesOf(facts.marker).length,
      folder: existsSync(folder),
    })
    const gone = await pollUntil(left, (seen) => !Object.values(seen).some(Boolean), {
      what: 'everything of the grader to be gone',
      timeoutMs: 30_000, // it takes a tenth of a second where there is not too much to do
    })
    expect(gone.outcome, JSON.stringify(gone.value)).to.equal('ready')
    // Somebody else may have been given the port meanwhile, but no broker of this run answers there.
    expect((await checkAnswers(facts.brokers, 1000))[0]?.isAnswering).to.equal(false)
  })
})
