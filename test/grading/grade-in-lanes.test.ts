import { expect } from 'chai'
import type { GradingEvent } from '#core/grading-event.ts'
import { pollUntil } from '#core/poll-until.ts'
import type { ExerciseResult } from '#core/result-record.ts'
import { composeBooter } from '#broker/compose/choose-booter.ts'
import { createExternalProvider } from '#broker/external/external-provider.ts'
import { readCourse } from '#grading/course.ts'
import { gradeInLanes, type LaneParts } from '#grading/grade-in-lanes.ts'
import type { PlannedExercise } from '#grading/plan.ts'
import { readMessages } from '#grading/read-messages.ts'
import { createWorkerPool } from '#grading/worker-pool.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { makeExercise } from '../support/records.ts'

/** One exercise that is being graded, to be ended by the test. */
type Running = { readonly slug: string; readonly end: (error?: Error) => void }

/** The fifth may last longest, then the second. */
const BUDGETS = [100, 300, 200, 200, 400, 100]

describe('exercises in lanes', () => {
  let guardian: Guardian
  let planned: PlannedExercise[]
  let running: Running[]
  let told: string[]
  let results: string[]
  before(async () => {
    const { exercises } = await readCourse()
    const some = exercises.filter(({ brokers }) => brokers === 1).slice(0, 6)
    planned = await Promise.all(
      some.map(async (exercise, position) => ({
        exercise: { ...exercise, budgetMs: BUDGETS[position]! },
        messages: await readMessages(exercise.slug),
        submission: { folder: '', files: [], ignored: [] },
        isToGrade: true,
      })),
    )
  })
  beforeEach(() => {
    guardian = startGuardian()
    running = []
    told = []
    results = []
  })
  afterEach(async () => guardian[Symbol.asyncDispose]())

  const start = async (clustersAtOnce: number): Promise<void> => {
    await using firstWorkers = createWorkerPool(guardian)
    const parts: LaneParts = {
      // Never asked for a cluster: nothing here needs one.
      provider: { ...createExternalProvider({}), clustersAtOnce },
      bootCompose: composeBooter({}),
      guardian,
      signal: new AbortController().signal,
      seed: 'x',
      scratchFolder: '',
      nextSuffix: () => '',
      firstWorkers,
      onStarted: () => {},
      onEvent: (event: GradingEvent) => {
        if (event.type === 'exercise-ended') told.push(event.result.slug)
      },
      onResult: ({ slug }) => results.push(slug),
      grade: ({ exercise }) =>
        new Promise<ExerciseResult>((resolve, reject) => {
          const { id, slug } = exercise
          const end = (error?: Error) =>
            error ? reject(error) : resolve(makeExercise({ id, slug }))
          running.push({ slug, end })
        }),
    }
    await gradeInLanes(planned, parts)
  }
  /** Ends the exercise at a place of the plan; its lane then goes on with the next at once. */
  const end = async (position: number, error?: Error): Promise<void> => {
    const { slug } = planned[position]!.exercise
    const index = running.findIndex((each) => each.slug === slug)
    running.splice(index, 1)[0]!.end(error)
    if (error) return
    const isThere = () => results.includes(slug)
    await pollUntil(isThere, Boolean, { what: `the result of ${slug}`, timeoutMs: 5_000 })
  }
  const slugs = (...positions: number[]) => positions.map((at) => planned[at]!.exercise.slug)

  it('are as many at once as they are worth, the longest early, and told as planned', async () => {
    const over = start(3)
    expect(running.map(({ slug }) => slug)).to.deep.equal(slugs(0, 4))
    await end(4)
    expect(told).to.deep.equal([])
    expect(running.map(({ slug }) => slug)).to.deep.equal(slugs(0, 1))
    await end(0)
    expect(told).to.deep.equal(slugs(0))
    expect(running.map(({ slug }) => slug)).to.deep.equal(slugs(1, 2))
    for (const position of [1, 2, 3, 5]) await end(position)
    await over
    expect(told).to.deep.equal(slugs(0, 1, 2, 3, 4, 5))
    expect(results).to.deep.equal(slugs(4, 0, 1, 2, 3, 5))
  })

  it('are one at a time where there can be only one cluster', async () => {
    const over = start(1)
    for (const position of [0, 1, 2, 3, 4, 5]) {
      expect(running.map(({ slug }) => slug)).to.deep.equal(slugs(position))
      await end(position)
    }
    await over
  })

  it('are told as far as they came when a lane has to end', async () => {
    const over = start(2)
    const failure = over.then(
      () => undefined,
      (error: Error) => error.message,
    )
    await end(4)
    await end(0, new Error('interrupted'))
    for (const position of [1, 2, 3, 5]) await end(position)
    expect(await failure).to.equal('interrupted')
    expect(told).to.deep.equal(slugs(1, 2, 3, 4, 5))
  })
})
