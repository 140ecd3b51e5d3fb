import type { Bilingual } from '#core/bilingual.ts'
import type { ExerciseMessages } from '#core/exercise-messages.ts'
import type { GradingEvent } from '#core/grading-event.ts'
import { REPOSITORY } from '#core/repository.ts'
import type { ExerciseResult, TypeNote } from '#core/result-record.ts'
import type { CheckOutcome, ReportedError } from '#core/worker-protocol.ts'
import { createComposeStage, type ComposeStage } from '#broker/compose/compose-stage.ts'
import type { BootCompose } from '#broker/compose/started-compose.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import type { Guardian } from '#process/guardian.ts'
import { attemptExercise, type AttemptResult } from './attempt.ts'
import { chooseEntry } from './choose-entry.ts'
import { clusterFacts } from './cluster-facts.ts'
import type { ClusterPool } from './cluster-pool.ts'
import type { CourseExercise } from './course.ts'
import { gradedResult, ungradedResult, unrunnableResult } from './exercise-result.ts'
import { layOut } from './lay-out.ts'
import { readSubmission, type Submission } from './submission.ts'
import { readTypeNotes } from './type-notes.ts'
import type { WorkerPool } from './worker-pool.ts'

/** What grading any exercise of a run needs. */
export type GradingContext = {
  readonly clusters: ClusterPool
  readonly workers: WorkerPool
  /** How compose files are started. */
  readonly bootCompose: BootCompose
  readonly guardian: Guardian
  readonly seed: string
  readonly scratchFolder: string
  readonly signal: AbortSignal
  readonly emit: (event: GradingEvent) => void
  /** A name part that no other exercise of the run has. */
  readonly nextSuffix: () => string
  /** Grades the solved exercise on a fresh cluster: does grading work at all? */
  readonly probeGrading: () => Promise<boolean>
}

/** One exercise and the learner's files for it. */
export type GradingTask = {
  readonly exercise: CourseExercise
  readonly messages: ExerciseMessages
  readonly submission: Submission
  readonly isLast: boolean
}

/** What one attempt showed, with how the brokers were meanwhile. */
type ObservedAttempt = {
  readonly attempt: AttemptResult
  readonly trouble: string | undefined
  readonly typeNotes: readonly TypeNote[]
}

/**
 * Grades one exercise. When something failed while brokers were unwell, it is done once more on a
 * fresh cluster; when that happens again, a probe exercise decides whether program or machine is it.
 */
export async function gradeExercise(
  task: GradingTask,
  context: GradingContext,
): Promise<ExerciseResult> {
  const { exercise, messages, submission } = task
  const stub = await readSubmission(REPOSITORY.stubFolder(exercise.slug))
  const choice = chooseEntry(exercise, submission, stub)
  const parts = { exercise, messages, file: choice.entry ?? null, flags: flagsOf(submission) }
  if (choice.finding) return unrunnableResult(parts, choice.finding)
  const { entry } = choice
  const first = await observeAttempt(task, entry, context)
  if (!isInDoubt(first))
    return gradedResult({ ...parts, typeNotes: first.typeNotes }, first.attempt, 1)
  context.emit({ type: 'exercise-repeated', slug: exercise.slug, why: whyRepeated(first) })
  const second = await observeAttempt(task, entry, context)
  if (!isInDoubt(second))
    return gradedResult({ ...parts, typeNotes: second.typeNotes }, second.attempt, 2)
  if (!(await context.probeGrading())) return ungradedResult(parts, brokerLost(second), 2)
  const flagged = { ...parts, flags: [...parts.flags, 'broker-lost-again'] }
  return gradedResult(flagged, asFailures(second), 2)
}

