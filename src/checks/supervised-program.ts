import type { ProgramEnd } from '#process/start-program.ts'
import type { Lab } from './lab.ts'
import type { LearnerProgram, LearnerProgramOptions } from './learner-program.ts'
import { releaseGroup } from './release-group.ts'

/** Something that happened to a supervised program, in milliseconds since 1970. */
export type ProgramMoment = {
  readonly atMs: number
  readonly kind: 'started' | 'killed' | 'ended'
}

/** A program that is started again whenever it is gone, as a supervisor in production does. */
export type SupervisedProgram = {
  readonly start: () => void
  /**
   * Starts it again when it has ended by itself. False once that is vain: it ended twice in a row
   * while `progress` stayed the same, or too often in all.
   */
  readonly keepRunning: (progress: number) => Promise<boolean>
  /**
   * SIGKILL; `release` lets go what was held of it; then its member is taken out of the group, so
   * that nobody waits for its session, and it is started again.
   */
  readonly crash: (release: () => Promise<void>) => Promise<void>
  /** SIGTERM, and SIGKILL after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<ProgramEnd>
  readonly hasEnded: () => boolean
  readonly moments: () => readonly ProgramMoment[]
}

const MOST_ENDS = 6

/** A supervisor for the learner's program, which consumes in `groupId`; nothing runs yet. */
export function superviseProgram(
  lab: Lab,
  groupId: string,
  options: LearnerProgramOptions,
): SupervisedProgram {
  const moments: ProgramMoment[] = []
  const note = (kind: ProgramMoment['kind']) => moments.push({ atMs: Date.now(), kind })
  let current: LearnerProgram | undefined
  const start = () => {
    note('started')
    current = lab.startProgram(options)
  }
  const running = () => {
    if (!current) throw new Error('the program was not started')
    return current
  }
  let ends = 0
  let progressAtEnd: number | undefined
  return {
    start,
    keepRunning: async (progress) => {
      if (!running().hasEnded()) return true
      ends += 1
      if (ends > MOST_ENDS || progress === progressAtEnd) return false
      progressAtEnd = progress
      note('ended')
      await releaseGroup(lab, groupId, 0)
      start()
      return true
    },
    crash: async (release) => {
      note('killed')
      await running().kill()
      await release()
      await lab.whenDrained()
      await releaseGroup(lab, groupId, 0)
      start()
    },
    stop: (graceMs) => running().stop(graceMs),
    hasEnded: () => running().hasEnded(),
    moments: () => moments,
  }
}
