import type { Bilingual } from './bilingual.ts'
import type { CheckStatus } from './status.ts'
import type { ExerciseResult, LeftOutExercise, ResultRecord } from './result-record.ts'

/** What happens during a run, in order; the command line and reports subscribe to it. */
export type GradingEvent =
  | { readonly type: 'run-started'; readonly seed: string; readonly toGrade: readonly string[] }
  /** `slug`: the exercise it is done for, while one is graded. */
  | { readonly type: 'doing'; readonly what: Bilingual; readonly slug?: string }
  | {
      readonly type: 'cluster-ready'
      readonly provider: string
      readonly kafka: string | undefined
      readonly brokers: number
      readonly elapsedMs: number
    }
  | { readonly type: 'exercise-started'; readonly slug: string; readonly title: Bilingual }
  | { readonly type: 'check-ended'; readonly id: string; readonly status: CheckStatus }
  | { readonly type: 'exercise-repeated'; readonly slug: string; readonly why: Bilingual }
  | { readonly type: 'exercise-ended'; readonly result: ExerciseResult }
  | { readonly type: 'exercise-left-out'; readonly exercise: LeftOutExercise }
  | { readonly type: 'run-ended'; readonly record: ResultRecord }
