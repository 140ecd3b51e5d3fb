import { expect } from 'chai'
import { pollUntil } from '#core/poll-until.ts'
import { createTopic } from '#kafka/create-topic.ts'
import { startFlexibleRequest, startFlexibleResponse } from '#kafka/flexible-fields.ts'
import { joinGroup } from '#kafka/group-member.ts'
import { connectKafka, type KafkaConnection } from '#kafka/kafka-connection.ts'
import type { Exchange } from '#kafka/kafkajs-protocol.ts'
import { listGroups } from '#kafka/list-groups.ts'
import { readCommitted } from '#kafka/read-committed.ts'
import { readGroup } from '#kafka/read-group.ts'
import { commitOffsets, evictMember } from '#kafka/set-up-writes.ts'
import { withCluster } from '../support/cluster.ts'
import { freshName } from './fresh-names.ts'
import { startMember } from './kafkajs-programs.ts'

async function freshTopic(connection: KafkaConnection, partitions: number): Promise<string> {
  const topic = freshName('groups')
  await createTopic(connection, { topic, partitions })
  return topic
}

type Membership = { readonly memberId: string; readonly epoch: number }

const NEW_MEMBER: Membership = { memberId: '', epoch: 0 }

/** ConsumerGroupHeartbeat v0 (KIP-848); a new member learns its id and epoch from the answer. */
function heartbeatExchange(
  groupId: string,
  topic: string,
  { memberId, epoch }: Membership,
): Exchange<Membership> {
  const encode = () =>
    startFlexibleRequest()
      .writeUVarIntString(groupId)
      .writeUVarIntString(memberId)
      .writeInt32(epoch)
      .writeUVarInt(0)
      .writeUVarInt(0)
      .writeInt32(60_000)
      .writeUVarInt(2)
      .writeUVarIntString(topic)
      .writeUVarInt(0)
      .writeUVarInt(1)
      .writeUVarInt(0)
  const decode = (body: Buffer): Membership => {
    const decoder = startFlexibleResponse(body)
    decoder.readInt32() // throttle time
    const errorCode = decoder.readInt16()
    const message = decoder.readUVarIntString()
    if (errorCode !== 0) throw new Error(`heartbeat refused: ${errorCode} ${message}`)
    return { memberId: decoder.readUVarIntString() ?? '', epoch: decoder.readInt32() }
  }
  return { request: { apiKey: 68, apiVersion: 0, encode }, response: { decode } }
}

