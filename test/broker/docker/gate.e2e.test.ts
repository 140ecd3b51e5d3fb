import { cp } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import type { ExerciseResult } from '#core/result-record.ts'
import { REPOSITORY } from '#core/repository.ts'
import { chooseExercises } from '#grading/plan.ts'
import { readCourse, type CourseExercise } from '#grading/course.ts'
import { layOver, readFixtures, type Fixture } from '../../course/fixtures.ts'
import { assertFullScore, assertKilled, explain } from '../../course/judge-fixture.ts'
import { openLanes, type GateJob, type Lanes } from '../../course/lanes.ts'
import '../../support/docker/use-docker.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

/** One right and one wrong program of each exercise, with Kafka's tools where they have use for them. */
const PROGRAMS: Readonly<Record<string, readonly [right: string, wrong: string]>> = {
  '02-create-topics': ['sh-names', 'swapped'],
  '03-produce': ['one-send', 'skips-the-first'],
  '04-consume': ['each-message', 'prints-keys'],
  '05-reset-offsets': ['to-offset', 'to-latest'],
  '06-consumer-lag': ['lag-column', 'average'],
  '07-consumer-group': ['each-message', 'prints-twice'],
}

const exercises = chooseExercises(await readCourse(), ['00', ...Object.keys(PROGRAMS)])

describe('the same programs on containers', function () {
  this.timeout(240_000)
  let lanes: Lanes
  let cache: TempFolder
  const results = new Map<string, readonly Promise<ExerciseResult>[]>()
  const queue = (job: Omit<Job, 'fixture'>) => lanes.add({ ...job, seed: undefined })
  const ownCache = process.env.XDG_CACHE_HOME
  before(async () => {
    // Where Kafka's jars are not, the tools run in a container.
    cache = await makeTempFolder()
    process.env.XDG_CACHE_HOME = cache.folder
    lanes = openLanes(2, true, 'docker')
    // A lane ends when nothing is left to do, so everything is queued at once.
    for (const exercise of exercises)
      results.set(exercise.slug, (await jobsOf(exercise)).map(queue))
  })
  after(async () => {
    await lanes?.[Symbol.asyncDispose]()
    if (ownCache === undefined) delete process.env.XDG_CACHE_HOME
    else process.env.XDG_CACHE_HOME = ownCache
    await cache?.[Symbol.asyncDispose]()
  })

  for (const exercise of exercises) {
    const names = PROGRAMS[exercise.slug] ?? []
    it(`${exercise.slug} ${names.join(' is right, ')}${names.length > 0 ? ' is wrong' : 'passes'}`, async () => {
      const graded = await Promise.all(results.get(exercise.slug) ?? [])
      const jobs = await jobsOf(exercise)
      for (const [index, result] of graded.entries()) {
        const fixture = jobs[index]?.fixture
        if (!fixture) expect(result.status, explain(result)).to.equal('pass')
        else if (fixture.kind === 'right') assertFullScore(result, fixture)
        else assertKilled(result, fixture)
      }
    })
  }
})

type Job = Pick<GateJob, 'exercise' | 'lay'> & { readonly fixture?: Fixture }

/** The programs of an exercise, right before wrong; the one that comes solved is its own. */
async function jobsOf(exercise: CourseExercise): Promise<readonly Job[]> {
  const { slug } = exercise
  const names = PROGRAMS[slug]
  if (!names) {
    const source = path.join(REPOSITORY.exercises, slug)
    const lay = (folder: string) => cp(source, path.join(folder, slug), { recursive: true })
    return [{ exercise, lay }]
  }
  const fixtures = (await readFixtures(slug)).filter(({ name }) => names.includes(name))
  expect(fixtures.map(({ kind }) => kind)).to.deep.equal(['right', 'wrong'])
  return fixtures.map((fixture) => {
    return { exercise, fixture, lay: (folder: string) => layOver(fixture, slug, folder) }
  })
}
