import type { GradingEvent } from '#core/grading-event.ts'
import type { ExerciseResult } from '#core/result-record.ts'
import type { BrokerProvider } from '#broker/provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { createClusterPool } from './cluster-pool.ts'
import type { GradingContext } from './grade-exercise.ts'
import type { PlannedExercise } from './plan.ts'
import { createWorkerPool, type WorkerPool } from './worker-pool.ts'

/** One exercise on its way through a lane; `position` counts in the order of the plan. */
type Job = PlannedExercise & { readonly position: number }

/** What grading in lanes needs. */
export type LaneParts = Pick<
  GradingContext,
  'bootCompose' | 'guardian' | 'signal' | 'nextSuffix' | 'seed' | 'scratchFolder'
> & {
  readonly provider: BrokerProvider | undefined
  /** The workers of the first lane, one of which was forked while a provider was looked for. */
  readonly firstWorkers: WorkerPool
  readonly onEvent: (event: GradingEvent) => void
  readonly onStarted: (cluster: StartedCluster, elapsedMs: number) => void
  /** Grades one exercise in the context of its lane; throws only when the run is to end. */
  readonly grade: (
    task: PlannedExercise & { readonly isLast: boolean },
    context: Omit<GradingContext, 'probeGrading'>,
  ) => Promise<ExerciseResult>
  /** Called as soon as a result is there; the event that tells of it comes in the plan's order. */
  readonly onResult: (result: ExerciseResult) => void
}

/** So many exercises make it worth while to start one more set of brokers. */
const EXERCISES_PER_LANE = 3

/**
 * Grades exercises in a few lanes side by side, each with clusters and workers of its own, because
 * most of an exercise's time is waiting. Results are told in the order of the plan.
 */
export async function gradeInLanes(
  planned: readonly PlannedExercise[],
  parts: LaneParts,
): Promise<void> {
  const queue = groupByCluster(planned)
  const most = parts.provider?.clustersAtOnce ?? 1
  const count = Math.max(1, Math.min(most, Math.floor(planned.length / EXERCISES_PER_LANE)))
  const teller = createTeller(parts)
  const lanes = Array.from({ length: count }, (_, lane) => runLane(lane, queue, teller, parts))
  const ends = await Promise.allSettled(lanes)
  teller.tellRest()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Neighbours that need three brokers stay together, since such a cluster is dear to start. */
function groupByCluster(planned: readonly PlannedExercise[]): Job[][] {
  const groups: Job[][] = []
  planned.forEach((each, position) => {
    const job = { ...each, position }
    const last = groups.at(-1)
    const isAlike = each.exercise.brokers === 3 && last?.at(-1)?.exercise.brokers === 3
    if (isAlike) last!.push(job)
    else groups.push([job])
  })
  return groups
}

async function runLane(
  lane: number,
  queue: Job[][],
  teller: Teller,
  parts: LaneParts,
): Promise<void> {
  let current = ''
  const { guardian, signal, provider, onStarted } = parts
  const emit = (event: GradingEvent) =>
    parts.onEvent(event.type === 'doing' ? { ...event, slug: current } : event)
  await using own = lane === 0 ? undefined : createWorkerPool(guardian)
  const workers = own ?? parts.firstWorkers
  await using clusters = createClusterPool({
    provider,
    guardian,
    signal,
    onProgress: (what) => emit({ type: 'doing', what }),
    onStarted,
  })
  const context = { ...parts, clusters, workers, emit }
  for (let group = takeNext(queue, lane); group; group = takeNext(queue, lane)) {
    for (const job of group) {
      current = job.exercise.slug
      emit({ type: 'exercise-started', slug: current, title: job.messages.title })
      const isLast = queue.length === 0 && job === group.at(-1)
      const result = await parts.grade({ ...job, isLast }, context)
      parts.onResult(result)
      teller.add(job.position, result)
    }
  }
}

/**
 * The first lane keeps to the order of the plan, so that there is soon a result to tell; the others
 * take first what may last longest, because one long exercise at the end would run alone.
 */
function takeNext(queue: Job[][], lane: number): Job[] | undefined {
  if (lane === 0) return queue.shift()
  const budgets = queue.map((group) => group.reduce((sum, job) => sum + job.exercise.budgetMs, 0))
  const [longest] = queue.splice(budgets.indexOf(Math.max(...budgets)), 1)
  return longest
}

/** Tells results in the order of the plan, whatever the order in which they come. */
type Teller = {
  readonly add: (position: number, result: ExerciseResult) => void
  /** What is still held back when lanes ended before their time. */
  readonly tellRest: () => void
}

function createTeller({ onEvent }: LaneParts): Teller {
  const held = new Map<number, ExerciseResult>()
  let next = 0
  const tell = (position: number) => {
    onEvent({ type: 'exercise-ended', result: held.get(position)! })
    held.delete(position)
  }
  return {
    add: (position, result) => {
      held.set(position, result)
      for (; held.has(next); next++) tell(next)
    },
    tellRest: () => [...held.keys()].toSorted((one, other) => one - other).forEach(tell),
  }
}
