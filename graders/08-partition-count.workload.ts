import { listOf, type Evidence, type Lab } from '#checks/index.ts'

/** What the topic is needed for, under the names of WORKLOAD_FILE. */
export type Workload = {
  readonly target_per_second: number
  readonly consumer_per_second: number
  readonly partition_per_second: number
  readonly consumers: number
  readonly max_partitions: number
}

/** What makes a count too small. */
export type Limit = 'consumers' | 'consumer-rate' | 'partition-rate'

const LIMITS = ['consumers', 'consumer-rate', 'partition-rate'] as const
/** No number lies in two of them, so that none is right by being written down. */
const RANGES = [
  [3, 4],
  [5, 7],
  [8, 9],
] as const

/**
 * Four workloads in no order. In three of them another one of the three limits decides alone; in the
 * fourth both divisions come out even, and one more than needed is too many.
 */
export function drawWorkloads(lab: Lab): Workload[] {
  const { draw } = lab
  const ranges = draw.shuffle(RANGES)
  const uneven = draw.shuffle(LIMITS).map((limit, at) => drawWorkload(lab, limit, ranges[at]!))
  return draw.shuffle([...uneven, drawEvenWorkload(lab)])
}

function drawEvenWorkload({ draw }: Lab): Workload {
  const needed = draw.integer(3, 9)
  const rate = draw.integer(31, 89) * 10
  return {
    target_per_second: rate * needed,
    consumer_per_second: rate,
    partition_per_second: rate,
    consumers: draw.integer(2, needed - 1),
    max_partitions: needed,
  }
}

function drawWorkload(
  { draw }: Lab,
  limit: Limit,
  [from, to]: readonly [number, number],
): Workload {
  const needed = draw.integer(from, to)
  const max_partitions = draw.integer(needed, to)
  const lesser = () => draw.integer(needed === 3 ? 1 : 2, needed - 1)
  const rate = draw.integer(31, 89) * 10
  const isRate = limit !== 'consumers'
  // A remainder of less than a half, so that rounding to the nearest is as wrong as rounding down.
  const rest = draw.integer(Math.ceil(rate * 0.1), Math.floor(rate * 0.45))
  const target_per_second = rate * ((isRate ? needed : lesser()) - 1) + rest
  /** A rate of which fewer would do. */
  const ample = () => Math.ceil(target_per_second / lesser()) + draw.integer(1, 40)
  return {
    target_per_second,
    consumer_per_second: limit === 'partition-rate' ? ample() : rate,
    partition_per_second: limit === 'partition-rate' ? rate : ample(),
    consumers: isRate ? lesser() : needed,
    max_partitions,
  }
}

/** The fewest partitions that do. */
export function neededBy(workload: Workload): number {
  return countWith(workload, Math.ceil)
}

/** What comes of it when the divisions are rounded down. */
export function roundedDown(workload: Workload): number {
  return countWith(workload, Math.floor)
}

/** What comes of it when one is added to every division, also to those that come out even. */
export function roundedPast(workload: Workload): number {
  return countWith(workload, (quotient) => Math.floor(quotient) + 1)
}

function countWith(workload: Workload, round: (quotient: number) => number): number {
  const { target_per_second, consumer_per_second, partition_per_second, consumers } = workload
  return Math.max(
    round(target_per_second / consumer_per_second),
    round(target_per_second / partition_per_second),
    consumers,
  )
}

/** The first limit that a count falls short of. */
export function limitMissed(workload: Workload, count: number): Limit | undefined {
  const { target_per_second, consumer_per_second, partition_per_second, consumers } = workload
  if (count * consumer_per_second < target_per_second) return 'consumer-rate'
  if (count * partition_per_second < target_per_second) return 'partition-rate'
  return count < consumers ? 'consumers' : undefined
}

/** The workload as the text of a YAML file, its lines in no order. */
export function renderWorkload({ draw }: Lab, workload: Workload): string {
  const lines = Object.entries(workload).map(([name, value]) => `${name}: ${value}\n`)
  return draw.shuffle(lines).join('')
}

/** The workloads beside what came of them; `wrong` are the positions of those that went wrong. */
export function workloadTable(
  workloads: readonly Workload[],
  counts: readonly (number | undefined)[],
  wrong: readonly number[],
): Evidence {
  return {
    kind: 'table',
    title: { en: 'The workloads and their topics', ko: '작업량과 토픽' },
    columns: [
      { en: 'target/s', ko: '목표/초' },
      { en: 'a consumer/s', ko: '컨슈머 하나/초' },
      { en: 'a partition/s', ko: '파티션 하나/초' },
      { en: 'consumers', ko: '컨슈머' },
      { en: 'allowed', ko: '허용 범위' },
      { en: 'partitions', ko: '파티션 수' },
    ],
    rows: counts.map((count, at) => {
      const workload = workloads[at]!
      return [
        String(workload.target_per_second),
        String(workload.consumer_per_second),
        String(workload.partition_per_second),
        String(workload.consumers),
        rangeOf(workload),
        count === undefined ? '-' : String(count),
      ]
    }),
    marked: wrong,
  }
}

/** The counts that are right, for a sentence. */
export function rangeOf(workload: Workload): string {
  const [needed, most] = [neededBy(workload), workload.max_partitions]
  return needed === most ? `${needed}` : `${needed}–${most}`
}

/** The assignment of planned consumers, as a table. */
export function planTable(topic: string, assigned: readonly (readonly number[])[]): Evidence {
  const rows = assigned.map((partitions, at) => [
    String(at + 1),
    partitions.length > 0 ? listOf(partitions) : '-',
  ])
  return {
    kind: 'table',
    title: { en: `Planned consumers of ${topic}`, ko: `${topic} 토픽에 계획한 컨슈머` },
    columns: [
      { en: 'consumer', ko: '컨슈머' },
      { en: 'partitions', ko: '파티션' },
    ],
    rows,
    marked: assigned.flatMap(({ length }, at) => (length === 0 ? [at] : [])),
  }
}
