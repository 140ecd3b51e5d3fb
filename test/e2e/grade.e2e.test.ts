import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { gradeToRecord, runCli } from '../support/cli.ts'
import { freshClone, RIGHT_PRODUCER, submitProducer } from '../support/learner.ts'

describe('grading', function () {
  this.timeout(300_000)

  it('of a fresh clone passes 00, leaves the rest to do, and shows the next, without stdin', async () => {
    await using clone = await freshClone()
    const args = ['grade', '--exercises', clone.folder]
    const { code, stdout } = await runCli(args, { shell: 'exec "$@" <&-' })
    expect(code).to.equal(1)
    expect(stdout)
      .to.match(/✔ 00-welcome /)
      .and.match(/○ 03-produce /)
    expect(stdout).to.match(
      /Next: 01-compose-cluster[^]*docker-compose\.yml[^]*npm run grade -- 01/,
    )
    expect(stdout).to.not.include('\u001b').and.not.include('✘')
  })

  it('of a right program scores full and exits 0', async () => {
    await using submission = await submitProducer(RIGHT_PRODUCER)
    const junit = path.join(submission.folder, 'r.xml')
    const args = ['03', '--exercises', submission.folder, '--junit', junit, '--verbose']
    const { code, record, stderr } = await gradeToRecord(args)
    expect(stderr).to.include('10/10')
    expect(code).to.equal(0)
    expect(record).to.include({ points: 10, maxPoints: 10, next: null, isInterrupted: false })
    expect(record.exercises[0]).to.include({ status: 'pass', hasPassMark: true, attempts: 1 })
    expect(record.environment).to.include({ provider: 'jvm', isolation: 'process-group' })
    const xml = await readFile(junit, 'utf8')
    expect(xml).to.include('failures="0" errors="0"').and.include('03-C1')
  })

  it('works twice at the same time', async () => {
    await using submission = await submitProducer(RIGHT_PRODUCER)
    const args = ['03', '--exercises', submission.folder]
    const runs = await Promise.all([gradeToRecord(args), gradeToRecord(args)])
    expect(runs.map(({ code }) => code)).to.deep.equal([0, 0])
    expect(runs[0]?.record.runId).to.not.equal(runs[1]?.record.runId)
  })
})
