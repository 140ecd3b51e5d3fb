import { InfraError } from '#core/errors.ts'
import type { Evidence } from '#core/finding.ts'
import { reportError } from '#core/report-error.ts'
import type { CheckOutcome, FromWorker } from '#core/worker-protocol.ts'
import { blockerOf, findingOf } from './judge.ts'
import type { Lab } from './lab.ts'

/** What one worker process works with: the lab of its one exercise and the way to the engine. */
export type Session = {
  readonly lab: Lab
  readonly emit: (message: FromWorker) => void
}

let current: Session | undefined

/** Sets the session; once per worker, before the grader is loaded. */
export function beginSession(session: Session): void {
  current = session
}

/** The worker's session; a grader file loaded outside a worker has none. */
export function currentSession(): Session {
  if (!current) throw new Error('a grader can only be loaded by a grading worker')
  return current
}

/** The body of a check: throws a judgement when the learner's work falls short. */
export type CheckBody = () => Promise<readonly Evidence[] | void>

/** Runs the body of a check and reports what it came to; lets nothing through but the outcome. */
export async function runCheck(id: string, body: CheckBody): Promise<CheckOutcome> {
  const { emit } = currentSession()
  const startedAt = performance.now()
  emit({ type: 'check-started', id })
  const outcome = await outcomeOf(id, body, startedAt)
  emit({ type: 'check-ended', outcome })
  return outcome
}

async function outcomeOf(id: string, body: CheckBody, startedAt: number): Promise<CheckOutcome> {
  const base = () => ({ id, durationMs: performance.now() - startedAt, evidence: [] })
  try {
    const evidence = (await body()) ?? []
    return { ...base(), status: 'pass', evidence }
  } catch (error) {
    const finding = findingOf(error)
    if (finding) return { ...base(), status: 'fail', finding }
    const blockedBy = blockerOf(error)
    if (blockedBy) return { ...base(), status: 'blocked', blockedBy }
    const status = error instanceof InfraError ? 'infra' : 'defect'
    return { ...base(), status, error: reportError(error) }
  }
}
