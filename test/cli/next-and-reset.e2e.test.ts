import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { readCourse } from '#grading/course.ts'
import { copyCheckout } from '../support/checkout.ts'
import { runCli } from '../support/cli.ts'
import type { TempFolder } from '../support/temp-folder.ts'

const MINE = 'console.log("mine")\n'

describe('next and reset', function () {
  this.timeout(300_000)
  let checkout: TempFolder
  let slugs: string[]
  before(async () => {
    const { exercises } = await readCourse()
    slugs = exercises.map(({ slug }) => slug)
    checkout = await copyCheckout(slugs)
  })
  after(() => checkout[Symbol.asyncDispose]())

  const run = (args: readonly string[], shell?: string) =>
    runCli(args, { root: checkout.folder, ...(shell && { shell }) })
  const at = (...names: string[]) => path.join(checkout.folder, ...names)
  const pass = (passed: readonly string[], begun: Record<string, number> = {}) => {
    const entry = { maxPoints: 10, lastSeed: 'a', lastGradedAt: '2026-11-23T00:00:00.000Z' }
    const done = passed.map((slug) => [slug, { ...entry, bestPoints: 10, isPassed: true }] as const)
    const part = Object.entries(begun).map(
      ([slug, bestPoints]) => [slug, { ...entry, bestPoints, isPassed: false }] as const,
    )
    const progress = { version: 1, exercises: Object.fromEntries([...done, ...part]), hints: {} }
    return checkout.write('.kafkalings/progress.json', JSON.stringify(progress))
  }

  it('shows the first exercise that is not solved already', async () => {
    const { code, stdout } = await run(['next'])
    expect(code).to.equal(0)
    expect(stdout).to.match(/^Next: (?!00)\S+ [^]*goal [^]*file {3}exercises\/[^]*start /)
    expect(stdout)
      .to.match(/grade {2}npm run grade -- \d\d\n$/)
      .and.not.include('begun')
  })

  it('shows the program and the best result of one that is begun', async () => {
    const before = slugs.slice(0, slugs.indexOf('04-consume'))
    await pass(before, { '04-consume': 4 })
    await checkout.write('exercises/04-consume/consumer.py', 'print(1)')
    const { stdout } = await run(['next', '--lang', 'ko'])
    expect(stdout).to.match(/^다음: 04-consume[^]*04-consume\/consumer\.py\n[^]*10점 만점에 4점/)
    const { code } = await run(['reset', '04', '--yes'])
    expect(code).to.equal(0)
    expect(existsSync(at('exercises', '04-consume', 'consumer.py'))).to.equal(false)
  })

  it('says so when everything is passed', async () => {
    await pass(slugs)
    const { code, stdout } = await run(['next'])
    expect({ code, stdout }).to.deep.equal({
      code: 0,
      stdout: 'You have passed every exercise. Congratulations!\n',
    })
  })

  it('says so when there is nothing to reset', async () => {
    const { code, stdout } = await run(['reset', '03'])
    expect(code).to.equal(0)
    expect(stdout).to.match(/03-produce is as it was .* nothing to reset/)
  })

  it('changes nothing without a terminal to ask in', async () => {
    await checkout.write('exercises/03-produce/producer.ts', MINE)
    const { code, stdout, stderr } = await run(['reset', '03'])
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' })
    expect(stderr).to.match(/no terminal[^]*npm run reset -- 03 --yes/)
    expect(await readFile(at('exercises', '03-produce', 'producer.ts'), 'utf8')).to.equal(MINE)
  })

  it('puts the stub back, keeps the progress, and says where the files are', async () => {
    const progress = await readFile(await pass(['03-produce']), 'utf8')
    await checkout.write('exercises/03-produce/producer.ts', MINE)
    const { code, stdout } = await run(['reset', '03-produce', '--yes'])
    expect(code).to.equal(0)
    const folder = /Your files are in (\S+)\. /.exec(stdout)?.[1] ?? ''
    expect(folder).to.match(/^\.kafkalings\/trash\/[\dT-]+-03-produce$/)
    expect(await readdir(at(folder))).to.deep.equal(['producer.ts'])
    expect(await readFile(at(folder, 'producer.ts'), 'utf8')).to.equal(MINE)
    const [now, stub] = await Promise.all(
      [at('exercises', '03-produce'), at('fixtures', '03-produce', 'stub')].map((each) =>
        readFile(path.join(each, 'producer.ts'), 'utf8'),
      ),
    )
    expect(now).to.equal(stub)
    expect(await readFile(at('.kafkalings', 'progress.json'), 'utf8')).to.equal(progress)
  })

  const answers: readonly [string, string, boolean][] = [
    ['leaves everything alone at a no', 'n', false],
    ['resets at a yes', 'y', true],
  ]
  for (const [title, answer, isReset] of answers) {
    it(`asks in a terminal and ${title}`, async () => {
      await checkout.write('exercises/03-produce/producer.ts', MINE)
      const terminal = `{ sleep 3; echo ${answer}; sleep 1; } | script -qec "$*" /dev/null`
      const { stdout } = await run(['reset', '03'], terminal)
      expect(stdout).to.include('Moves to .kafkalings/trash/').and.include('(y/N)')
      const now = await readFile(at('exercises', '03-produce', 'producer.ts'), 'utf8')
      expect(now !== MINE).to.equal(isReset)
      expect(stdout).to.include(isReset ? 'Your files are in' : 'Nothing was changed')
    })
  }
})
