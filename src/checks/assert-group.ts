import type { Bilingual } from '#core/bilingual.ts'
import type { Evidence } from '#core/finding.ts'
import type { ObservedGroup, ObservedMember } from '#kafka/observation.ts'
import { judge } from './judge.ts'
import { listOf, spreadOver } from './show.ts'

/** A group as seen at one moment, with the topic whose partitions it is to share out. */
export type GroupOnTopic = {
  readonly group: ObservedGroup
  readonly topic: string
  readonly partitionCount: number
  /** Facts that may say why it is as it is. */
  readonly evidence: readonly Evidence[]
}

/** Adds the assertions about consumer groups. */
export function addGroupAssertions({ Assertion }: Chai.ChaiStatic): void {
  Assertion.addMethod('stableMembers', stableMembers)
  Assertion.addMethod('eachPartitionOnce', eachPartitionOnce)
  Assertion.addMethod('sharedEvenly', sharedEvenly)
}

/** How many members own each partition of the topic, by partition number. */
export function ownersOf({ group, topic, partitionCount }: GroupOnTopic): number[] {
  return Array.from(
    { length: partitionCount },
    (_, partition) =>
      group.members.filter((member) => member.assignment[topic]?.includes(partition)).length,
  )
}

function stableMembers(
  this: Chai.AssertionStatic,
  atLeast: number,
  say: (values: { members: number }) => Bilingual,
): void {
  const observed = this._obj as GroupOnTopic
  const { group, evidence } = observed
  const members = group.members.length
  judge(this, group.state === 'Stable' && members >= atLeast, {
    id: members >= atLeast ? 'group-not-stable' : 'members-missing',
    message: say({ members }),
    expected: {
      en: `group ${group.groupId} is Stable with at least ${atLeast} members`,
      ko: `${group.groupId} 그룹이 멤버 ${atLeast}개 이상으로 Stable 상태`,
    },
    actual: {
      en: `state ${group.state} with ${members} member(s)`,
      ko: `${group.state} 상태, 멤버 ${members}개`,
    },
    evidence: [...memberTable(observed), ...evidence],
  })
}

function eachPartitionOnce(
  this: Chai.AssertionStatic,
  say: (values: { partition: number; owners: number }) => Bilingual,
): void {
  const observed = this._obj as GroupOnTopic
  const owners = ownersOf(observed)
  const partition = owners.findIndex((count) => count !== 1)
  const wrong = owners.flatMap((count, at) => (count === 1 ? [] : [at]))
  judge(this, partition === -1, {
    id: 'partition-owners',
    message: say({ partition, owners: owners[partition] ?? 1 }),
    expected: { en: 'one owner for each partition', ko: '파티션마다 담당 멤버 하나' },
    actual: {
      en: `another number of owners for partition ${listOf(wrong)}`,
      ko: `담당 멤버 수가 하나가 아닌 파티션: ${listOf(wrong)}`,
    },
    evidence: memberTable(observed),
  })
}

function sharedEvenly(
  this: Chai.AssertionStatic,
  say: (values: { fewest: number; most: number }) => Bilingual,
): void {
  const observed = this._obj as GroupOnTopic
  const { members } = observed.group
  const counts = members.map((member) => ownedCount(member, observed.topic))
  const fewest = Math.min(...counts)
  const most = Math.max(...counts)
  const stranger = members.find((member) => readsOtherTopic(member, observed.topic))
  judge(this, most - fewest <= 1 && stranger === undefined, {
    id: stranger ? 'member-of-other-topic' : fewest === 0 ? 'member-idle' : 'shared-unevenly',
    message: stranger ? sayStranger(stranger) : say({ fewest, most }),
    expected: {
      en: 'every member reads the topic, and no two differ by more than one partition',
      ko: '모든 멤버가 이 토픽을 읽고, 맡은 파티션 수의 차이가 최대 1',
    },
    actual: { en: `between ${fewest} and ${most}`, ko: `${fewest}개에서 ${most}개까지` },
    evidence: [...memberTable(observed), partitionSpread(observed)],
  })
}

function ownedCount(member: ObservedMember, topic: string): number {
  return readsOtherTopic(member, topic) ? 0 : (member.assignment[topic]?.length ?? 0)
}

/** A member that did not ask for the topic drops its messages, whatever the leader assigned to it. */
function readsOtherTopic({ subscription }: ObservedMember, topic: string): boolean {
  return subscription.length > 0 && !subscription.includes(topic)
}

function sayStranger({ memberId, subscription }: ObservedMember): Bilingual {
  const [member, topics] = [memberId.slice(0, 28), listOf(subscription)]
  return {
    en: `Member ${member} subscribes to another topic: ${topics}.`,
    ko: `멤버 ${member}은(는) 다른 토픽을 구독합니다: ${topics}.`,
  }
}

/** Who owns what, as a table. */
export function memberTable({ group, topic }: GroupOnTopic): Evidence[] {
  if (group.members.length === 0) return []
  return [
    {
      kind: 'table',
      title: {
        en: `Members of ${group.groupId} (${group.state})`,
        ko: `${group.groupId} 그룹의 멤버(${group.state})`,
      },
      columns: [
        { en: 'member', ko: '멤버' },
        { en: 'client id', ko: '클라이언트 ID' },
        { en: 'partitions', ko: '파티션' },
      ],
      rows: group.members.map(({ memberId, clientId, assignment }) => [
        memberId.slice(0, 28),
        clientId,
        listOf(assignment[topic] ?? []) || '-',
      ]),
    },
  ]
}

/** How many partitions each member owns, as bars. */
export function partitionSpread({ group, topic }: GroupOnTopic): Evidence {
  return spreadOver(
    { en: 'Partitions per member', ko: '멤버별 파티션 수' },
    group.members.map(({ memberId, assignment }) => ({
      label: memberId.slice(0, 28),
      count: assignment[topic]?.length ?? 0,
    })),
  )
}
