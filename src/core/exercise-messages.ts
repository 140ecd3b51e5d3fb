import type { Bilingual } from './bilingual.ts'

/** The three hint steps of a check: where to look, which mechanism, the concrete call or flag. */
export type HintSteps = readonly [Bilingual, Bilingual, Bilingual]

/** What is said of one check before it is judged. */
export type CheckMessages = { readonly title: Bilingual; readonly hints: HintSteps }

/** The sentences of an exercise: `graders/NN-slug.messages.ts` exports one as `messages`. */
export type ExerciseMessages = {
  readonly title: Bilingual
  /** One sentence: what the learner will have understood at the end. */
  readonly goal: Bilingual
  /** The first thing to do. */
  readonly firstStep: Bilingual
  /** What happened in the broker, shown after a pass: three lines. */
  readonly whatHappened: readonly [Bilingual, Bilingual, Bilingual]
  /** By check id. */
  readonly checks: Readonly<Record<string, CheckMessages>>
}
