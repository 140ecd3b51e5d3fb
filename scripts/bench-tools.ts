import path from 'node:path'
import { runGuarded } from '#broker/jvm/run-guarded.ts'
import { TOOL_CLASSES } from '#broker/jvm/tool-commands.ts'
import type { Bench } from './bench-starts.ts'
import type { Comparison } from './bench-table.ts'

/** What `kafka-run-class.sh` of a Kafka release gives a tool's JVM. */
const STOCK_FLAGS = ['-Xmx256M', '-server', '-XX:+UseG1GC', '-Djava.awt.headless=true']

const TOOLS: readonly (readonly [name: string, ...args: string[]])[] = [
  ['kafka-topics', '--list'],
  ['kafka-consumer-groups', '--list'],
]

/** Calls of Kafka's tools, as a release starts them and as they stand on a learner's PATH. */
export async function benchTools(bench: Bench): Promise<Comparison[]> {
  const { guardian, provider, runs, say } = bench
  await using cluster = await provider.startCluster({ brokers: 1, guardian })
  const { java, classPath, toolsFolder, brokersForLearner } = cluster
  if (!java || !classPath || !toolsFolder) throw new Error('no tools on this computer')
  const comparisons: Comparison[] = []
  for (const [name, ...args] of TOOLS) {
    const rest = ['--bootstrap-server', brokersForLearner, ...args]
    const stock = [...STOCK_FLAGS, '-cp', classPath, TOOL_CLASSES[name]!, ...rest]
    const seconds = { base: [] as number[], ours: [] as number[] }
    for (let run = 1; run <= runs; run++) {
      say(`run ${run} of ${runs}: ${name}, stock and ours`)
      seconds.base.push(await timeCall(java.path, stock, bench))
      seconds.ours.push(await timeCall(path.join(toolsFolder, name), rest, bench))
    }
    comparisons.push({
      what: `${name} ${args.join(' ')} (base: as a release starts it)`,
      unit: 's',
      ...seconds,
      budget: { words: '≤ 0.5 × base', limit: (base) => 0.5 * base },
    })
  }
  return comparisons
}

async function timeCall(file: string, args: string[], { guardian }: Bench): Promise<number> {
  const startedAt = performance.now()
  const end = await runGuarded(file, args, { timeoutMs: 60_000, guardian })
  if (end.exitCode !== 0) throw new Error(`${file}: ${end.outcome} ${end.exitCode}\n${end.output}`)
  return (performance.now() - startedAt) / 1000
}
