import os from 'node:os'
import path from 'node:path'
import { createDraw, createSeed } from '#core/draw.ts'
import { REPOSITORY } from '#core/repository.ts'
import { bootCompose } from '#broker/compose/boot-compose.ts'
import { createEngineChannel } from '#checks/engine-channel.ts'
import { createLab } from '#checks/lab.ts'
import { clusterFacts } from '#grading/cluster-facts.ts'
import { createClusterPool } from '#grading/cluster-pool.ts'
import { readCourse, type CourseExercise } from '#grading/course.ts'
import { gradeExercise, type GradingContext } from '#grading/grade-exercise.ts'
import { layOut } from '#grading/lay-out.ts'
import { readMessages } from '#grading/read-messages.ts'
import { readSubmission } from '#grading/submission.ts'
import { createWorkerPool } from '#grading/worker-pool.ts'
import { MEASURED, type MeasuredExercise } from './bench-alone.ts'
import type { Bench } from './bench-starts.ts'
import type { Budget, Comparison } from './bench-table.ts'

type Measured = MeasuredExercise & { readonly exercise: CourseExercise }

/** Grades right programs on a warm cluster, in turns with running them there without a grader. */
export async function benchGrading(bench: Bench): Promise<Comparison[]> {
  const { guardian, provider, runs, say } = bench
  const { exercises } = await readCourse()
  const measured = MEASURED.map((each): Measured => {
    return { ...each, exercise: exercises.find(({ id }) => id === each.id)! }
  })
  const quiet = () => {}
  const { signal } = new AbortController()
  const pool = { provider, guardian, signal, onProgress: quiet, onStarted: quiet }
  await using clusters = createClusterPool(pool)
  await using workers = createWorkerPool(guardian)
  const names = createDraw(createSeed(), 'names')
  const context: Omit<GradingContext, 'seed'> = {
    clusters,
    workers,
    bootCompose,
    guardian,
    scratchFolder: os.tmpdir(),
    signal,
    emit: quiet,
    nextSuffix: () => names.token(6),
    probeGrading: async () => false,
  }
  const seconds = measured.map(() => ({ alone: [] as number[], graded: [] as number[] }))
  // Round 0 is not counted: whatever is slow only once is over after it.
  for (let run = 0; run <= runs; run++) {
    const seed = createSeed()
    for (const [at, each] of measured.entries()) {
      say(`run ${run} of ${runs}: ${each.exercise.slug} alone and graded`)
      const alone = await runAlone(each, { ...context, seed })
      const graded = await grade(each, { ...context, seed })
      if (run === 0) continue
      seconds[at]!.alone.push(alone)
      seconds[at]!.graded.push(graded)
    }
  }
  return measured.map(({ exercise, share }, at) => ({
    what: `${exercise.slug}, graded (base: the program alone)`,
    unit: 's',
    base: seconds[at]!.alone,
    ours: seconds[at]!.graded,
    budget: budgetOf(share),
  }))
}

function budgetOf(share: number | undefined): Budget {
  if (share === undefined) {
    return { words: '≤ 1.3 × base + 0.3 s', limit: (base) => 1.3 * base + 0.3 }
  }
  return { words: `≤ ${share} × base`, limit: (base) => share * base }
}

async function grade(measured: Measured, context: GradingContext): Promise<number> {
  const { exercise } = measured
  const messages = await readMessages(exercise.slug)
  const submission = await readSubmission(fixtureFolder(measured))
  const startedAt = performance.now()
  const task = { exercise, messages, submission, isLast: false }
  const result = await gradeExercise(task, context)
  const elapsedMs = performance.now() - startedAt
  if (result.status === 'pass' && result.attempts === 1) return elapsedMs / 1000
  const failed = result.checks.filter(({ status }) => status !== 'pass').map(({ id }) => id)
  throw new Error(`${exercise.slug} was not passed at once: ${result.status} ${failed.join(' ')}`)
}

async function runAlone(measured: Measured, context: GradingContext): Promise<number> {
  const { guardian, seed } = context
  const { exercise } = measured
  const cluster = await context.clusters.get(1)
  const folder = await guardian.makeFolder(context.scratchFolder, 'exercise-')
  const workspace = await layOut(await readSubmission(fixtureFolder(measured)), folder)
  const channel = createEngineChannel((message) => {
    if (message.type === 'program-started') guardian.guardGroup(message.groupId)
    if (message.type === 'program-ended') guardian.releaseGroup(message.groupId)
  })
  const description = {
    exerciseId: exercise.id,
    slug: exercise.slug,
    seed,
    nameSuffix: context.nextSuffix(),
    cluster: clusterFacts(cluster),
    entryFile: measured.entry,
    markerEnv: guardian.markerEnv,
    ...workspace,
  }
  try {
    await using lab = await createLab(description, channel)
    return await measured.runAlone(lab)
  } finally {
    await guardian.removeFolder(folder)
  }
}

function fixtureFolder({ exercise, fixture }: Measured): string {
  return path.join(REPOSITORY.root, 'fixtures', exercise.slug, 'right', fixture)
}
