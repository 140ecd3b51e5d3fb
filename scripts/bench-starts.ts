import type { BrokerProvider } from '#broker/provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { warmUp } from '#kafka/warm-up.ts'
import type { Guardian } from '#process/guardian.ts'
import { runCommand } from '#process/run-command.ts'
import type { Comparison } from './bench-table.ts'

/** What every part of the benchmark works with. */
export type Bench = {
  readonly runs: number
  readonly guardian: Guardian
  readonly provider: BrokerProvider
  readonly say: (text: string) => void
}

type Start = { readonly answeringS: number; readonly warmS: number; readonly residentMb: number }

/** Starts clusters without and with a class-data archive, one node, then three. */
export async function benchStarts(bench: Bench): Promise<Comparison[]> {
  const one = await startInTurns(1, bench)
  const three = await startInTurns(3, bench)
  return [...compare('one broker', one, 0.6), ...compare('three brokers', three, 0.65)]
}

/** Makes sure that there is an archive to start with, as the first run of a learner does at its end. */
export async function prepareArchive({ guardian, provider, say }: Bench): Promise<void> {
  say('looking for the class-data archive')
  const first = await provider.startCluster({ brokers: 1, guardian })
  await first[Symbol.asyncDispose]()
  const speedUp = await provider.findSpeedUp()
  await speedUp?.(guardian)
  if (first.toolArchive() === undefined)
    throw new Error('no class-data archive: nothing to compare')
}

async function startInTurns(brokers: 1 | 3, bench: Bench) {
  const starts: { without: Start[]; with: Start[] } = { without: [], with: [] }
  for (let run = 1; run <= bench.runs; run++) {
    for (const kind of ['without', 'with'] as const) {
      bench.say(`run ${run} of ${bench.runs}: ${brokers} broker(s) ${kind} archive`)
      starts[kind].push(await startOnce(brokers, kind === 'with', bench))
    }
  }
  return starts
}

/** One start, and how long it took until the brokers answered and were warm. */
export async function startOnce(brokers: 1 | 3, hasArchive: boolean, bench: Bench): Promise<Start> {
  const { guardian, provider } = bench
  process.env.KAFKALINGS_NO_ARCHIVE = hasArchive ? '' : '1'
  try {
    const startedAt = performance.now()
    const seconds = () => (performance.now() - startedAt) / 1000
    let answeringS = Number.NaN
    const warmUpTimed = async (addresses: string) => {
      answeringS = seconds()
      await warmUp(addresses)
    }
    await using cluster = await provider.startCluster({ brokers, guardian, warmUp: warmUpTimed })
    return { answeringS, warmS: seconds(), residentMb: await readResidentMb(cluster) }
  } finally {
    delete process.env.KAFKALINGS_NO_ARCHIVE
  }
}

/** Resident memory per broker. */
async function readResidentMb({ brokers }: StartedCluster): Promise<number> {
  const pids = brokers.map(({ pid }) => pid).join(',')
  const { output } = await runCommand('ps', ['-o', 'rss=', '-p', pids], { timeoutMs: 5000 })
  const kilobytes = output.trim().split(/\s+/).map(Number)
  return kilobytes.reduce((sum, each) => sum + each, 0) / kilobytes.length / 1024
}

function compare(
  what: string,
  starts: { readonly without: readonly Start[]; readonly with: readonly Start[] },
  share: number,
): Comparison[] {
  const column = (key: keyof Start) => ({
    base: starts.without.map((start) => start[key]),
    ours: starts.with.map((start) => start[key]),
  })
  const budget = { words: `≤ ${share} × base`, limit: (base: number) => share * base }
  return [
    {
      what: `${what}: until it answers (base: no archive)`,
      unit: 's',
      ...column('answeringS'),
      budget,
    },
    { what: `${what}: until it is warmed up (base: no archive)`, unit: 's', ...column('warmS') },
    {
      what: `${what}: resident memory of each (base: no archive)`,
      unit: 'MB',
      ...column('residentMb'),
      budget: { words: '≤ 200 MB', limit: () => 200 },
    },
  ]
}
