import { expect } from 'chai'
import type { ExerciseMessages } from '#core/exercise-messages.ts'
import { resultRecordSchema } from '#core/result-record.ts'
import type { CheckStatus } from '#core/status.ts'
import type { CheckOutcome } from '#core/worker-protocol.ts'
import type { AttemptResult } from '#grading/attempt.ts'
import { parseCourse } from '#grading/course.ts'
import {
  gradedResult,
  todoResult,
  ungradedResult,
  unrunnableResult,
} from '#grading/exercise-result.ts'
import { both, makeRecord } from '../support/records.ts'

const [exercise] = parseCourse(
  `exercises:
  - { id: '03', slug: 03-produce, entry: producer, brokers: 1, budgetMs: 1, checks: [
      { id: 03-C1, points: 1, essential: true }, { id: 03-C2, points: 4, needs: [03-C1] },
      { id: 03-C3, points: 2, bonus: true } ] }`,
  'x',
).exercises
const step = both('step')
const messages: ExerciseMessages = {
  title: both('Send'),
  goal: both('goal'),
  firstStep: step,
  whatHappened: [step, step, step],
  checks: { '03-C1': { title: both('first'), hints: [step, step, step] } },
}
const parts = { exercise: exercise!, messages, file: 'producer.ts', flags: ['ignored-files'] }
const finding = { id: 'x', message: { en: 'bad \u001b[31mtext\u0000', ko: '나쁨' }, evidence: [] }

describe('the result of an exercise', () => {
  it('is a pass with all points when every check passed', () => {
    const result = graded({ '03-C1': 'pass', '03-C2': 'pass', '03-C3': 'pass' })
    expect(result).to.include({ status: 'pass', points: 7, maxPoints: 5, hasPassMark: true })
    expect(result).to.deep.include({ flags: ['ignored-files'], attempts: 2, file: 'producer.ts' })
  })

  it('keeps the points of checks that passed when another failed', () => {
    const result = graded({ '03-C1': 'pass', '03-C2': 'fail', '03-C3': 'pass' })
    expect(result).to.include({ status: 'fail', points: 3, hasPassMark: true })
  })

  it('is a pass without the points of a bonus that was not earned', () => {
    const result = graded({ '03-C1': 'pass', '03-C2': 'pass', '03-C3': 'fail' })
    expect(result).to.include({ status: 'pass', points: 5, maxPoints: 5 })
    expect(result.whatHappened).to.have.length(3)
  })

  it('gives nothing for a check whose need failed', () => {
    const result = graded({ '03-C1': 'fail', '03-C2': 'pass', '03-C3': 'pass' })
    expect(result).to.include({ status: 'fail', points: 2, hasPassMark: false })
    expect(result.checks[1]).to.include({ status: 'blocked', blockedBy: '03-C1', points: 0 })
  })

  it('is a defect, never a pass, when the grader reported too few checks', () => {
    for (const statuses of [{}, { '03-C1': 'pass' as const }]) {
      const result = graded(statuses)
      expect(result).to.include({ status: 'defect', points: null })
      expect(result.checks).to.have.length(3)
      expect(result.checks[2]).to.include({ status: 'defect', points: null })
      expect(result.checks[2]?.error?.message.en).to.include('did not report')
    }
  })

  it('tells why the grader reported too few, and whose fault it was', () => {
    const died = graded({}, { message: both('died') })
    expect(died.status).to.equal('defect')
    expect(died.checks[0]?.error?.message.en).to.equal('died')
    const lost = graded({}, { message: both('lost'), code: 'broker-lost' })
    expect(lost).to.include({ status: 'infra', points: null })
  })

  it('does not take checks that the course does not have', () => {
    const result = graded({ '03-C1': 'pass', '03-C2': 'pass', '03-C3': 'pass', '03-C9': 'pass' })
    expect(result.checks.map(({ id }) => id)).to.deep.equal(['03-C1', '03-C2', '03-C3'])
  })

  it('is a defect rather than infra rather than a failure', () => {
    expect(graded({ '03-C1': 'fail', '03-C2': 'infra', '03-C3': 'pass' }).status).to.equal('infra')
    expect(graded({ '03-C1': 'defect', '03-C2': 'infra', '03-C3': 'fail' }).status).to.equal(
      'defect',
    )
  })

  it('holds no text that could harm a terminal or a file', () => {
    const result = graded({ '03-C1': 'fail', '03-C2': 'pass', '03-C3': 'pass' })
    expect(result.checks[0]?.finding?.message.en).to.equal('bad text')
    const unrunnable = unrunnableResult({ ...parts, file: 'a\u202eb' }, finding)
    expect([unrunnable.finding?.message.en, unrunnable.file]).to.deep.equal(['bad text', 'ab'])
  })

  it('fails with one finding when the files could not be run', () => {
    const result = unrunnableResult(parts, finding)
    expect(result).to.include({ status: 'fail', points: 0, maxPoints: 5, hasPassMark: false })
    expect(result.checks.map(({ blockedBy }) => blockedBy)).to.deep.equal(
      Array(3).fill('submission'),
    )
  })

  it('scores nothing, not 0, when the environment failed', () => {
    const error = { message: both('no broker'), code: 'no-provider' as const }
    expect(ungradedResult(parts, error, 1)).to.include({ status: 'infra', points: null })
    expect(ungradedResult(parts, { message: both('bug') }, 1)).to.include({ status: 'defect' })
  })

  it('is to do, with no point, when the stub is untouched', () => {
    const result = todoResult(exercise!, messages)
    expect(result).to.include({ status: 'todo', points: 0, maxPoints: 5, file: null })
  })

  it('fits the schema in every form', () => {
    const exercises = [
      graded({ '03-C1': 'pass', '03-C2': 'fail', '03-C3': 'blocked' }),
      graded({}, { message: both('died'), stack: 'at x' }),
      unrunnableResult(parts, finding),
      ungradedResult(parts, { message: both('no'), code: 'no-provider', advice: both('do') }, 1),
      todoResult(exercise!, messages),
    ]
    const record = makeRecord({ exercises })
    expect(resultRecordSchema.parse(JSON.parse(JSON.stringify(record)))).to.deep.equal(
      JSON.parse(JSON.stringify(record)),
    )
  })
})

function graded(
  statuses: Readonly<Partial<Record<string, CheckStatus>>>,
  failure?: NonNullable<AttemptResult['failure']>,
) {
  const outcomes = Object.entries(statuses).map(([id, status]): [string, CheckOutcome] => [
    id,
    { id, status: status!, durationMs: 1, evidence: [], ...(status === 'fail' && { finding }) },
  ])
  const attempt: AttemptResult = {
    outcomes: new Map(outcomes),
    phasesMs: { 'set-up': 1, program: 2, observing: 3 },
    faults: [],
    leftProcesses: false,
    durationMs: 6,
    ...(failure && { failure }),
  }
  return gradedResult(parts, attempt, 2)
}
