import { spawnSync } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'
import { readRecord, runCli } from '../support/cli.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'

/** A program that cannot be run is graded without a broker. */
describe('grading a program that cannot be run', function () {
  this.timeout(300_000)
  let temp: TempFolder
  before(async () => {
    temp = await makeTempFolder()
    await temp.write('03-produce/producer.ts', '')
  })
  after(() => temp[Symbol.asyncDispose]())
  const args = (...more: string[]) => ['grade', '03', '--exercises', temp.folder, ...more]

  it('says why, exits 1 and writes every file that was asked for', async () => {
    const [json, junit] = ['r.json', 'r.xml'].map((name) => path.join(temp.folder, name)) as [
      string,
      string,
    ]
    const { code, stdout } = await runCli(
      args('--json', json, '--junit', junit, '--seed', 'my-seed'),
    )
    expect(code).to.equal(1)
    expect(stdout).to.include('producer.ts is empty')
    const end = { code, signal: null, stdout: await readFile(json, 'utf8'), stderr: '' }
    expect(readRecord(end)).to.include({ seed: 'my-seed' })
    expect(readRecord(end).exercises[0]).to.include({ status: 'fail', points: 0 })
    expect(await readFile(junit, 'utf8')).to.include('<failure type="file-empty"')
    expect(await readdir(temp.folder)).to.have.members(['03-produce', 'r.json', 'r.xml'])
  })

  it('leaves standard output to the record with --json -, through npm too', () => {
    const { stdout, stderr, status } = spawnSync(
      'npm',
      ['run', '-s', 'grade', '--', ...args('--json', '-', '--lang', 'ko').slice(1)],
      { cwd: REPOSITORY.root, encoding: 'utf8' },
    )
    expect(status).to.equal(1)
    expect(readRecord({ code: status, signal: null, stdout, stderr }).seed).to.match(/^\w+$/)
    expect(stderr).to.include('비어 있습니다')
  })

  it('does not mind a reader that has read enough', async () => {
    const shell = '{ "$@"; echo "code $?" >&2; } | head -n 1'
    const { stdout, stderr } = await runCli(args(), { shell })
    expect(stdout.trimEnd().split('\n')).to.have.length(1)
    expect(stderr)
      .to.include('code 1')
      .and.not.match(/EPIPE|\n {4}at /)
  })

  it('exits 0 with --exit-zero and with enough points', async () => {
    const [zero, enough, few] = await Promise.all(
      [['--exit-zero'], ['--min', '0'], ['--min', '1']].map((more) => runCli(args(...more))),
    )
    expect([zero?.code, enough?.code, few?.code]).to.deep.equal([0, 0, 1])
  })

  it('says in a sentence that a device is full', async () => {
    const { code, stdout, stderr } = await runCli(args('--json', '/dev/full'))
    expect(code).to.equal(3)
    expect(stdout).to.include('producer.ts is empty')
    expect(stderr)
      .to.include('/dev/full')
      .and.match(/ENOSPC|no space/i)
      .and.not.match(/\n {4}at /)
  })

  it('leaves an older result as it was when a file cannot be written whole', async () => {
    const file = await temp.write('old.json', 'the old one')
    const { code, stderr } = await runCli(args('--json', file), { shell: 'ulimit -f 1; exec "$@"' })
    expect([2, 3]).to.include(code)
    expect(stderr).to.include('old.json')
    expect(await readFile(file, 'utf8')).to.equal('the old one')
    expect((await readdir(temp.folder)).filter((name) => name.endsWith('.tmp'))).to.deep.equal([])
  })
})

describe('grading a compose file', function () {
  this.timeout(60_000)

  it('judges the file without Java too, and says what the live check lacks', async () => {
    await using temp = await makeTempFolder()
    const fixture = path.join(REPOSITORY.root, 'fixtures', '01-compose-cluster', 'right')
    const text = await readFile(path.join(fixture, 'stub-completed', 'docker-compose.yml'))
    await temp.write('01-compose-cluster/docker-compose.yml', text)
    const { code, stdout } = await runCli(['grade', '01', '--exercises', temp.folder], {
      env: { PATH: '/nowhere', JAVA_HOME: undefined },
    })
    expect(code, stdout).to.equal(3)
    for (const passed of ['01-C1', '01-C2', '01-C3', '01-C4', '01-C5']) {
      expect(stdout).to.match(new RegExp(`✔ ${passed}`))
    }
    expect(stdout).to.match(/01-C6[^]*no java on the PATH[^]*mend:/)
  })
})
