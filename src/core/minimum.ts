import type { ExerciseResult, ResultRecord } from './result-record.ts'

/** What a run has to reach: points in all, or points or the pass mark of one exercise. */
export type Minimum =
  | { readonly kind: 'total'; readonly points: number }
  | { readonly kind: 'exercise'; readonly id: string; readonly points: number | 'pass' }

/** A minimum that was missed, with what was reached instead. */
export type MissedMinimum = {
  readonly minimum: Minimum
  /** Undefined for an exercise that was not in the run. */
  readonly reached: number | undefined
}

/** The minima that a run has missed, in the order in which they were given. */
export function missedMinima(record: ResultRecord, minima: readonly Minimum[]): MissedMinimum[] {
  return minima.flatMap((minimum): MissedMinimum[] => {
    if (minimum.kind === 'total') {
      return record.points >= minimum.points ? [] : [{ minimum, reached: record.points }]
    }
    const result = record.exercises.find(({ id }) => id === minimum.id)
    return isReached(result, minimum.points) ? [] : [{ minimum, reached: pointsOf(result) }]
  })
}

function isReached(result: ExerciseResult | undefined, points: number | 'pass'): boolean {
  if (!result) return false
  return points === 'pass' ? result.hasPassMark : (result.points ?? 0) >= points
}

function pointsOf(result: ExerciseResult | undefined): number | undefined {
  return result && (result.points ?? 0)
}
