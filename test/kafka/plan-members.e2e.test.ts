import { expect } from 'chai'
import { chooseProvider } from '#broker/choose-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { planMembers } from '#kafka/plan-members.ts'
import { readGroup } from '#kafka/read-group.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { freshName } from './fresh-names.ts'

describe('planned members of a group', function () {
  this.timeout(120_000)
  let guardian: Guardian
  let cluster: StartedCluster

  before(async () => {
    guardian = startGuardian()
    cluster = await (await chooseProvider()).startCluster({ brokers: 1, guardian })
  })

  after(async () => {
    await cluster[Symbol.asyncDispose]()
    await guardian[Symbol.asyncDispose]()
  })

  for (const [members, idle] of [
    [2, 0],
    [5, 2],
  ] as const) {
    it(`are ${members}, of whom ${idle} get none of three partitions, and leave again`, async () => {
      await using connection = await connectKafka(cluster.brokersForGrader)
      const topic = freshName('planned')
      const groupId = freshName('planned-group')
      await createTopic(connection, { topic, partitions: 3 })
      const assigned = await planMembers(connection, { groupId, topic, partitions: 3, members })
      expect(assigned?.flat().toSorted()).to.deep.equal([0, 1, 2])
      expect(assigned?.filter(({ length }) => length === 0)).to.have.length(idle)
      expect((await readGroup(connection, groupId)).members).to.deep.equal([])
    })
  }
})
