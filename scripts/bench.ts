import os from 'node:os'
import { parseArgs } from 'node:util'
import { chooseProvider } from '#broker/choose-provider.ts'
import { findJava, usableJava } from '#broker/jvm/find-java.ts'
import { KRAFT_RELEASE } from '#broker/jvm/kafka-version.ts'
import { startGuardian } from '#process/guardian.ts'
import { benchCommands } from './bench-commands.ts'
import { benchCompose } from './bench-compose.ts'
import { benchCourse } from './bench-course.ts'
import { benchGrading } from './bench-grading.ts'
import { benchStarts, prepareArchive, type Bench } from './bench-starts.ts'
import { benchTools } from './bench-tools.ts'
import { renderTable, type Comparison } from './bench-table.ts'

const PARTS = {
  starts: benchStarts,
  compose: benchCompose,
  tools: benchTools,
  grading: benchGrading,
  commands: benchCommands,
  course: benchCourse,
}

const HELP = `Usage: npm run bench [-- --runs N] [PART…]

Measures, in turns, and prints medians and their ratios. Parts: ${Object.keys(PARTS).join(', ')};
all of them when none is named. Five runs of all take about ten minutes on two cores.
Ctrl-C ends everything that was started.
`

process.exitCode = await main()

async function main(): Promise<number> {
  const asked = readArguments()
  if (asked === undefined) {
    process.stderr.write(HELP)
    return 2
  }
  // When this process dies, by Ctrl-C too, the guardian ends brokers, programs and folders.
  await using guardian = startGuardian()
  const provider = await chooseProvider()
  const say = (text: string) => void process.stderr.write(`… ${text}\n`)
  const bench: Bench = { runs: asked.runs, guardian, provider, say }
  const machine = await describeMachine()
  say(machine)
  await prepareArchive(bench)
  const comparisons: Comparison[] = []
  for (const part of asked.parts) comparisons.push(...(await PARTS[part](bench)))
  process.stdout.write(`\n${machine}\nMedians of ${asked.runs} runs.\n\n`)
  process.stdout.write(renderTable(comparisons))
  return 0
}

type Part = keyof typeof PARTS

function readArguments(): { readonly runs: number; readonly parts: readonly Part[] } | undefined {
  try {
    const options = { runs: { type: 'string', default: '5' } } as const
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const runs = Number(values.runs)
    const parts = positionals.filter((name): name is Part => Object.hasOwn(PARTS, name))
    const isUnderstood = Number.isInteger(runs) && runs > 0 && parts.length === positionals.length
    if (!isUnderstood) return undefined
    return { runs, parts: parts.length > 0 ? parts : (Object.keys(PARTS) as Part[]) }
  } catch {
    return undefined
  }
}

async function describeMachine(): Promise<string> {
  const java = usableJava(await findJava(process.env))
  const cores = os.availableParallelism()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  const load = os.loadavg()[0]!.toFixed(1)
  return [
    `${os.type()} ${os.arch()}, ${cores} cores, ${memory} GB, load ${load} at the start`,
    `Node ${process.versions.node}, Java ${java?.version}, Kafka ${KRAFT_RELEASE.version}`,
  ].join('; ')
}
