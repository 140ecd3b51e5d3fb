import type { PlannedExercise } from './plan.ts'
import type { Progress } from './progress-file.ts'

/** The first exercise that is neither solved already nor passed; undefined when there is none. */
export function findNextExercise(
  plan: readonly PlannedExercise[],
  progress: Progress,
): PlannedExercise | undefined {
  return plan.find(
    ({ exercise }) => !exercise.solved && !progress.exercises[exercise.slug]?.isPassed,
  )
}
