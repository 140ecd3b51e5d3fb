import os from 'node:os'
import { startProgram, type ProgramSpec, type RunningProgram } from '#process/start-program.ts'

/** Starts a shell script as a learner's program would be started. */
export function startShell(script: string, spec: Partial<ProgramSpec> = {}): RunningProgram {
  return startProgram({
    file: 'sh',
    args: ['-c', script],
    cwd: os.tmpdir(),
    env: { PATH: process.env.PATH ?? '' },
    deadlineMs: 30_000,
    ...spec,
  })
}

/** Starts a line of JavaScript as a learner's program would be started. */
export function startNode(code: string, spec: Partial<ProgramSpec> = {}): RunningProgram {
  return startShell('', { file: process.execPath, args: ['-e', code], ...spec })
}
