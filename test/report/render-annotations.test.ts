import { expect } from 'chai'
import { renderAnnotations } from '#report/render-annotations.ts'
import { renderJobSummary } from '#report/render-job-summary.ts'
import type { CheckResult, ExerciseResult, ResultRecord } from '#core/result-record.ts'

const said = (text: string) => ({ en: text, ko: text })

function failed(id: string, maxPoints: number, message: string): CheckResult {
  const finding = { id: 'x', message: said(message), evidence: [] }
  const base = { status: 'fail' as const, points: 0, isEssential: false, isBonus: false }
  return { ...base, id, title: said('Title'), maxPoints, durationMs: 1, evidence: [], finding }
}

function recordOf(checks: CheckResult[]): ResultRecord {
  const exercise = { slug: '03-produce', title: said('Send'), status: 'fail', file: 'producer.ts' }
  const rest = { points: 0, maxPoints: 10, checks }
  const exercises = [{ ...exercise, ...rest } as ExerciseResult]
  return { exercises, leftOut: [] as ResultRecord['leftOut'] } as ResultRecord
}

describe('GitHub annotations', () => {
  it('stand at the file, the weightiest first', () => {
    const record = recordOf([failed('03-C1', 1, 'small'), failed('03-C2', 4, 'large')])
    expect(renderAnnotations(record, 'en', 'exercises')).to.deep.equal([
      '::error file=exercises/03-produce/producer.ts,title=03-C2 Title::large',
      '::error file=exercises/03-produce/producer.ts,title=03-C1 Title::small',
    ])
  })

  it('do not tell of a bonus that was not earned', () => {
    const record = recordOf([{ ...failed('03-C1', 2, 'more could be done'), isBonus: true }])
    expect(renderAnnotations(record, 'en', 'exercises')).to.deep.equal([])
  })

  it('are ten at most, with a word about the rest', () => {
    const checks = Array.from({ length: 13 }, (_, at) => failed(`03-C${at}`, at, 'm'))
    const lines = renderAnnotations(recordOf(checks), 'en', 'exercises')
    expect(lines).to.have.length(11)
    expect(lines.at(-1)).to.equal('::notice title=kafkalings::3 more; see the log.')
  })

  it('cannot be ended or forged by text of a learner', () => {
    const [line] = renderAnnotations(recordOf([failed('03-C1', 1, 'a%\n::set-env::b')]), 'en', 'e')
    expect(line).to.match(/::a%25%0A::set-env::b$/)
    expect(line).to.not.include('\n')
  })
})

describe('the job summary', () => {
  it('shows text of a learner as text', () => {
    const text = renderJobSummary(recordOf([failed('03-C1', 1, '<img> | **x**\n# y')]), 'en')
    expect(text).to.include('- **03-C1** \\<img\\> \\| \\*\\*x\\*\\* \\# y')
  })
})
