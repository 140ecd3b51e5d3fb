import { expect } from 'chai'
import { missedMinima, type Minimum } from '#core/minimum.ts'
import { makeCheck, makeExercise, makeRecord } from '../support/records.ts'

describe('a minimum', () => {
  const record = makeRecord({
    points: 9,
    exercises: [
      makeExercise({ hasPassMark: true, checks: [makeCheck({ maxPoints: 7 })] }),
      makeExercise({ id: '04', slug: '04-consume', checks: [makeCheck({ maxPoints: 2 })] }),
    ],
  })
  const exercise = (id: string, points: number | 'pass'): Minimum => ({
    kind: 'exercise',
    id,
    points,
  })

  it('is met from its score on', () => {
    const minima = [
      { kind: 'total', points: 9 } as const,
      exercise('03', 7),
      exercise('03', 'pass'),
    ]
    expect(missedMinima(record, minima)).to.deep.equal([])
  })

  it('is missed below its score, with what was reached', () => {
    const total = { kind: 'total', points: 9.5 } as const
    const minima = [total, exercise('03', 8), exercise('04', 'pass'), exercise('05', 1)]
    expect(missedMinima(record, minima)).to.deep.equal([
      { minimum: total, reached: 9 },
      { minimum: exercise('03', 8), reached: 7 },
      { minimum: exercise('04', 'pass'), reached: 2 },
      { minimum: exercise('05', 1), reached: undefined },
    ])
  })
})
