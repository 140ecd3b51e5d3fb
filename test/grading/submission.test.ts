import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'
import { chooseEntry, type EntryChoice } from '#grading/choose-entry.ts'
import { readCourse, type CourseExercise } from '#grading/course.ts'
import { layOut } from '#grading/lay-out.ts'
import { isTouched, readSubmission } from '#grading/submission.ts'
import { runCommand } from '#process/run-command.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'

const GOOD = "console.log('hello')\n"

describe('the files of a learner', () => {
  let exercise: CourseExercise
  let stub: string
  let temp: TempFolder
  before(async () => {
    const { exercises } = await readCourse()
    exercise = exercises.find(({ slug }) => slug === '03-produce')!
    stub = await readFile(path.join(REPOSITORY.stubFolder(exercise.slug), 'producer.ts'), 'utf8')
  })
  beforeEach(async () => (temp = await makeTempFolder()))
  afterEach(() => temp[Symbol.asyncDispose]())

  const at = (name: string) => path.join(temp.folder, name)
  const choose = async (): Promise<EntryChoice> =>
    chooseEntry(
      exercise,
      await readSubmission(temp.folder),
      await readSubmission(REPOSITORY.stubFolder(exercise.slug)),
    )
  const touched = async () => isTouched(exercise, await readSubmission(temp.folder))

  const faults: readonly [string, string, () => unknown][] = [
    ['nothing', 'file-missing', () => undefined],
    ['a file of another name', 'file-missing', () => temp.write('Producer.ts', GOOD)],
    ['a file of another kind', 'file-missing', () => temp.write('producer.txt', GOOD)],
    ['a program in a folder below', 'file-missing', () => temp.write('src/producer.ts', GOOD)],
    ['an empty file', 'file-empty', () => temp.write('producer.ts', '')],
    ['white space', 'file-empty', () => temp.write('producer.ts', ' \r\n\t\n')],
    ['a folder', 'file-folder', () => mkdir(at('producer.ts'))],
    [
      'a FIFO',
      'file-special',
      () => runCommand('mkfifo', [at('producer.ts')], { timeoutMs: 5_000 }),
    ],
    ['a link to /dev/zero', 'file-link', () => symlink('/dev/zero', at('producer.ts'))],
    ['a link out', 'file-link', () => symlink('/etc/passwd', at('producer.ts'))],
    ['a link to itself', 'file-link', () => symlink('producer.ts', at('producer.ts'))],
    ['a link to nothing', 'file-link', () => symlink('nowhere', at('producer.ts'))],
    ['a link to a file beside it', 'file-link', () => linkBeside()],
    ['2 GB of nothing', 'file-huge', () => sparse('producer.ts')],
    ['UTF-16', 'file-not-text', () => temp.write('producer.ts', Buffer.from(GOOD, 'utf16le'))],
    [
      'Latin-1',
      'file-not-text',
      () => temp.write('producer.ts', Buffer.from('// \u00e9', 'latin1')),
    ],
    ['a NUL', 'file-not-text', () => temp.write('producer.ts', `${GOOD}\0`)],
    ['two programs', 'file-two-candidates', () => both('producer.js', 'producer.py')],
  ]
  const linkBeside = async () => symlink(await temp.write('real.ts', GOOD), at('producer.ts'))
  const sparse = async (name: string) => truncate(await temp.write(name, ''), 2 * 1024 ** 3)
  const both = async (one: string, other: string) => {
    await temp.write(one, GOOD)
    await temp.write(other, GOOD)
  }
  for (const [title, id, make] of faults) {
    it(`are not run when there is ${title}`, async () => {
      await make()
      const startedAt = performance.now()
      const { finding } = await choose()
      expect(performance.now() - startedAt).to.be.below(8_000)
      expect(finding?.id).to.equal(id)
      expect(finding?.message.en).to.include('producer')
      expect(finding?.message.ko).to.match(/[가-힣]/)
    })
  }

  const programs: readonly [string, () => unknown, string][] = [
    ['each kind of program', () => temp.write('producer.java', GOOD), 'producer.java'],
    ['the untouched stub', () => temp.write('producer.ts', stub), 'producer.ts'],
    ['another file beside the untouched stub', () => besideStub('producer.py'), 'producer.py'],
    ['a changed stub', () => temp.write('producer.ts', `${stub}// mine`), 'producer.ts'],
    [
      'UTF-8 with a byte-order mark',
      () => temp.write('producer.ts', `\ufeff${GOOD}`),
      'producer.ts',
    ],
    ['Korean', () => temp.write('producer.ts', '// 한국어'), 'producer.ts'],
    [
      'a Python file that names its encoding',
      () =>
        temp.write('producer.py', Buffer.from('# -*- coding: euc-kr -*-\n# \u00b1\n', 'latin1')),
      'producer.py',
    ],
  ]
  const besideStub = async (name: string) => {
    await temp.write('producer.ts', stub)
    await temp.write(name, GOOD)
  }
  for (const [title, make, entry] of programs) {
    it(`are run when there is ${title}`, async () => {
      await make()
      expect((await choose()).entry).to.equal(entry)
    })
  }

  it('are not left for the stub when the second program is a link', async () => {
    await temp.write('producer.ts', stub)
    await symlink('elsewhere.py', at('producer.py'))
    expect((await choose()).finding?.id).to.equal('file-link')
  })

  const untouched: readonly [string, () => unknown][] = [
    ['the stub', () => temp.write('producer.ts', stub)],
    [
      'the stub with Windows line ends',
      () => temp.write('producer.ts', stub.replaceAll('\n', '\r\n')),
    ],
    ['the stub without its last line end', () => temp.write('producer.ts', stub.trimEnd())],
    ['no folder', () => rm(temp.folder, { recursive: true })],
    ['no file', () => undefined],
    ['changed READMEs', () => withStub('README.md')],
    ['files of tools', () => withStub('.env', '.mocharc.cjs', 'package.json', 'node_modules/x.js')],
    ['other files a run made', () => withStub('events.jsonl')],
  ]
  const withStub = async (...names: string[]) => {
    await temp.write('producer.ts', stub)
    for (const name of names) await temp.write(name, 'mine')
  }
  for (const [title, make] of untouched) {
    it(`count as untouched: ${title}`, async () => {
      await make()
      expect(await touched()).to.equal(false)
    })
  }

  const changes: readonly [string, () => unknown][] = [
    ['a changed stub', () => temp.write('producer.ts', stub.replace('TODO 1', 'done 1'))],
    ['a further program', () => besideStub('producer.py')],
    ['another program instead of the stub', () => temp.write('producer.py', GOOD)],
    ['an empty stub', () => temp.write('producer.ts', '')],
    ['a FIFO in its place', () => runCommand('mkfifo', [at('producer.ts')], { timeoutMs: 5_000 })],
    ['a link in its place', () => symlink('nowhere', at('producer.ts'))],
  ]
  for (const [title, make] of changes) {
    it(`count as touched: ${title}`, async () => {
      await make()
      expect(await touched()).to.equal(true)
    })
  }

  it('are taken without what would set up our tools, helpers included', async () => {
    const odd = [
      '.env',
      '.mocharc.cjs',
      '.npmrc',
      'package.json',
      'tsconfig.json',
      'package-lock.json',
    ]
    for (const name of [...odd, 'node_modules/kafkajs/index.js', 'lib/package.json']) {
      await temp.write(name, 'x')
    }
    for (const name of ['producer.ts', 'lib/send.ts', '이름.txt']) await temp.write(name, GOOD)
    const { files, ignored } = await readSubmission(temp.folder)
    expect(files.map(({ name }) => name)).to.have.members([
      'producer.ts',
      'lib/send.ts',
      '이름.txt',
    ])
    expect(ignored.map(({ name }) => name)).to.have.members([
      ...odd,
      'node_modules',
      'lib/package.json',
    ])
  })

  it('are bounded in number', async () => {
    for (let count = 0; count < 520; count++) await writeFile(at(`f${count}.txt`), '')
    const { files, ignored } = await readSubmission(temp.folder)
    expect([files.length, ignored.length]).to.deep.equal([500, 20])
  })

  it('survive a folder through which a link leads round and round', async () => {
    await mkdir(at('a'))
    await symlink('..', at('a/up'))
    expect((await readSubmission(temp.folder)).ignored).to.deep.equal([
      { name: path.join('a', 'up'), fault: 'link' },
    ])
  })

  it('are laid out as ES modules with our packages, apart from the original', async () => {
    await temp.write('in/producer.ts', GOOD)
    await temp.write('in/lib/send.ts', GOOD)
    await temp.write('in/package.json', '{"type":"commonjs"}')
    const made = await layOut(await readSubmission(at('in')), at('out'))
    const read = (name: string) => readFile(path.join(made.submissionFolder, name), 'utf8')
    expect(await read('producer.ts')).to.equal(GOOD)
    expect(await read('lib/send.ts')).to.equal(GOOD)
    expect(JSON.parse(await read('package.json'))).to.include({ type: 'module' })
    expect(await read('node_modules/kafkajs/package.json')).to.include('"kafkajs"')
    expect(new Set(Object.values(made)).size).to.equal(3)
  })
})

