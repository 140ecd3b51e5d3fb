import { spawnSync } from 'node:child_process'
import { expect } from 'chai'
import type { ResultRecord } from '#core/result-record.ts'
import { sanitiseData } from '#core/sanitise.ts'
import { FILE_RENDERERS } from '#report/file-renderers.ts'
import { makeCheck, makeExercise, makeRecord } from '../support/records.ts'
import { SAMPLES } from './samples.ts'

const HOSTILE = [
  '<script>alert(1)</script>',
  ']]><x>&amp;&#x1B;',
  '\u0000\u0001\u001b[31m\u001b]0;x\u0007',
  '\ud800 \udfff \uffff \ufffe',
  '"\'\t\r\n\u0085\u2028',
  '한국어 👍 \u202e',
  'x'.repeat(1_000_000),
]

describe('JUnit XML', () => {
  for (const [name, record] of Object.entries(SAMPLES)) {
    it(`has one case per check: ${name}`, function () {
      const { suites, cases } = read(this, FILE_RENDERERS.junit(record, 'en'))
      const isCut = record.isInterrupted
      const others = [...(isCut ? ['error'] : []), ...record.leftOut.map(() => 'skipped')]
      expect(suites).to.equal(record.exercises.length + others.length)
      const expected = record.exercises.flatMap(({ checks, finding, status }) => [
        ...(status === 'todo' ? ['skipped'] : []),
        ...(finding ? ['failure'] : []),
        ...checks.map((check) => TAGS[check.status]),
      ])
      expect(cases).to.deep.equal([...others, ...expected])
    })
  }

  for (const parser of ['python', 'xmllint'] as const) {
    it(`is well-formed for hostile text in every place, says ${parser}`, function () {
      const texts = HOSTILE.map((text) => FILE_RENDERERS.junit(hostileRecord(text), 'ko'))
      const problem = parser === 'python' ? pythonProblem(texts) : xmllintProblem(texts)
      if (problem === 'not installed') {
        this.test!.title += ' (skipped: it is not installed)'
        return this.skip()
      }
      expect(problem).to.equal('')
    })
  }

  it('tells a run that was interrupted before anything was graded from a good one', () => {
    const xml = FILE_RENDERERS.junit(SAMPLES['interrupted-at-once']!, 'en')
    expect(xml).to.match(/<error|errors="[1-9]/)
  })
})

const TAGS = { pass: '', fail: 'failure', blocked: 'skipped', infra: 'error', defect: 'error' }

function hostileRecord(text: string): ResultRecord {
  const both = { en: text, ko: text }
  const finding = {
    id: 'x',
    message: both,
    expected: both,
    actual: both,
    evidence: [
      { kind: 'output' as const, title: both, lines: [text] },
      { kind: 'table' as const, title: both, columns: [both], rows: [[text]] },
      { kind: 'spread' as const, title: both, bars: [{ label: text, count: 1, detail: text }] },
    ],
  }
  const checks = [
    makeCheck({ title: both, status: 'fail', finding }),
    makeCheck({ id: '03-C2', status: 'defect', error: { message: both, stack: text } }),
  ]
  return sanitiseData(
    makeRecord({ exercises: [makeExercise({ status: 'fail', finding, checks })] }),
  )
}

const READ = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
cases = root.findall('./testsuite/testcase')
kinds = [next((c.tag for c in case), '') for case in cases]
totals = [int(root.get(name)) for name in ('tests', 'failures', 'errors', 'skipped')]
counted = [len(kinds)] + [kinds.count(tag) for tag in ('failure', 'error', 'skipped')]
assert totals == counted, (totals, counted)
print(json.dumps({'suites': len(root.findall('./testsuite')), 'cases': kinds}))
`

function read(test: Mocha.Context, xml: string): { suites: number; cases: string[] } {
  const { stdout, stderr, error } = spawnSync('python3', ['-c', READ], {
    input: xml,
    encoding: 'utf8',
  })
  if (error) return test.skip()
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as { suites: number; cases: string[] }
}

// One process for all texts: each start of Python takes a while on a busy machine.
const PARSE_EACH = `
import json, sys, xml.etree.ElementTree as tree
for text in json.load(sys.stdin): tree.fromstring(text.encode())
`

function pythonProblem(texts: readonly string[]): string {
  return run('python3', ['-c', PARSE_EACH], JSON.stringify(texts))
}

function xmllintProblem(texts: readonly string[]): string {
  const problems = texts.map((text) => run('xmllint', ['--huge', '--noout', '-'], text))
  return problems.find((problem) => problem !== '') ?? ''
}

function run(file: string, args: readonly string[], input: string): string {
  const { error, stderr, status } = spawnSync(file, args, { input, encoding: 'utf8' })
  if (error) return 'not installed'
  return status === 0 ? '' : stderr || `exit code ${status}`
}
