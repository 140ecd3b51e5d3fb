import { expect } from 'chai'
import { exitCodeOf } from '#core/exit-code.ts'
import type { ResultRecord } from '#core/result-record.ts'
import type { ExerciseStatus } from '#core/status.ts'
import { both, makeExercise, makeRecord } from '../support/records.ts'

const infra = { message: both('no broker'), code: 'no-provider' as const }
const defect = { message: both('a bug of ours') }

describe('the exit code', () => {
  const table: readonly [string, readonly ExerciseStatus[], Partial<ResultRecord>, number][] = [
    ['0 when all passed', ['pass', 'pass'], {}, 0],
    ['1 when one failed', ['pass', 'fail'], {}, 1],
    ['1 when one is still to do', ['pass', 'todo'], {}, 1],
    ['3 when one could not be graded', ['fail', 'infra'], {}, 3],
    ['3 when the run met a broken environment', ['pass'], { error: infra }, 3],
    ['3 when nothing was graded at all', [], { error: infra }, 3],
    ['4 for a fault of ours', ['infra', 'defect', 'fail'], {}, 4],
    ['4 when the run itself broke', ['infra', 'pass'], { error: defect }, 4],
    ['4 rather than 3', ['defect'], { error: infra }, 4],
    ['130 when interrupted', ['pass'], { isInterrupted: true }, 130],
    ['130 rather than 4', ['defect'], { isInterrupted: true, error: defect }, 130],
    ['130 before anything was graded', [], { isInterrupted: true }, 130],
  ]
  for (const [title, statuses, parts, code] of table) {
    it(`is ${title}`, () => {
      const exercises = statuses.map((status) => makeExercise({ status }))
      expect(exitCodeOf(makeRecord({ exercises, ...parts }))).to.equal(code)
    })
  }
})
