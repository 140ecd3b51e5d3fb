import { performance } from 'node:perf_hooks'
import { setTimeout as setTimer, clearTimeout } from 'node:timers'
import type { Bilingual } from '#core/bilingual.ts'
import type { LabAction, LabDescription } from '#core/lab.ts'
import { reportError } from '#core/report-error.ts'
import type {
  CheckOutcome,
  FromWorker,
  InjectedFault,
  PhaseName,
  ReportedError,
} from '#core/worker-protocol.ts'
import type { ComposeStage } from '#broker/compose/compose-stage.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { signalGroup } from '#process/process-group.ts'
import type { Guardian } from '#process/guardian.ts'
import { performLabAction } from './lab-actions.ts'
import type { GradingWorker } from './worker-pool.ts'

/** What one attempt at an exercise needs. */
export type AttemptParts = {
  readonly worker: GradingWorker
  /** Undefined for an exercise without brokers. */
  readonly cluster: StartedCluster | undefined
  /** Undefined unless the exercise is a compose file. */
  readonly compose: ComposeStage | undefined
  readonly guardian: Guardian
  readonly lab: LabDescription
  readonly graderFile: string
  readonly budgetMs: number
  readonly signal: AbortSignal
  /** Resolves when a broker is gone that should be there: going on would be vain. */
  readonly brokerEnded: Promise<void> | undefined
  readonly onCheckEnded: (outcome: CheckOutcome) => void
  readonly onDoing: (what: Bilingual) => void
  /** A program of the learner has ended, so the machine is less busy. */
  readonly onProgramEnded: () => void
}

/** What came of it, before needs and broker health are taken into account. */
export type AttemptResult = {
  readonly outcomes: ReadonlyMap<string, CheckOutcome>
  readonly phasesMs: Readonly<Record<PhaseName, number>>
  readonly durationMs: number
  readonly faults: readonly InjectedFault[]
  /** Processes of the learner outlived their program and were killed. */
  readonly leftProcesses: boolean
  /** Why the worker did not get to the end of its suite, if it did not. */
  readonly failure?: ReportedError
}

/** Lets the worker grade the exercise once, and ends worker and learner programs afterwards. */
export async function attemptExercise(parts: AttemptParts): Promise<AttemptResult> {
  const startedAt = performance.now()
  const outcomes = new Map<string, CheckOutcome>()
  const phasesMs: Record<PhaseName, number> = { 'set-up': 0, program: 0, observing: 0 }
  const faults: InjectedFault[] = []
  const programs: Programs = { groups: new Set(), leftProcesses: false }
  const over = new AbortController()
  const failure = await new Promise<ReportedError | undefined>((resolve) => {
    const budget = setTimer(() => resolve(overBudget(parts.budgetMs)), parts.budgetMs)
    const settle = (error?: ReportedError) => {
      clearTimeout(budget)
      resolve(error)
    }
    parts.signal.addEventListener('abort', () => settle(), { once: true, signal: over.signal })
    void parts.worker.ended.then((end) => settle(workerDied(end)))
    void parts.brokerEnded?.then(() => settle(BROKER_ENDED))
    parts.worker.onMessage((message) => {
      if (message.type === 'suite-ended') settle()
      else if (message.type === 'crashed') settle(message.error)
      else if (message.type === 'phase-ended') phasesMs[message.phase] += message.durationMs
      else if (message.type === 'fault-injected') {
        faults.push({ atMs: performance.now() - startedAt, what: message.what })
      } else if (message.type === 'check-ended') {
        outcomes.set(message.outcome.id, message.outcome)
        parts.onCheckEnded(message.outcome)
      } else receive(message, parts, programs)
    })
    parts.worker.send({ type: 'grade', lab: parts.lab, graderFile: parts.graderFile })
  })
  over.abort()
  await parts.worker[Symbol.asyncDispose]()
  for (const groupId of programs.groups) signalGroup(groupId, 'SIGKILL')
  const durationMs = performance.now() - startedAt
  const { leftProcesses } = programs
  return { outcomes, phasesMs, durationMs, faults, leftProcesses, ...(failure && { failure }) }
}

/** The learner's programs of an attempt. */
type Programs = { readonly groups: Set<number>; leftProcesses: boolean }

function receive(message: FromWorker, parts: AttemptParts, programs: Programs): void {
  if (message.type === 'doing') parts.onDoing(message.what)
  else if (message.type === 'program-started') {
    programs.groups.add(message.groupId)
    parts.guardian.guardGroup(message.groupId)
  } else if (message.type === 'program-ended') {
    programs.groups.delete(message.groupId)
    programs.leftProcesses ||= message.leftProcesses
    parts.guardian.releaseGroup(message.groupId)
    parts.onProgramEnded()
  } else if (message.type === 'action') void answer(message.id, message.request, parts)
}

async function answer(id: number, request: LabAction, parts: AttemptParts): Promise<void> {
  try {
    const value = await performLabAction(request, parts)
    parts.worker.send({ type: 'action-answer', id, value })
  } catch (error) {
    parts.worker.send({ type: 'action-refused', id, error: reportError(error) })
  }
}

const BROKER_ENDED: ReportedError = {
  code: 'broker-lost',
  message: {
    en: 'A broker ended while the exercise was graded.',
    ko: '채점하는 동안 브로커가 종료되었습니다.',
  },
}

function overBudget(budgetMs: number): ReportedError {
  const seconds = Math.round(budgetMs / 1000)
  return {
    message: {
      en: `The grader itself took longer than ${seconds} s for this exercise and was stopped.`,
      ko: `채점기가 이 연습을 ${seconds}초 안에 끝내지 못해 중단했습니다.`,
    },
  }
}

function workerDied(end: { exitCode: number | null; signal: string | null; stderr: string }) {
  const how = end.signal ?? `exit code ${end.exitCode}`
  return {
    message: {
      en: `The grading process ended before its work was done (${how}).`,
      ko: `채점 프로세스가 작업을 마치기 전에 종료되었습니다(${how}).`,
    },
    stack: end.stderr,
  }
}
