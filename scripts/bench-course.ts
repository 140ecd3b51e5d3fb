import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import type { ResultRecord } from '#core/result-record.ts'
import { runGuarded } from '#broker/jvm/run-guarded.ts'
import { readCourse } from '#grading/course.ts'
import { layOver, readFixtures } from '../test/course/fixtures.ts'
import type { Bench } from './bench-starts.ts'
import type { Comparison } from './bench-table.ts'

/** Grades the solutions of all exercises in one run, and holds it against their programs' own time. */
export async function benchCourse(bench: Bench): Promise<Comparison[]> {
  const { guardian, runs, say } = bench
  const folder = await guardian.makeFolder(os.tmpdir(), 'kafkalings-bench-')
  await laySolutions(folder)
  const totals: number[] = []
  const programs: number[] = []
  const longest = new Map<string, number[]>()
  for (let run = 1; run <= runs; run++) {
    say(`run ${run} of ${runs}: all solutions`)
    const record = await gradeAll(folder, bench)
    totals.push(record.durationMs / 1000)
    programs.push(record.exercises.reduce((sum, each) => sum + each.phasesMs.program, 0) / 1000)
    for (const { slug, durationMs } of record.exercises) {
      longest.set(slug, [...(longest.get(slug) ?? []), durationMs / 1000])
    }
  }
  await guardian.removeFolder(folder)
  return [
    {
      what: 'all solutions, from cold (base: the programs)',
      unit: 's',
      base: programs,
      ours: totals,
      budget: { words: '≤ 60 s, ≤ 1.5 × base', limit: (base) => Math.min(60, 1.5 * base) },
    },
    ...[...longest].map(([slug, ours]): Comparison => ({
      what: `${slug}, its solution`,
      unit: 's',
      base: [],
      ours,
      budget: { words: '≤ 25 s', limit: () => 25 },
    })),
  ]
}

async function laySolutions(folder: string): Promise<void> {
  for (const { slug, solution } of (await readCourse()).exercises) {
    const fixture = (await readFixtures(slug)).find(
      ({ kind, name }) => kind === 'right' && name === solution,
    )
    if (fixture) await layOver(fixture, slug, folder)
  }
}

async function gradeAll(folder: string, { guardian }: Bench): Promise<ResultRecord> {
  const file = path.join(folder, 'record.json')
  const command = path.join(REPOSITORY.root, 'bin', 'kafkalings.mjs')
  const ids = (await readCourse()).exercises.filter(({ solved }) => !solved).map(({ id }) => id)
  const args = [command, 'grade', ...ids, '--exercises', folder, '--json', file]
  const options = { cwd: REPOSITORY.root, timeoutMs: 600_000, guardian }
  const { outcome, exitCode, output } = await runGuarded(process.execPath, args, options)
  if (exitCode !== 0) throw new Error(`grade: ${outcome} ${exitCode}\n${output}`)
  return JSON.parse(await readFile(file, 'utf8')) as ResultRecord
}
