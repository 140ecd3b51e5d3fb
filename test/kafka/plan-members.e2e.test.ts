import { expect } from 'chai'
import { createTopic } from '#kafka/create-topic.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { planMembers } from '#kafka/plan-members.ts'
import { readGroup } from '#kafka/read-group.ts'
import { withCluster } from '../support/cluster.ts'
import { freshName } from './fresh-names.ts'

describe('planned members of a group', function () {
  this.timeout(120_000)

  for (const [members, idle] of [
    [2, 0],
    [5, 2],
  ] as const) {
    it(`are ${members}, of whom ${idle} get none of three partitions, and leave again`, async () => {
      const { brokers } = await withCluster()
      await using connection = await connectKafka(brokers)
      // Often, because a coordinator hears of a new topic a moment after the answer to its creation.
      for (let time = 0; time < 20; time++) {
        const topic = freshName('planned')
        const groupId = freshName('planned-group')
        await createTopic(connection, { topic, partitions: 3 })
        const assigned = await planMembers(connection, { groupId, topic, partitions: 3, members })
        expect(assigned?.flat().toSorted()).to.deep.equal([0, 1, 2])
        expect(assigned?.filter(({ length }) => length === 0)).to.have.length(idle)
        expect((await readGroup(connection, groupId)).members).to.deep.equal([])
      }
    })
  }
})
