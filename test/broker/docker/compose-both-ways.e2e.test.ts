import { expect } from 'chai'
import { planCompose } from '#broker/compose/compose-plan.ts'
import { findUnsupported } from '#broker/compose/docker/find-unsupported.ts'
import { hubReference } from '#compose/hub-reference.ts'
import { parseImage } from '#compose/image-reference.ts'
import { readComposeFolder } from '#compose/read-folder.ts'
import type { ExerciseResult } from '#core/result-record.ts'
import { chooseExercises } from '#grading/plan.ts'
import { readCourse } from '#grading/course.ts'
import { chooseEntry } from '#grading/choose-entry.ts'
import { readSubmission } from '#grading/submission.ts'
import { layOver, readFixtures, type Fixture } from '../../course/fixtures.ts'
import { assertFullScore, assertKilled, explain } from '../../course/judge-fixture.ts'
import { openLanes, type Lanes } from '../../course/lanes.ts'
import { dockerCall } from '../../support/docker/what-docker-holds.ts'
import '../../support/docker/use-docker.ts'

const [exercise] = chooseExercises(await readCourse(), ['01'])
if (!exercise) throw new Error('no exercise 01')
const fixtures = await readFixtures(exercise.slug)

/** The images a fixture would start, when it can be started in containers. */
async function imagesOf({ folder }: Fixture): Promise<readonly string[] | undefined> {
  const choice = chooseEntry(exercise!, await readSubmission(folder), await readSubmission(folder))
  if (!choice.entry) return undefined
  const { cluster } = readComposeFolder(folder, choice.entry)
  const plan = planCompose(cluster)
  if (cluster.project.faults.length > 0 || findUnsupported(plan)) return undefined
  if (plan.services.length === 0) return undefined
  return plan.services.map(
    ({ service }) => hubReference(parseImage(service.image?.value ?? '')) ?? '',
  )
}

/** What has to be the same whichever way a file is started. */
function verdictOf({ checks }: ExerciseResult) {
  return checks.map(({ id, status, finding }) => [id, status, finding?.id])
}

describe('compose files as JVMs and as containers', function () {
  this.timeout(600_000)
  let jvms: Lanes
  let containers: Lanes
  const graded = new Map<Fixture, Promise<readonly [ExerciseResult, ExerciseResult]>>()
  before(async () => {
    jvms = openLanes(1, false, 'jvm')
    containers = openLanes(2, false, 'docker')
    const atHand = new Set(await dockerCall('images', '--format', '{{.Repository}}:{{.Tag}}'))
    for (const fixture of fixtures) {
      const images = await imagesOf(fixture)
      const isAtHand = (image: string) => atHand.has(image) || atHand.has(`${image}:latest`)
      if (!images?.every(isAtHand)) continue
      const lay = (folder: string) => layOver(fixture, exercise.slug, folder)
      const job = { exercise, lay, seed: fixture.seed }
      graded.set(fixture, Promise.all([jvms.add(job), containers.add(job)]))
    }
  })
  after(async () => {
    await jvms?.[Symbol.asyncDispose]()
    await containers?.[Symbol.asyncDispose]()
  })

  for (const kind of ['right', 'wrong'] as const) {
    it(`agree on every ${kind} one whose image is at hand`, async () => {
      const failures: string[] = []
      for (const [fixture, results] of graded) {
        if (fixture.kind !== kind) continue
        const [asJvms, inDocker] = await results
        try {
          expect(verdictOf(inDocker)).to.deep.equal(verdictOf(asJvms))
          if (kind === 'right') assertFullScore(inDocker)
          else assertKilled(inDocker, fixture)
        } catch {
          failures.push(fixture.name, explain(inDocker), explain(asJvms))
        }
      }
      expect(failures.join('\n')).to.equal('')
    })
  }
})
