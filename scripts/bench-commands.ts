import { cp, mkdir, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import { runGuarded } from '#broker/jvm/run-guarded.ts'
import { readCourse } from '#grading/course.ts'
import type { Bench } from './bench-starts.ts'
import type { Comparison } from './bench-table.ts'

/** What a checkout is made of, as far as the commands need it. */
const PARTS = ['package.json', 'tsconfig.json', 'bin', 'src', 'graders', 'exercises', 'fixtures']

/** Runs the commands of a learner in untouched checkouts, each made for it alone. */
export async function benchCommands(bench: Bench): Promise<Comparison[]> {
  const grades = { without: [] as number[], with: [] as number[] }
  const lists: number[] = []
  const hints: number[] = []
  const nexts: number[] = []
  for (let run = 1; run <= bench.runs; run++) {
    for (const kind of ['without', 'with'] as const) {
      bench.say(`run ${run} of ${bench.runs}: first npm run grade ${kind} archive`)
      const env = { KAFKALINGS_NO_ARCHIVE: kind === 'with' ? '' : '1' }
      const checkout = await makeCheckout(bench)
      grades[kind].push(await timeScript(checkout, ['grade'], env, bench))
      if (kind === 'with') {
        lists.push(await timeScript(checkout, ['list'], {}, bench))
        hints.push(await timeScript(checkout, ['hint', '--', '03-C2'], {}, bench))
        nexts.push(await timeScript(checkout, ['next'], {}, bench))
      }
      await bench.guardian.removeFolder(checkout)
    }
  }
  const atMost = (seconds: number) => ({ words: `≤ ${seconds} s`, limit: () => seconds })
  return [
    {
      what: 'first npm run grade (base: no archive)',
      unit: 's',
      base: grades.without,
      ours: grades.with,
      budget: atMost(8),
    },
    { what: 'npm run list', unit: 's', base: [], ours: lists, budget: atMost(0.5) },
    { what: 'npm run hint -- 03-C2', unit: 's', base: [], ours: hints, budget: atMost(0.5) },
    { what: 'npm run next', unit: 's', base: [], ours: nexts, budget: atMost(0.5) },
  ]
}

/** A copy of this checkout in which no stub was touched, with our node_modules. */
async function makeCheckout({ guardian }: Bench): Promise<string> {
  const folder = await guardian.makeFolder(os.tmpdir(), 'kafkalings-bench-')
  for (const part of PARTS) {
    await cp(path.join(REPOSITORY.root, part), path.join(folder, part), { recursive: true })
  }
  for (const { slug } of (await readCourse()).exercises) {
    await cp(REPOSITORY.stubFolder(slug), path.join(folder, 'exercises', slug), { recursive: true })
  }
  await symlink(REPOSITORY.nodeModules, path.join(folder, 'node_modules'))
  return folder
}

/** The wall time of `npm run …`; compiled sources are kept in the checkout, so the first has none. */
async function timeScript(
  checkout: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  { guardian }: Bench,
): Promise<number> {
  const temporary = path.join(checkout, 'tmp')
  await mkdir(temporary, { recursive: true })
  const startedAt = performance.now()
  const { outcome, exitCode, output } = await runGuarded('npm', ['run', '--silent', ...words], {
    cwd: checkout,
    env: { ...env, TMPDIR: temporary },
    timeoutMs: 120_000,
    guardian,
  })
  const elapsedMs = performance.now() - startedAt
  // Exercises that are still to do make `grade` end with 1.
  const isFine = exitCode === (words[0] === 'grade' ? 1 : 0)
  if (!isFine) throw new Error(`npm run ${words.join(' ')}: ${outcome} ${exitCode}\n${output}`)
  return elapsedMs / 1000
}
