import { randomUUID } from 'node:crypto'
import os from 'node:os'
import { createDraw, createSeed } from '#core/draw.ts'
import { UsageError } from '#core/errors.ts'
import type { GradingEvent } from '#core/grading-event.ts'
import { reportError } from '#core/report-error.ts'
import { REPOSITORY, readOwnVersion } from '#core/repository.ts'
import type { ExerciseResult, LeftOutExercise, ResultRecord } from '#core/result-record.ts'
import type { ReportedError } from '#core/worker-protocol.ts'
import type { BootCompose } from '#broker/compose/started-compose.ts'
import type { BrokerProvider } from '#broker/provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { chooseContainment } from '#process/containment.ts'
import type { Guardian } from '#process/guardian.ts'
import { ungradedResult, todoResult } from './exercise-result.ts'
import { gradeExercise, type GradingContext } from './grade-exercise.ts'
import { gradeInLanes } from './grade-in-lanes.ts'
import { makePlan, type PlannedExercise } from './plan.ts'
import { readCourse } from './course.ts'
import { notOnThisCluster, splitByService, type UnservedExercise } from './split-by-service.ts'
import { createWorkerPool } from './worker-pool.ts'

/** What a run is asked to do. */
export type RunOptions = {
  /** Numbers or slugs; empty = 00 and every exercise that was touched. */
  readonly names: readonly string[]
  readonly exercisesFolder: string
  readonly seed?: string
  readonly guardian: Guardian
  /** Asked only when something to grade needs brokers. */
  readonly chooseProvider: () => Promise<BrokerProvider>
  readonly bootCompose: BootCompose
  readonly signal: AbortSignal
  readonly onEvent: (event: GradingEvent) => void
}

/** What a run has gathered while it goes on; the record is made of it at any moment. */
type RunState = {
  readonly startedAt: Date
  readonly startedAtMs: number
  readonly seed: string
  readonly results: ExerciseResult[]
  readonly leftOut: LeftOutExercise[]
  cluster?: { provider: string; kafka: string | undefined; readyMs: number }
  error?: ReportedError
}

/**
 * Grades what was asked for and returns the record. Throws a `UsageError` for a bad course or name;
 * whatever else goes wrong is in the record, together with all that was graded before.
 */
export async function gradeRun(options: RunOptions): Promise<ResultRecord> {
  const course = await readCourse()
  const plan = await makePlan(course, options.names, options.exercisesFolder)
  const state: RunState = {
    startedAt: new Date(),
    startedAtMs: performance.now(),
    seed: options.seed ?? createSeed(),
    results: [],
    leftOut: [],
  }
  const toGrade = plan.filter((planned) => planned.isToGrade)
  options.onEvent({
    type: 'run-started',
    seed: state.seed,
    toGrade: toGrade.map(({ exercise }) => exercise.slug),
  })
  try {
    if (toGrade.length > 0) await gradePlanned(toGrade, options, state)
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (!options.signal.aborted) state.error = reportError(error)
  }
  const record = makeRecord(plan, state, options.signal.aborted)
  options.onEvent({ type: 'run-ended', record })
  return record
}

async function gradePlanned(
  toGrade: readonly PlannedExercise[],
  options: RunOptions,
  state: RunState,
): Promise<void> {
  const { guardian, signal, onEvent, bootCompose } = options
  const needsBrokers = toGrade.some(({ exercise }) => exercise.brokers > 0)
  await using firstWorkers = createWorkerPool(guardian)
  const provider = needsBrokers ? await options.chooseProvider() : undefined
  const { served, unserved } = await splitByService(toGrade, provider)
  noteUnserved(unserved, options, state)
  const suffixes = createDraw(createSeed(), 'names')
  await gradeInLanes(served, {
    provider,
    guardian,
    signal,
    onEvent,
    firstWorkers,
    bootCompose,
    seed: state.seed,
    scratchFolder: os.tmpdir(),
    nextSuffix: () => suffixes.token(6),
    onStarted: (cluster, elapsedMs) => noteCluster(cluster, elapsedMs, options, state),
    onResult: (result) => state.results.push(result),
    grade: (task, context) => {
      const whole: GradingContext = { ...context, probeGrading: () => probeGrading(whole) }
      return gradeOne(task, whole)
    },
  })
}

