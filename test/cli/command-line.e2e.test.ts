import { expect } from 'chai'
import { runCli, type CliEnd } from '../support/cli.ts'

// All are started together: each spends its time on loading.
describe('the command line', function () {
  this.timeout(300_000)
  const lines: readonly [string, readonly string[], (end: CliEnd) => void][] = [
    ['helps', ['--help'], (end) => helps(end, /grade .*\n[^]*list[^]*hint/)],
    [
      'helps with grade',
      ['grade', '--help'],
      (end) => helps(end, /--json <file>[^]*Exit codes: 0/),
    ],
    ['helps with list', ['list', '--help'], (end) => helps(end, /--lang <lang>/)],
    ['helps with hint', ['hint', '--help'], (end) => helps(end, /03-C2/)],
    ['helps with next', ['next', '--help'], (end) => helps(end, /do next/)],
    ['helps with reset', ['reset', '--help'], (end) => helps(end, /--yes/)],
    ['helps with doctor', ['doctor', '--help'], (end) => helps(end, /--quick[^]*Exit codes: 0/)],
    ['helps with cluster', ['cluster', '--help'], (end) => helps(end, /--brokers <number>/)],
    [
      'helps in Korean',
      ['grade', '--help', '--lang', 'ko'],
      (end) => helps(end, /^사용법:[^]*--json <file> +결과[^]*종료 코드: 0/),
    ],
    ['refuses two brokers', ['cluster', '--brokers', '2'], (end) => refuses(end, /1 broker or 3/)],
    ['refuses to reset nothing', ['reset'], (end) => refuses(end, /reset <exercise>/)],
    ['refuses to reset what is none', ['reset', '99'], (end) => refuses(end, /99[^]*03-produce/)],
    ['tells its version', ['--version'], (end) => helps(end, /^\d+\.\d+\.\d+\n$/)],
    [
      'refuses an unknown option',
      ['grade', '--jsno', 'x'],
      (end) => refuses(end, /--jsno[^]*--json/),
    ],
    ['refuses an option without its value', ['grade', '--json'], (end) => refuses(end, /--json/)],
    [
      'refuses an unknown option in Korean too',
      ['grade', '--jsno', '--lang', 'ko'],
      (end) => refuses(end, /--jsno 옵션이 없습니다. 혹시 --json인가요/),
    ],
    ['refuses a word too many', ['list', 'all'], (end) => refuses(end, /list[^]*list -- --help/)],
    ['refuses an unknown exercise', ['grade', '99'], (end) => refuses(end, /99[^]*03-produce/)],
    ['refuses a word that is no command', ['lsit'], (end) => refuses(end, /lsit/)],
    ['refuses an odd seed', ['grade', '--seed', 'a b'], (end) => refuses(end, /letters/)],
    ['refuses a minimum of no sense', ['grade', '--min', '-1'], (end) => refuses(end, /03=pass/)],
    ['refuses another language', ['list', '--lang', 'fr'], (end) => refuses(end, /en, ko/)],
    ['refuses an unknown check', ['hint', '03-C99'], (end) => refuses(end, /03-C99[^]*03-C1/)],
    ['names the checks of an exercise', ['hint', '3'], (end) => refuses(end, /03-C1, 03-C2/)],
    ['says what a check is called', ['hint', 'x'], (end) => refuses(end, /03-C2[^,]*npm run list/)],
    [
      'refuses a folder that is not there',
      ['grade', '--exercises', '/nowhere'],
      (end) => refuses(end, /\/nowhere/),
    ],
    [
      'refuses a result file in a folder that is not there, before any work',
      ['grade', '--json', '/nowhere/x.json'],
      (end) => refuses(end, /\/nowhere\/x\.json/),
    ],
    [
      'refuses an unknown exercise in Korean too',
      ['grade', '99', '--lang=ko'],
      (end) => refuses(end, /99 연습은 없습니다/),
    ],
    [
      'lists the course',
      ['list', '--lang', 'ko'],
      ({ code, stdout }) => {
        expect(code).to.equal(0)
        expect(stdout.trim().split('\n').length).to.be.at.least(4)
        expect(stdout).to.match(/00-welcome\s+\S+.*풀려/)
      },
    ],
  ]
  let ends: CliEnd[]
  before(async () => {
    ends = await Promise.all(lines.map(([, args]) => runCli(args)))
  })
  lines.forEach(([title, , judge], at) => {
    it(title, () => {
      judge(ends[at]!)
    })
  })
})

function helps({ code, stdout, stderr }: CliEnd, words: RegExp): void {
  expect(stdout).to.match(words)
  expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
}

function refuses({ code, stdout, stderr }: CliEnd, words: RegExp): void {
  expect(stderr).to.match(words)
  expect(stderr).to.not.match(/\n {4}at /)
  expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' })
}
