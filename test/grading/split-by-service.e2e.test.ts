import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'
import { createExternalProvider } from '#broker/external/external-provider.ts'
import { readCourse } from '#grading/course.ts'
import { makePlan } from '#grading/plan.ts'
import { splitByService } from '#grading/split-by-service.ts'
import { withCluster } from '../support/cluster.ts'

describe('exercises on a cluster of others with one broker', function () {
  this.timeout(300_000)

  it('are told why they take three of them', async () => {
    const { learnerBrokers } = await withCluster()
    const provider = createExternalProvider({}, learnerBrokers)
    const plan = await makePlan(await readCourse(), ['03', '10', '11'], REPOSITORY.exercises)
    const { served, unserved } = await splitByService(plan, provider)
    expect(served.map(({ exercise }) => exercise.id)).to.deep.equal(['03'])
    expect(unserved.map(({ exercise }) => exercise.id)).to.deep.equal(['10', '11'])
    for (const { reason } of unserved) {
      expect(reason.en).to.equal('it takes 3 brokers and the cluster given has 1')
      expect(reason.ko).to.include('3개')
    }
  })
})
