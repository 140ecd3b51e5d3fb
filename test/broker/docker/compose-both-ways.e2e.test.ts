import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import { planCompose } from '#broker/compose/compose-plan.ts'
import { findUnsupported } from '#broker/compose/docker/find-unsupported.ts'
import { hubReference } from '#compose/hub-reference.ts'
import { parseImage } from '#compose/image-reference.ts'
import { readComposeFolder } from '#compose/read-folder.ts'
import type { ExerciseResult } from '#core/result-record.ts'
import { chooseExercises } from '#grading/plan.ts'
import { readCourse } from '#grading/course.ts'
import { isComposeName } from '#grading/entry-names.ts'
import { layOver, readFixtures, type Fixture } from '../../course/fixtures.ts'
import { assertFullScore, assertKilled, explain } from '../../course/judge-fixture.ts'
import { openLanes } from '../../course/lanes.ts'
import { isInShare, parseShare } from '../../course/share.ts'
import { dockerCall } from '../../support/docker/what-docker-holds.ts'
import '../../support/docker/use-docker.ts'

const [exercise] = chooseExercises(await readCourse(), ['01'])
if (!exercise) throw new Error('no exercise 01')
const share = parseShare(process.env.KAFKALINGS_COURSE_SHARE ?? '')
/** Only what the image at hand is the real thing for, and of that what this run's share holds. */
const fixtures = (await readFixtures(exercise.slug)).filter(({ folder, kind, name }) => {
  const isChosen = !share || isInShare(`${kind}/${name}`, share)
  return isChosen && imagesOf(folder)?.every((image) => /\bapache\/kafka\b/.test(image))
})

/** The images a fixture would start, when it can be started in containers. */
function imagesOf(folder: string): readonly string[] | undefined {
  const file = readdirSync(folder).find(isComposeName)
  if (file === undefined) return undefined
  const { cluster } = readComposeFolder(folder, file)
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

/** Grades a fixture once each way, at the same time. */
async function gradeBothWays(fixture: Fixture): Promise<readonly ExerciseResult[]> {
  await using jvms = openLanes(1, false, 'jvm')
  await using containers = openLanes(1, false, 'docker')
  const lay = (folder: string) => layOver(fixture, exercise!.slug, folder)
  const job = { exercise: exercise!, lay, seed: fixture.seed }
  return await Promise.all([jvms.add(job), containers.add(job)])
}

describe('a compose file as JVMs and as containers', function () {
  this.timeout(300_000)
  let atHand: ReadonlySet<string>
  before(async () => {
    atHand = new Set(await dockerCall('images', '--format', '{{.Repository}}:{{.Tag}}'))
  })

  for (const fixture of fixtures) {
    it(`gets the same verdict: ${fixture.kind}/${fixture.name}`, async function () {
      const images = imagesOf(fixture.folder)
      const isAtHand = (image: string) => atHand.has(image) || atHand.has(`${image}:latest`)
      if (!images?.every(isAtHand)) return this.skip()
      const [asJvms, inDocker] = await gradeBothWays(fixture)
      const said = `${explain(inDocker!)}\n${explain(asJvms!)}`
      expect(verdictOf(inDocker!), said).to.deep.equal(verdictOf(asJvms!))
      if (fixture.kind === 'right') assertFullScore(inDocker!, fixture)
      else assertKilled(inDocker!, fixture)
    })
  }
})
