/**
 * What became of one check. `blocked`: a check it needs failed. `infra`: the environment's fault.
 * `defect`: the grader's own fault. Only `fail` and `blocked` cost points.
 */
export const CHECK_STATUSES = ['pass', 'fail', 'blocked', 'infra', 'defect'] as const
export type CheckStatus = (typeof CHECK_STATUSES)[number]

/** What became of one exercise. `todo`: its stub is untouched, so it was not run. */
export const EXERCISE_STATUSES = ['pass', 'fail', 'todo', 'infra', 'defect'] as const
export type ExerciseStatus = (typeof EXERCISE_STATUSES)[number]

/** The statuses that say nothing about the learner and so score nothing, not 0. */
export function isUngraded(status: CheckStatus | ExerciseStatus): boolean {
  return status === 'infra' || status === 'defect'
}
