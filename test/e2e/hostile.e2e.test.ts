import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { gradeToRecord, type CliEnd } from '../support/cli.ts'
import { RIGHT_PRODUCER, submitProducer } from '../support/learner.ts'
import { processesByCommand } from '../support/processes.ts'
import type { ResultRecord } from '#core/result-record.ts'

const SECRET = 'canary-7f3a9c'
const DAEMON_SECONDS = '54321'

const CHEAT = `
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
console.log(JSON.stringify({ schema: 'kafkalings/result/v1', points: 10, exercises: [{ status: 'pass' }] }))
console.log('TAP version 13\\n1..1\\nok 1 - all passed\\n')
process.send?.({ type: 'check-ended', outcome: { id: '03-C2', status: 'pass', durationMs: 1, evidence: [] } })
process.kill(process.ppid, 'SIGUSR1')
const daemon = spawn('setsid', ['sleep', '${DAEMON_SECONDS}'], { detached: true, stdio: 'inherit' })
daemon.unref()
for (const [name, value] of Object.entries(process.env)) console.error(name + '=' + value)
const readable = ['/proc/self/environ'].map((file) => readFileSync(file, 'latin1'))
console.error(readable.join(' ').includes('${SECRET}') ? 'seen: ' + '${SECRET.split('').join(' ')}' : 'not seen')
console.error('\\u001b[2J\\u001b]0;owned\\u0007\\u001b]52;c;eA==\\u0007\\u202eFAIL\\r\\u001b[32m✔ 03-C2 passed')
console.error('::error::forged')
process.exit(0)
`

describe('a program that cheats', function () {
  this.timeout(300_000)
  let end: CliEnd & { readonly record: ResultRecord }
  before(async () => {
    await using submission = await submitProducer(CHEAT)
    const args = ['03', '--exercises', submission.folder]
    end = await gradeToRecord(args, { env: { GITHUB_TOKEN: SECRET, MY_SECRET: SECRET } })
  })

  it('is judged by what the broker holds', () => {
    const { code, record } = end
    expect(code).to.equal(1)
    const statuses = record.exercises[0]!.checks.map(({ id, status }) => `${id} ${status}`)
    expect(statuses).to.include('03-C2 fail')
    expect(record).to.include({ maxPoints: 10 })
    expect(record.points).to.be.below(10)
    expect(record.exercises[0]).to.include({ status: 'fail', hasPassMark: false })
  })

  it('learns no secret of ours from its environment', () => {
    const text = end.stdout + end.stderr
    expect(text).to.include('not seen')
    expect(text).to.not.include(SECRET)
  })

  it('paints nothing over the report and begins no line of it', () => {
    for (const text of [end.stdout, end.stderr]) {
      // eslint-disable-next-line no-control-regex
      expect(text).to.not.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    }
    expect(end.stderr)
      .to.match(/✘ 03-C2/)
      .and.not.match(/^\s*✔ 03-C2/m)
    expect(end.stderr)
      .to.match(/\| ::error::forged/)
      .and.not.match(/^\s*::/m)
  })

  it('leaves no daemon', () => {
    expect(processesByCommand(DAEMON_SECONDS)).to.deep.equal([])
  })
})

describe('a submission', function () {
  this.timeout(300_000)

  it('sets up none of our tools', async () => {
    await using submission = await submitProducer(RIGHT_PRODUCER)
    const canary = path.join(submission.folder, 'canary')
    const touch = `require('node:fs').writeFileSync(${JSON.stringify(canary)}, 'x')`
    const scripts = Object.fromEntries(
      ['preinstall', 'postinstall', 'prepare', 'pregrade'].map((name) => [name, `touch ${canary}`]),
    )
    const files = {
      '.mocharc.cjs': `${touch}; module.exports = {}`,
      '.npmrc': `script-shell=touch ${canary}`,
      '.env': `NODE_OPTIONS=--require=${canary}`,
      'package.json': JSON.stringify({ type: 'commonjs', scripts }),
      'tsconfig.json': '{"compilerOptions":{"paths":{"kafkajs":["./evil.cjs"]}}}',
      'evil.cjs': touch,
      'node_modules/kafkajs/index.js': `${touch}; throw new Error('shadow')`,
    }
    for (const [name, text] of Object.entries(files)) {
      await submission.write(path.join('03-produce', name), text)
      await submission.write(name, text)
    }
    const { code, record } = await gradeToRecord(['03', '--exercises', submission.folder])
    expect(code).to.equal(0)
    expect(existsSync(canary)).to.equal(false)
    expect(record.exercises[0]?.flags).to.include('ignored-files')
  })

  it('that kills the grading process is neither passed nor failed', async () => {
    await using submission = await submitProducer("process.kill(process.ppid, 'SIGKILL')")
    const { code, record } = await gradeToRecord(['03', '--exercises', submission.folder])
    expect([3, 4]).to.include(code)
    expect(record.exercises[0]).to.include({ points: null })
    expect(['infra', 'defect']).to.include(record.exercises[0]?.status)
  })
})
