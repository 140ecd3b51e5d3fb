import { expect } from 'chai'
import { describeEnd, endFinding, lastWords } from '#checks/program-end.ts'
import type { ProgramEnd } from '#process/start-program.ts'

describe('how a program ended', () => {
  it('is no finding when it ended by itself with exit code 0', () => {
    expect(endFinding(end({}), 5_000)).to.equal(undefined)
  })

  const table: readonly [string, Partial<ProgramEnd>, string, string][] = [
    ['an exit code', { exitCode: 3 }, 'program-crashed', 'exit code 3 after 1.2 s'],
    ['a signal', { exitCode: null, signal: 'SIGSEGV' }, 'program-killed', 'ended by SIGSEGV'],
    [
      'the deadline',
      { reason: 'deadline', exitCode: null, signal: 'SIGKILL' },
      'program-not-finished',
      'still running after 1.2 s',
    ],
    [
      'too much output',
      { reason: 'output-limit', exitCode: null, signal: 'SIGKILL' },
      'program-output-limit',
      'SIGKILL',
    ],
    [
      'a known cause in what it wrote',
      { exitCode: 1, stderr: captured('connect ECONNREFUSED 127.0.0.1:9092') },
      'program-crashed-wrong-address',
      'exit code 1',
    ],
  ]
  for (const [title, parts, id, actual] of table) {
    it(`is told by ${title}`, () => {
      const finding = endFinding(end(parts), 5_000)
      expect(finding?.id).to.equal(id)
      expect(finding?.actual?.en).to.include(actual)
      expect(finding?.expected?.en).to.include('within 5 s')
      expect(finding?.message.ko).to.match(/[가-힣]/)
    })
  }

  it('is told in the exercise’s own words when it did not finish', () => {
    const own = { en: 'The consumer goes on.', ko: '컨슈머가 계속 실행됩니다.' }
    expect(endFinding(end({ reason: 'deadline' }), 5_000, own)?.message).to.equal(own)
  })

  it('is told without naming a signal where we stopped it', () => {
    const { en } = describeEnd(end({ reason: 'stopped', exitCode: null, signal: 'SIGTERM' }))
    expect(en).to.include('stopped after 1.2 s').and.not.include('SIGTERM')
  })
})

describe('the last words of a program', () => {
  it('are those on standard error where there are any', () => {
    const [evidence] = lastWords({ stdout: captured('out'), stderr: captured('err') })
    expect(evidence).to.deep.include({ kind: 'output', lines: ['err'] })
  })

  it('are those on standard output otherwise, and none where it was silent', () => {
    const [evidence] = lastWords({ stdout: captured('out'), stderr: captured('\n') })
    expect(evidence).to.deep.include({ kind: 'output', lines: ['out'] })
    expect(lastWords({ stdout: captured(''), stderr: captured('') })).to.deep.equal([])
  })
})

function end(parts: Partial<ProgramEnd>): ProgramEnd {
  return {
    reason: 'by-itself',
    exitCode: 0,
    signal: null,
    durationMs: 1_234,
    leftProcesses: false,
    stdout: captured(''),
    stderr: captured(''),
    ...parts,
  }
}

function captured(text: string) {
  return { text, totalBytes: text.length, droppedBytes: 0 }
}
