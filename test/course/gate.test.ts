import { readFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'
import type { ExerciseResult } from '#core/result-record.ts'
import { chooseExercises } from '#grading/plan.ts'
import { readCourse, type CourseExercise } from '#grading/course.ts'
import { readMessages } from '#grading/read-messages.ts'
import { isTouched, readSubmission } from '#grading/submission.ts'
import { layOver, missingTools, readFixtures, type Fixture } from './fixtures.ts'
import { assertFullScore, assertKilled, explain } from './judge-fixture.ts'
import { openLanes, type Lanes } from './lanes.ts'
import { isInShare, parseShare } from './share.ts'

const LANES = 4
/** A cluster of three is three times the work, and elections are sensitive to a lack of time. */
const LANES_OF_THREE = 2
const names = (process.env.KAFKALINGS_COURSE_IDS ?? '').split(',').filter(Boolean)
const exercises = chooseExercises(await readCourse(), names)
const whole = (process.env.KAFKALINGS_COURSE_WHOLE ?? '').split(',')
const share = parseShare(process.env.KAFKALINGS_COURSE_SHARE ?? '')
const only = (process.env.KAFKALINGS_ONLY ?? '').split(',').filter(Boolean)
const allFixturesOf = new Map(
  await Promise.all(exercises.map(async ({ slug }) => [slug, await readFixtures(slug)] as const)),
)
const fixturesOf = new Map(
  [...allFixturesOf].map(([slug, all]) => [slug, all.filter((each) => isChosen(slug, each))]),
)

function isChosen(slug: string, { kind, name }: Fixture): boolean {
  if (only.length > 0) return only.includes(name)
  return !share || whole.includes(slug) || isInShare(`${slug}/${kind}/${name}`, share)
}

describe('the course gate', function () {
  this.timeout(0)
  let lanes: Lanes
  let lanesOfThree: Lanes
  const laneFor = ({ brokers }: CourseExercise) => (brokers === 3 ? lanesOfThree : lanes)
  const results = new Map<string, Promise<ExerciseResult>>()
  const keyOf = (exercise: CourseExercise, name: string) => `${exercise.slug}/${name}`

  // All jobs are queued at once so that the lanes are never idle; each test awaits its own.
  before(async () => {
    const needsBrokers = exercises.some(({ brokers }) => brokers > 0)
    lanes = openLanes(LANES, needsBrokers)
    lanesOfThree = openLanes(LANES_OF_THREE, needsBrokers)
    for (const exercise of exercises) {
      const lane = laneFor(exercise)
      results.set(keyOf(exercise, 'stub'), lane.add(stubJob(exercise)))
      for (const fixture of fixturesOf.get(exercise.slug)!) {
        if ((await missingTools(fixture)).length > 0) continue
        const lay = (folder: string) => layOver(fixture, exercise.slug, folder)
        const key = keyOf(exercise, `${fixture.kind}/${fixture.name}`)
        results.set(key, lane.add({ exercise, lay, seed: fixture.seed }))
      }
    }
    for (const result of results.values()) result.catch(() => {})
  })

  after(async () => {
    await lanes[Symbol.asyncDispose]()
    await lanesOfThree[Symbol.asyncDispose]()
  })

  for (const exercise of exercises) {
    const fixtures = fixturesOf.get(exercise.slug)!
    describe(exercise.slug, () => {
      it('has sentences and three hints for every check, and the stub in both places', async () => {
        await assertComplete(exercise)
      })

      it(
        exercise.solved ? 'passes as it comes' : 'gives the untouched stub no points',
        async () => {
          const result = await results.get(keyOf(exercise, 'stub'))!
          expect(result.status, explain(result)).to.equal(exercise.solved ? 'pass' : 'fail')
          expect(result.points).to.equal(0)
        },
      )

      for (const fixture of fixtures) {
        it(`${fixture.kind}/${fixture.name}: ${fixture.about}`, async function () {
          const missing = await missingTools(fixture)
          if (missing.length > 0) {
            this.test!.title += ` (needs ${missing.join(', ')})`
            this.skip()
          }
          const result = await results.get(keyOf(exercise, `${fixture.kind}/${fixture.name}`))!
          if (fixture.kind === 'right') assertFullScore(result, fixture)
          else assertKilled(result, fixture)
        })
      }

      if (exercise.solved) return
      it('has a wrong program for every check with points', () => {
        const all = allFixturesOf.get(exercise.slug)!
        const aimed = new Set(all.flatMap(({ fails }) => fails))
        const unaimed = exercise.checks.filter(({ id, points }) => points > 0 && !aimed.has(id))
        expect(unaimed.map(({ id }) => id)).to.deep.equal([])
      })
    })
  }

  // In a suite of its own, because mocha runs a suite's own tests before those of inner suites.
  describe('kill matrix', () => {
    it('shows which check fails which wrong program', async () => {
      for (const exercise of exercises) {
        const wrong = fixturesOf.get(exercise.slug)!.filter(({ kind }) => kind === 'wrong')
        const rows = await Promise.all(
          wrong.map(async ({ name }) => {
            const result = await results.get(keyOf(exercise, `wrong/${name}`))
            return result && matrixRow(name, result)
          }),
        )
        const ids = exercise.checks.map(({ id }) => id.slice(3).padEnd(3)).join(' ')
        if (rows.length === 0) continue
        const lines = ['', `${exercise.slug.padEnd(36)} ${ids}`, ...rows.filter(Boolean), '']
        console.log(lines.join('\n'))
      }
    })
  })
})

function stubJob(exercise: CourseExercise) {
  const { slug, solved } = exercise
  const source = solved ? path.join(REPOSITORY.exercises, slug) : REPOSITORY.stubFolder(slug)
  const lay = (folder: string) => cp(source, path.join(folder, slug), { recursive: true })
  return { exercise, lay, seed: undefined }
}

function matrixRow(name: string, result: ExerciseResult): string {
  const marks = { pass: '·', fail: 'X', blocked: '-', infra: '!', defect: '!' } as const
  const cells = result.checks.map(({ status }) => marks[status].padEnd(3)).join(' ')
  return `  ${name.padEnd(34)} ${cells}`
}

async function assertComplete(exercise: CourseExercise): Promise<void> {
  const { checks } = await readMessages(exercise.slug)
  expect(Object.keys(checks)).to.deep.equal(exercise.checks.map(({ id }) => id))
  for (const { hints } of Object.values(checks)) expect(hints).to.have.length(3)
  const folder = path.join(REPOSITORY.exercises, exercise.slug)
  for (const readme of ['README.md', 'README.ko.md']) {
    expect(readFileSync(path.join(folder, readme), 'utf8')).to.include(exercise.id)
  }
  const stub = await readSubmission(REPOSITORY.stubFolder(exercise.slug))
  const committed = await readSubmission(REPOSITORY.stubFolder(exercise.slug))
  expect(await isTouched(exercise, committed)).to.equal(false)
  if (!exercise.solved) {
    expect(stub.files.some(({ content }) => content.includes('TODO'))).to.equal(true)
  }
}
