import { currentSession, runCheck, type CheckBody } from './session.ts'
import type { Lab } from './lab.ts'

/** What the body of an exercise's suite works with. */
export type ExerciseTools = {
  readonly lab: Lab
  /** Declares one check of `course.yaml` by its id. */
  readonly check: (id: string, body: CheckBody) => void
}

/**
 * Declares the mocha suite that grades an exercise. There are no hooks: a `before` that throws
 * would swallow the events of its tests, so set-up is a phase that the checks await.
 */
export function exercise(slug: string, define: (tools: ExerciseTools) => void): void {
  const { lab } = currentSession()
  describe(slug, () => {
    define({
      lab,
      check: (id, body) => {
        it(id, async () => {
          const outcome = await runCheck(id, body)
          if (outcome.status !== 'pass') throw new Error(outcome.status)
        })
      },
    })
  })
}