async function observeAttempt(
  task: GradingTask,
  entryFile: string,
  context: GradingContext,
): Promise<ObservedAttempt> {
  const { exercise } = task
  const { brokers } = exercise
  const cluster = brokers === 0 ? undefined : await context.clusters.get(brokers)
  const nameSuffix = context.nextSuffix()
  await using _names = cluster?.claimNames(nameSuffix)
  const folder = await context.guardian.makeFolder(context.scratchFolder, 'exercise-')
  await using _shared = cluster?.shareWorkFolder(folder)
  const workspace = await layOut(task.submission, folder)
  const watch = cluster?.watchHealth()
  await using compose = stageOf(task, entryFile, workspace.submissionFolder, context)
  const attempt = await attemptExercise({
    worker: context.workers.take(),
    cluster,
    compose,
    guardian: context.guardian,
    lab: { ...describeLab(task, cluster, context), nameSuffix, entryFile, ...workspace },
    graderFile: REPOSITORY.graderFile(exercise.slug),
    budgetMs: exercise.budgetMs,
    signal: context.signal,
    brokerEnded: watch?.brokerEnded,
    onCheckEnded: ({ id, status }) => context.emit({ type: 'check-ended', id, status }),
    onDoing: (what) => context.emit({ type: 'doing', what }),
    onProgramEnded: () => {
      if (!task.isLast) context.workers.prepare()
    },
  })
  const spells = (await watch?.stop()) ?? []
  context.signal.throwIfAborted()
  const hasFailed = [...attempt.outcomes.values()].some(({ status }) => status === 'fail')
  const typeNotes = hasFailed
    ? await readTypeNotes(workspace.submissionFolder, entryFile, context.signal)
    : []
  await context.guardian.removeFolder(folder)
  const trouble = spells[0]?.detail ?? troubleOf(attempt)
  if (cluster) await context.clusters.giveBack(cluster, trouble !== undefined)
  return { attempt, trouble, typeNotes }
}

/** Only a compose file is started by itself. */
function stageOf(
  { exercise }: GradingTask,
  file: string,
  folder: string,
  { bootCompose: boot, guardian, signal, emit }: GradingContext,
): ComposeStage | undefined {
  if (exercise.entryKind !== 'compose-file') return undefined
  const onProgress = (what: Bilingual) => emit({ type: 'doing', what })
  return createComposeStage({
    folder,
    file,
    boot,
    env: process.env,
    guardian,
    signal,
    onProgress,
  })
}

function describeLab(
  { exercise }: GradingTask,
  cluster: StartedCluster | undefined,
  context: GradingContext,
) {
  return {
    exerciseId: exercise.id,
    slug: exercise.slug,
    seed: context.seed,
    cluster: cluster && clusterFacts(cluster),
    markerEnv: context.guardian.markerEnv,
  }
}

/** In doubt: something did not pass while the brokers were not well. */
function isInDoubt({ attempt, trouble }: ObservedAttempt): boolean {
  if (trouble === undefined) return false
  const statuses = [...attempt.outcomes.values()].map((outcome) => outcome.status)
  return attempt.failure !== undefined || statuses.some((status) => status !== 'pass')
}

/** Trouble with brokers that the worker met although the monitor saw none. */
function troubleOf(attempt: AttemptResult): string | undefined {
  const errors = [attempt.failure, ...[...attempt.outcomes.values()].map((each) => each.error)]
  return errors.find((error) => error?.code?.startsWith('broker-'))?.message.en
}

function flagsOf(submission: Submission): string[] {
  return submission.ignored.some(({ name }) => name === 'node_modules') ? ['ignored-files'] : []
}

function whyRepeated({ trouble }: ObservedAttempt): Bilingual {
  return {
    en: `the broker was not well (${trouble}); grading once more on a fresh cluster`,
    ko: `브로커 상태가 좋지 않아(${trouble}) 새 클러스터에서 다시 채점합니다`,
  }
}

function brokerLost({ trouble }: ObservedAttempt): ReportedError {
  return {
    code: 'broker-lost',
    message: {
      en: `The broker failed twice while this exercise was graded (${trouble}).`,
      ko: `이 연습을 채점하는 동안 브로커에 두 번 문제가 생겼습니다(${trouble}).`,
    },
    advice: {
      en: 'This says nothing about your program. Close other heavy programs and grade again.',
      ko: '작성하신 프로그램과는 무관합니다. 다른 무거운 프로그램을 닫고 다시 채점해 주세요.',
    },
  }
}

/** Brokers fail only with this program: what could not be judged counts as failed. */
function asFailures({ attempt, trouble }: ObservedAttempt): AttemptResult {
  const outcomes = [...attempt.outcomes.values()].map((outcome): [string, CheckOutcome] => {
    if (outcome.status === 'pass' || outcome.status === 'fail') return [outcome.id, outcome]
    const { id, durationMs } = outcome
    const message = {
      en: `The broker failed twice while this program ran (${trouble}), and only then.`,
      ko: `이 프로그램을 실행할 때만 브로커에 두 번 문제가 생겼습니다(${trouble}).`,
    }
    const finding = { id: 'broker-lost-again', message, evidence: [] }
    return [id, { id, status: 'fail', durationMs, evidence: [], finding }]
  })
  return { ...attempt, outcomes: new Map(outcomes) }
}
