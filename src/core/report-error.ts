import { sameInBoth } from './bilingual.ts'
import { InfraError, errorMessage } from './errors.ts'
import type { ReportedError } from './worker-protocol.ts'

/** A thrown value in the form in which it goes into the record and travels between processes. */
export function reportError(error: unknown): ReportedError {
  if (error instanceof InfraError) {
    return { message: error.text, code: error.code, advice: error.advice }
  }
  const stack = error instanceof Error ? error.stack : undefined
  return { message: sameInBoth(errorMessage(error)), ...(stack !== undefined && { stack }) }
}
