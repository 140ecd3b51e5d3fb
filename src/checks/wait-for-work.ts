import type { Bilingual } from '#core/bilingual.ts'
import type { Lab } from './lab.ts'
import type { SupervisedProgram } from './supervised-program.ts'

/** How far a program is that takes messages of one topic to another one. */
export type WorkSeen = {
  /** Anything that grows as long as it works. */
  readonly progress: number
  /** Messages whose outcome is awaited and not there. */
  readonly missing: number
  /** The group stands behind all that are missing, so that nobody will be given them again. */
  readonly arePassed: boolean
  /** A request of the program that the grader waits for has come and is held. */
  readonly isHeld?: boolean
}

/** Nothing new for so long: the program does nothing any more. */
const IDLE_MS = 30_000
const WORK_MS = 90_000
/** What a group has passed may still be under way for so long. */
const UNDER_WAY_MS = 1_500

/**
 * Waits until a request is held, or nothing is missing but what the group has passed; starts the
 * program again when it ends. `vain`: it has ended for good, or does nothing any more.
 */
export async function waitForWork(
  lab: Lab,
  program: SupervisedProgram,
  what: Bilingual,
  look: () => Promise<WorkSeen>,
  mostIdleMs = IDLE_MS,
): Promise<'held' | 'done' | 'vain'> {
  let progress = -1
  let changedAt = performance.now()
  let passedAt: number | undefined
  const read = async () => {
    const seen = await look()
    const isAlive = await program.keepRunning(seen.progress)
    const now = performance.now()
    if (seen.progress !== progress) changedAt = now
    progress = seen.progress
    passedAt = seen.arePassed ? (passedAt ?? now) : undefined
    const isOver = passedAt !== undefined && now - passedAt > UNDER_WAY_MS
    const isDone = seen.missing === 0 || isOver
    return { isHeld: seen.isHeld === true, isDone, isAlive, idleMs: now - changedAt }
  }
  const { outcome, value } = await lab.waitFor(what, read, (seen) => seen.isHeld || seen.isDone, {
    timeoutMs: WORK_MS,
    isHopeless: ({ isAlive, idleMs }) => !isAlive || idleMs > mostIdleMs,
  })
  if (value.isHeld) return 'held'
  return outcome === 'ready' ? 'done' : 'vain'
}
