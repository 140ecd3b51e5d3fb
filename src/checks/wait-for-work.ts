import type { Bilingual } from '#core/bilingual.ts'
import type { NoteEvidence } from '#core/finding.ts'
import type { ProgramEnd } from '#process/start-program.ts'
import type { Lab } from './lab.ts'
import { noteOf } from './show.ts'
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

/** For a finding about a program: why no more was waited for, if it was given up on. */
export function givenUpNote(seen: {
  readonly idle: readonly unknown[]
  readonly end: ProgramEnd
}): NoteEvidence[] {
  if (seen.idle.length === 0 || seen.end.reason === 'by-itself') return []
  const [idle, all] = [IDLE_MS / 1000, WORK_MS / 1000]
  return [
    noteOf({
      en: `When nothing new comes into OUT_TOPIC for ${idle} s, or after ${all} s in all, the grader waits no longer; so it was here, and the faults still to come were left out.`,
      ko: `OUT_TOPIC에 ${idle}초 동안 새로 들어오는 것이 없거나 모두 ${all}초가 지나면 더 기다리지 않습니다. 이번이 그런 경우여서, 남은 장애는 일으키지 않았습니다.`,
    }),
  ]
}
