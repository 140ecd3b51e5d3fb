import { AssertionError } from 'chai'
import type { Finding } from '#core/finding.ts'

/** A chai assertion failed about the learner's work: carries the finding for the record. */
export type FailedJudgement = Error & { readonly finding: Finding }

/**
 * Makes the one `assert` call of a chai assertion (its plugin contract) and attaches the finding to
 * what it throws, so that sentence, expected, actual and evidence reach the record whole.
 */
export function judge(assertion: Chai.AssertionStatic, isMet: boolean, finding: Finding): void {
  const { message, expected, actual } = finding
  try {
    assertion.assert(isMet, message.en, `not: ${message.en}`, expected?.en, actual?.en)
  } catch (error) {
    if (error instanceof AssertionError) Object.assign(error, { finding })
    throw error
  }
}

/** Ends a check with a finding, where no assertion says it better. */
export function fail(finding: Finding): never {
  throw Object.assign(new AssertionError(finding.message.en), { finding })
}

/** The finding behind a thrown value, if a judgement threw it. */
export function findingOf(error: unknown): Finding | undefined {
  if (!(error instanceof AssertionError)) return undefined
  return (error as Error & Partial<FailedJudgement>).finding
}

/** Thrown by a check that cannot be judged because another one failed. */
class Blocked extends Error {
  readonly blockedBy: string
  constructor(blockedBy: string) {
    super(`blocked by ${blockedBy}`)
    this.blockedBy = blockedBy
  }
}

/** Ends a check that nothing can be said of since `checkId` failed. */
export function blockedBy(checkId: string): never {
  throw new Blocked(checkId)
}

/** The check that a thrown value names as the blocker, if it is one. */
export function blockerOf(error: unknown): string | undefined {
  return error instanceof Blocked ? error.blockedBy : undefined
}
