import type { LearnerProgram } from './learner-program.ts'

/** How a consuming program gets on with printing messages. */
export type PrintProgress = {
  readonly printed: number
  readonly hasEnded: boolean
  /** Milliseconds since something new was printed, or since the start. */
  readonly idleMs: number
}

/** Reads the progress of programs that are to print the nonces; the last change is remembered. */
export function watchPrinting(
  programs: readonly LearnerProgram[],
  nonces: readonly string[],
): () => PrintProgress {
  let printed = 0
  let changedAt = performance.now()
  return () => {
    const isPrinted = (nonce: string) =>
      programs.some((program) => program.linesWith(nonce).length > 0)
    const now = nonces.filter(isPrinted).length
    if (now !== printed) changedAt = performance.now()
    printed = now
    const hasEnded = programs.every((program) => program.hasEnded())
    return { printed, hasEnded, idleMs: performance.now() - changedAt }
  }
}