/** Tells of the exercises that cannot be graded here; those that were named become `infra`. */
function noteUnserved(
  unserved: readonly UnservedExercise[],
  { names, onEvent }: RunOptions,
  state: RunState,
): void {
  for (const { exercise, messages, reason } of unserved) {
    if (names.length === 0) {
      const leftOut = { id: exercise.id, slug: exercise.slug, title: messages.title, reason }
      state.leftOut.push(leftOut)
      onEvent({ type: 'exercise-left-out', exercise: leftOut })
    } else {
      const parts = { exercise, messages, file: null, flags: [] }
      const result = ungradedResult(parts, notOnThisCluster(reason), 0)
      state.results.push(result)
      onEvent({ type: 'exercise-ended', result })
    }
  }
}

function noteCluster(
  cluster: StartedCluster,
  elapsedMs: number,
  { onEvent }: RunOptions,
  state: RunState,
): void {
  const { provider, kafkaVersion: kafka, brokers } = cluster
  state.cluster ??= { provider, kafka, readyMs: performance.now() - state.startedAtMs }
  onEvent({ type: 'cluster-ready', provider, kafka, brokers: brokers.length, elapsedMs })
}

/** A cluster that cannot be had makes the exercise `infra`; the run goes on with the next. */
async function gradeOne(
  task: PlannedExercise & { readonly isLast: boolean },
  context: GradingContext,
): Promise<ExerciseResult> {
  try {
    return await gradeExercise(task, context)
  } catch (error) {
    context.signal.throwIfAborted()
    const { exercise, messages } = task
    return ungradedResult({ exercise, messages, file: null, flags: [] }, reportError(error), 1)
  }
}

/** Grades the solved exercise, silently: true when it passes, so grading works on this machine. */
async function probeGrading(context: GradingContext): Promise<boolean> {
  const course = await readCourse()
  const solved = course.exercises.find((exercise) => exercise.solved)
  if (!solved) return false
  const [planned] = await makePlan(course, [solved.slug], REPOSITORY.exercises)
  if (!planned) return false
  const quiet = { ...context, emit: () => {}, probeGrading: async () => false }
  const result = await gradeOne({ ...planned, isLast: false }, quiet)
  return result.status === 'pass'
}

function makeRecord(
  plan: readonly PlannedExercise[],
  state: RunState,
  isInterrupted: boolean,
): ResultRecord {
  const graded = new Map(state.results.map((result) => [result.slug, result]))
  const isLeftOut = new Set(state.leftOut.map(({ slug }) => slug))
  const exercises = plan.flatMap(({ exercise, messages, isToGrade }) => {
    const result = graded.get(exercise.slug)
    if (result) return [result]
    if (isLeftOut.has(exercise.slug)) return []
    if (!isToGrade) return [todoResult(exercise, messages)]
    if (isInterrupted || !state.error) return []
    return [ungradedResult({ exercise, messages, file: null, flags: [] }, state.error, 0)]
  })
  const counted = exercises.filter(({ isSolvedAlready }) => !isSolvedAlready)
  return {
    schema: 'kafkalings/result/v1',
    kafkalings: readOwnVersion(),
    runId: randomUUID(),
    seed: state.seed,
    startedAt: state.startedAt.toISOString(),
    durationMs: Math.round(performance.now() - state.startedAtMs),
    clusterMs: Math.round(state.cluster?.readyMs ?? 0),
    isInterrupted,
    environment: {
      provider: state.cluster?.provider ?? null,
      kafka: state.cluster?.kafka ?? null,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      isolation: chooseContainment().name,
    },
    points: counted.reduce((sum, { points }) => sum + (points ?? 0), 0),
    maxPoints: counted.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    exercises,
    leftOut: state.leftOut,
    next: counted.find(({ status }) => status !== 'pass')?.slug ?? null,
    ...(state.error && { error: { ...state.error } }),
  }
}
