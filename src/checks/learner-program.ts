import type { LabDescription } from '#core/lab.ts'
import { InfraError } from '#core/errors.ts'
import type { FromWorker } from '#core/worker-protocol.ts'
import { chooseContainment } from '#process/containment.ts'
import {
  startProgram,
  type ProgramEnd,
  type ProgramSpec,
  type RunningProgram,
} from '#process/start-program.ts'
import { learnerEnvironment } from './learner-environment.ts'
import { runCommandFor } from './learner-runner.ts'
import { createTokenWatch } from './token-watch.ts'

/** A learner's program while it runs and after. */
export interface LearnerProgram extends AsyncDisposable {
  readonly ended: Promise<ProgramEnd>
  readonly hasEnded: () => boolean
  /** The lines of standard output that hold the nonce, at most 5. */
  readonly linesWith: (nonce: string) => readonly string[]
  /** Whether the nonce came on standard error instead. */
  readonly wroteToStderr: (nonce: string) => boolean
  readonly readOutput: RunningProgram['readOutput']
  /** SIGTERM, then SIGKILL after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<ProgramEnd>
  /** SIGKILL, as in a crash; it is noted as a fault of ours. */
  readonly kill: () => Promise<ProgramEnd>
}

/** How to start the program of an exercise. */
export type LearnerProgramOptions = {
  readonly variables?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly deadlineMs: number
}

/** Starts the learner's file with the runner of its extension. */
export function startLearnerProgram(
  lab: LabDescription,
  options: LearnerProgramOptions,
  emit: (message: FromWorker) => void,
): LearnerProgram {
  const command = runCommandFor(lab.entryFile, lab)
  const watches = { stdout: createTokenWatch(), stderr: createTokenWatch() }
  const spec: ProgramSpec = {
    file: command.file,
    args: [...command.args, ...(options.args ?? [])],
    stopsAsGroup: command.stopsAsGroup,
    cwd: lab.submissionFolder,
    env: learnerEnvironment(lab, options.variables ?? {}),
    deadlineMs: options.deadlineMs,
    onOutput: (stream, chunk) => watches[stream].add(chunk),
    onGroupStarted: (groupId) => emit({ type: 'program-started', groupId }),
    onGroupEnded: (groupId, leftProcesses) =>
      emit({ type: 'program-ended', groupId, leftProcesses }),
  }
  const running = startProgram(chooseContainment().contain(spec))
  if (running.pid === undefined) throw missingTool(command.file)
  return {
    ended: running.ended,
    hasEnded: running.hasEnded,
    linesWith: watches.stdout.linesWith,
    wroteToStderr: (nonce) => watches.stderr.linesWith(nonce).length > 0,
    readOutput: running.readOutput,
    stop: running.stop,
    kill: () => {
      emit({ type: 'fault-injected', what: PROGRAM_KILLED })
      return running.kill()
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  }
}

const PROGRAM_KILLED = { en: 'SIGKILL to the program', ko: '프로그램에 SIGKILL' }

function missingTool(file: string): InfraError {
  return new InfraError({
    code: 'tool-missing',
    message: {
      en: `The program cannot be run: ${file} was not found on this computer.`,
      ko: `프로그램을 실행할 수 없습니다. 이 컴퓨터에서 ${file} 명령을 찾지 못했습니다.`,
    },
    advice: {
      en: `Install ${file}, or write the exercise in TypeScript.`,
      ko: `${file} 명령을 설치하거나 TypeScript로 작성해 주세요.`,
    },
  })
}
