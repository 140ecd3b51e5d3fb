import os from 'node:os'
import path from 'node:path'
import { createDraw, createSeed } from '#core/draw.ts'
import type { ExerciseResult } from '#core/result-record.ts'
import { chooseProvider } from '#broker/choose-provider.ts'
import { composeBooter } from '#broker/compose/choose-booter.ts'
import type { ProviderName } from '#broker/provider-name.ts'
import { createClusterPool } from '#grading/cluster-pool.ts'
import type { CourseExercise } from '#grading/course.ts'
import { gradeExercise, type GradingContext } from '#grading/grade-exercise.ts'
import { readMessages } from '#grading/read-messages.ts'
import { readSubmission } from '#grading/submission.ts'
import { createWorkerPool } from '#grading/worker-pool.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'

/** One submission to be graded: `lay` puts it into a folder laid out like exercises/. */
export type GateJob = {
  readonly exercise: CourseExercise
  readonly lay: (folder: string) => Promise<void>
  readonly seed: string | undefined
}

/** Grades jobs on a few warm clusters at once, in the order they were added. */
export interface Lanes extends AsyncDisposable {
  readonly add: (job: GateJob) => Promise<ExerciseResult>
}

/**
 * So many lanes, each with a cluster and workers of its own, started when first needed; brokers, if
 * they are needed at all, come from the provider named, else from the first that works.
 */
export function openLanes(count: number, needsBrokers: boolean, provider?: ProviderName): Lanes {
  const waiting: ((context: LaneContext) => Promise<void>)[] = []
  const guardian = startGuardian()
  const lanes: Promise<void>[] = []
  const openLane = async () => {
    await using context = await createLaneContext(guardian, needsBrokers, provider)
    for (let next = waiting.shift(); next; next = waiting.shift()) await next(context)
  }
  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        waiting.push((context) => gradeJob(job, context).then(resolve, reject))
        if (lanes.length < count) lanes.push(Promise.resolve().then(openLane))
      }),
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled(lanes)
      await guardian[Symbol.asyncDispose]()
    },
  }
}

type LaneContext = GradingContext & AsyncDisposable

async function createLaneContext(
  guardian: Guardian,
  needsBrokers: boolean,
  name: ProviderName | undefined,
): Promise<LaneContext> {
  const { signal } = new AbortController()
  const wish = name === undefined ? {} : { provider: name }
  const provider = needsBrokers ? await chooseProvider(wish) : undefined
  const quiet = () => {}
  const clusters = createClusterPool({
    provider,
    guardian,
    signal,
    onProgress: quiet,
    onStarted: quiet,
  })
  const workers = createWorkerPool(guardian)
  const names = createDraw(createSeed(), 'names')
  return {
    clusters,
    workers,
    bootCompose: composeBooter(wish),
    guardian,
    seed: '',
    scratchFolder: os.tmpdir(),
    signal,
    emit: quiet,
    nextSuffix: () => names.token(6),
    probeGrading: async () => false,
    [Symbol.asyncDispose]: async () => {
      await workers[Symbol.asyncDispose]()
      await clusters[Symbol.asyncDispose]()
    },
  }
}

async function gradeJob(job: GateJob, context: LaneContext): Promise<ExerciseResult> {
  const folder = await context.guardian.makeFolder(os.tmpdir(), 'kafkalings-gate-')
  try {
    await job.lay(folder)
    const { exercise } = job
    const submission = await readSubmission(path.join(folder, exercise.slug))
    const messages = await readMessages(exercise.slug)
    const task = { exercise, messages, submission, isLast: false }
    return await gradeExercise(task, { ...context, seed: job.seed ?? createSeed() })
  } finally {
    await context.guardian.removeFolder(folder)
  }
}