describe('the compose file of a learner', () => {
  let exercise: CourseExercise
  let stub: string
  let temp: TempFolder
  before(async () => {
    const { exercises } = await readCourse()
    exercise = exercises.find(({ slug }) => slug === '01-compose-cluster')!
    const file = path.join(REPOSITORY.stubFolder(exercise.slug), 'docker-compose.yml')
    stub = await readFile(file, 'utf8')
  })
  beforeEach(async () => (temp = await makeTempFolder()))
  afterEach(() => temp[Symbol.asyncDispose]())

  const choose = async () =>
    chooseEntry(
      exercise,
      await readSubmission(temp.folder),
      await readSubmission(REPOSITORY.stubFolder(exercise.slug)),
    )

  for (const name of ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml']) {
    it(`may be called ${name}, and counts as touched`, async () => {
      await temp.write('docker-compose.yml', stub)
      await temp.write(name, 'services: {}')
      expect((await choose()).entry).to.equal(name)
      expect(await isTouched(exercise, await readSubmission(temp.folder))).to.equal(true)
    })
  }

  it('is untouched as the stub', async () => {
    await temp.write('docker-compose.yml', stub.replaceAll('\n', '\r\n'))
    expect(await isTouched(exercise, await readSubmission(temp.folder))).to.equal(false)
  })

  it('is one, not two', async () => {
    await temp.write('docker-compose.yml', 'services: {}')
    await temp.write('compose.yaml', 'services: {}')
    const { finding } = await choose()
    expect(finding?.id).to.equal('file-two-candidates')
    expect(finding?.message.en).to.match(
      /several compose files \(compose\.yaml, docker-compose\.yml\)/,
    )
  })

  it('is named with its other names when there is none', async () => {
    await temp.write('producer.ts', GOOD)
    const { finding } = await choose()
    expect(finding?.message.en).to.include(
      'no docker-compose.yml (or compose.yaml, compose.yml, docker-compose.yaml)',
    )
  })

  it('brings the env files that stand beside it', async () => {
    for (const name of ['compose.yaml', '.env', '.kafka.env', '.npmrc']) await temp.write(name, 'a')
    const { files } = await readSubmission(temp.folder)
    expect(files.map(({ name }) => name)).to.have.members(['compose.yaml', '.env', '.kafka.env'])
  })
})
