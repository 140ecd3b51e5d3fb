import type { ProgramEnd } from '#process/start-program.ts'
import type { Lab } from './lab.ts'
import type { LearnerProgram } from './learner-program.ts'

/** A program that has done all it had to do and goes on may still do something wrong. */
const AFTERWARDS_MS = 5_000

/** Waits for a program to end; one that has done its work and stays is stopped after a while. */
export async function waitForEnd(
  lab: Lab,
  program: LearnerProgram,
  isDone: () => Promise<boolean>,
): Promise<ProgramEnd> {
  const what = { en: 'waiting for your program', ko: '프로그램을 기다리고 있습니다' }
  const isOver = async () => program.hasEnded() || (await isDone())
  // The program's own deadline ends this wait, so it needs none.
  await lab.waitFor(what, isOver, Boolean, { timeoutMs: Infinity, maxPauseMs: 250 })
  await lab.waitFor(what, program.hasEnded, Boolean, { timeoutMs: AFTERWARDS_MS })
  return program.hasEnded() ? program.ended : program.stop(1_000)
}
