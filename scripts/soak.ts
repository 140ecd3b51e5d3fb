import os from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { errorMessage } from '#core/errors.ts'
import { readCourse, type CourseExercise } from '#grading/course.ts'
import { chooseExercises } from '#grading/plan.ts'
import { layOver, missingTools, readFixtures, type Fixture } from '../test/course/fixtures.ts'
import { assertFullScore, assertKilled } from '../test/course/judge-fixture.ts'
import { openLanes, type Lanes } from '../test/course/lanes.ts'

const HELP = `Usage: npm run soak -- [ID…] [--right N] [--wrong N] [--solutions] [--lanes N] [--busy]

Grades the right and wrong programs of the course again and again, each time with
other data, and counts verdicts that differ from what they must be.
  --right N     runs of each right program (3)
  --wrong N     runs of each wrong program (1)
  --solutions   of the right programs only the solution of each exercise, of the wrong ones none
  --lanes N     so many are graded side by side (4)
  --busy        keeps every core busy meanwhile
`

/** What the runs of one kind of programs of an exercise came to. */
type Tally = { slug: string; kind: Fixture['kind']; programs: number; runs: number; wrong: number }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    right: { type: 'string', default: '3' },
    wrong: { type: 'string', default: '1' },
    solutions: { type: 'boolean', default: false },
    lanes: { type: 'string', default: '4' },
    busy: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
let done = 0
if (values.help) process.stdout.write(HELP)
else process.exitCode = await soak()

async function soak(): Promise<number> {
  const exercises = chooseExercises(await readCourse(), positionals)
  const burners = values.busy ? os.cpus().map(() => new Worker('for (;;);', { eval: true })) : []
  const tallies: Tally[] = []
  const lanes = openLanes(
    countOf('lanes'),
    exercises.some(({ brokers }) => brokers > 0),
  )
  try {
    // All runs are queued at once: lanes end when nothing waits for them.
    const parts = await choosePrograms(exercises)
    const running = parts.map((part) => repeat(part, countOf(part.kind), lanes))
    for (const tally of running) {
      tallies.push(await tally)
      process.stdout.write(`${lineOf(tallies.at(-1)!)}\n`)
    }
  } finally {
    await lanes[Symbol.asyncDispose]()
    await Promise.all(burners.map((burner) => burner.terminate()))
  }
  const wrong = tallies.reduce((sum, tally) => sum + tally.wrong, 0)
  const runs = tallies.reduce((sum, tally) => sum + tally.runs, 0)
  process.stdout.write(`${runs} runs, ${wrong} differing verdicts\n`)
  return wrong === 0 ? 0 : 1
}

/** The programs of one kind of an exercise whose tools are here. */
type Part = { exercise: CourseExercise; kind: Fixture['kind']; fixtures: readonly Fixture[] }

async function choosePrograms(exercises: readonly CourseExercise[]): Promise<Part[]> {
  const parts: Part[] = []
  for (const exercise of exercises.filter(({ solved }) => !solved)) {
    const usable: Fixture[] = []
    for (const fixture of await readFixtures(exercise.slug)) {
      if (values.solutions && !isSolution(exercise, fixture)) continue
      if ((await missingTools(fixture)).length === 0) usable.push(fixture)
    }
    for (const kind of ['right', 'wrong'] as const) {
      const fixtures = usable.filter((fixture) => fixture.kind === kind)
      if (fixtures.length > 0 && countOf(kind) > 0) parts.push({ exercise, kind, fixtures })
    }
  }
  return parts
}

/** A number that was asked for; the process ends with 2 when it is none. */
function countOf(name: 'right' | 'wrong' | 'lanes'): number {
  const number = Number(values[name])
  if (Number.isInteger(number) && number >= (name === 'lanes' ? 1 : 0)) return number
  process.stderr.write(`--${name} takes a whole number, not "${values[name]}".\n\n${HELP}`)
  process.exit(2)
}

function isSolution({ solution }: CourseExercise, { kind, name }: Fixture): boolean {
  return kind === 'right' && name === solution
}

async function repeat(part: Part, runs: number, lanes: Lanes): Promise<Tally> {
  const { exercise, kind, fixtures } = part
  const rounds = Array.from({ length: runs }, () => fixtures).flat()
  const verdicts = await Promise.all(rounds.map((fixture) => isAsItMust(exercise, fixture, lanes)))
  const wrong = verdicts.filter((isRight) => !isRight).length
  return { slug: exercise.slug, kind, programs: fixtures.length, runs: rounds.length, wrong }
}

async function isAsItMust(
  exercise: CourseExercise,
  fixture: Fixture,
  lanes: Lanes,
): Promise<boolean> {
  const lay = (folder: string) => layOver(fixture, exercise.slug, folder)
  try {
    const result = await lanes.add({ exercise, lay, seed: fixture.seed })
    if (fixture.kind === 'right') assertFullScore(result, fixture)
    else assertKilled(result, fixture)
    return true
  } catch (error) {
    const name = `${exercise.slug}/${fixture.kind}/${fixture.name}`
    process.stdout.write(`differs: ${name}\n${errorMessage(error)}\n`)
    return false
  } finally {
    done += 1
    if (process.stderr.isTTY) process.stderr.write(`\r${done} runs done `)
  }
}

function lineOf({ slug, kind, programs, runs, wrong }: Tally): string {
  return `| ${slug} | ${kind} | ${programs} | ${runs} | ${wrong} |`
}