describe('group readers on a broker', function () {
  this.timeout(300_000)

  it('follow a classic group from its first member to its last', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = await freshTopic(connection, 2)
    const groupId = freshName('group')
    expect(await readGroup(connection, groupId)).to.deep.include({ state: 'Dead', members: [] })
    const first = await startMember(brokers, groupId, topic)
    const second = await startMember(brokers, groupId, topic)
    const { value: shared } = await pollUntil(
      () => readGroup(connection, groupId),
      ({ state, members }) => state === 'Stable' && members.length === 2,
      { what: 'two members', timeoutMs: 20_000 },
    )
    await Promise.all([first, second].map((member) => member[Symbol.asyncDispose]()))
    expect(shared).to.deep.include({ type: 'classic', assignor: 'RoundRobinAssigner' })
    const owned = shared.members.flatMap(({ assignment }) => assignment[topic] ?? [])
    expect(owned).to.have.members([0, 1])
    expect(await readGroup(connection, groupId)).to.deep.include({ state: 'Empty', members: [] })
    expect(await listGroups(connection)).to.deep.include({ groupId, protocolType: 'consumer' })
  })

  it('read a KIP-848 group', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = await freshTopic(connection, 3)
    const groupId = freshName('group848')
    // The coordinator may hear of a new topic after the join; a later heartbeat brings its share.
    let membership = NEW_MEMBER
    const { value: group } = await pollUntil(
      async () => {
        const exchange = heartbeatExchange(groupId, topic, membership)
        membership = await connection.askCoordinator(groupId, exchange, { what: 'a heartbeat' })
        return readGroup(connection, groupId)
      },
      ({ members }) => members[0]?.assignment[topic]?.length === 3,
      { what: 'an assignment', timeoutMs: 10_000 },
    )
    expect(group).to.include({ type: 'consumer', state: 'Stable', assignor: 'uniform' })
    expect(group.members[0]).to.include({ clientId: 'kafkalings' })
    expect(group.members[0]?.assignment).to.deep.equal({ [topic]: [0, 1, 2] })
    await evictMember(connection, groupId, group.members[0]!.memberId, 'consumer')
    expect(await readGroup(connection, groupId)).to.deep.include({ state: 'Empty', members: [] })
    await evictMember(connection, groupId, 'nobody', 'consumer')
  })

  it('evict a member', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = await freshTopic(connection, 1)
    const groupId = freshName('group')
    await using member = await startMember(brokers, groupId, topic)
    await evictMember(connection, groupId, member.memberId)
    await evictMember(connection, groupId, 'nobody')
    const { members } = await readGroup(connection, groupId)
    expect(members.map(({ memberId }) => memberId)).to.not.include(member.memberId)
  })

  it('show commits as they are stored and leave the rest out', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const [topic, other] = [await freshTopic(connection, 4), await freshTopic(connection, 1)]
    const groupId = freshName('group')
    expect(await readCommitted(connection, groupId)).to.deep.equal([])
    await commitOffsets(connection, groupId, other, [{ partition: 0, offset: 9n }])
    await commitOffsets(connection, groupId, topic, [
      { partition: 3, offset: 5n },
      { partition: 1, offset: -1n },
      { partition: 0, offset: -2n },
    ])
    expect(await readCommitted(connection, groupId, [topic])).to.deep.equal([
      { topic, partition: 0, offset: -2n },
      { topic, partition: 1, offset: -1n },
      { topic, partition: 3, offset: 5n },
    ])
    expect(await readCommitted(connection, groupId)).to.have.length(4)
  })

  it('cannot commit for a group that has members', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = await freshTopic(connection, 1)
    const groupId = freshName('group')
    await using _member = await startMember(brokers, groupId, topic)
    const error = await commitOffsets(connection, groupId, topic, [
      { partition: 0, offset: 0n },
    ]).catch((e: unknown) => e)
    expect(String(error)).to.contain('UNKNOWN_MEMBER_ID')
  })

  it('see a member of ours own what it was given, commit as long as it is one, and leave', async () => {
    const { brokers } = await withCluster()
    await using connection = await connectKafka(brokers)
    const topic = await freshTopic(connection, 2)
    const groupId = freshName('group')
    const member = await joinGroup(connection, groupId, { [topic]: [0, 1] })
    const { state, members } = await readGroup(connection, groupId)
    expect(state).to.equal('Stable')
    expect(members.map(({ assignment }) => assignment)).to.deep.equal([{ [topic]: [0, 1] }])
    expect(members[0]).to.deep.include({ memberId: member.memberId, subscription: [topic] })
    expect(await member.commit(topic, [{ partition: 1, offset: 5n }])).to.equal(true)
    expect(await readCommitted(connection, groupId)).to.deep.equal([
      { topic, partition: 1, offset: 5n },
    ])
    const joining = startMember(brokers, groupId, topic)
    const { outcome } = await pollUntil(
      async () => (await readGroup(connection, groupId)).state,
      (found) => found === 'PreparingRebalance',
      { what: 'somebody to wait for a place', timeoutMs: 20_000 },
    )
    expect(outcome).to.equal('ready')
    expect(await member.commit(topic, [{ partition: 1, offset: 6n }])).to.equal(true)
    await member.leave()
    await using other = await joining
    expect(await member.commit(topic, [{ partition: 1, offset: 7n }])).to.equal(false)
    const { members: left } = await readGroup(connection, groupId)
    expect(left.map(({ memberId }) => memberId)).to.deep.equal([other.memberId])
  })
})
