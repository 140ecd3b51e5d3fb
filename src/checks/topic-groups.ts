import type { TableEvidence } from '#core/finding.ts'
import type { KafkaConnection } from '#kafka/kafka-connection.ts'
import { listGroups } from '#kafka/list-groups.ts'
import type { CommittedOffset } from '#kafka/observation.ts'
import { readCommitted } from '#kafka/read-committed.ts'
import { readGroup } from '#kafka/read-group.ts'
import { areEndsCommitted, COMMIT_MS, partitionsToCommit } from './committed-ends.ts'
import type { Lab } from './lab.ts'
import type { LearnerProgram } from './learner-program.ts'

/** A group that has to do with a topic: it committed there, or members of it own partitions. */
export type TopicGroup = {
  readonly groupId: string
  readonly committed: readonly CommittedOffset[]
  readonly members: number
}

/** Reads every group that has to do with a topic, by name. */
export async function readTopicGroups(
  connection: KafkaConnection,
  topic: string,
): Promise<TopicGroup[]> {
  const groups = await listGroups(connection)
  const found = groups.map(async ({ groupId }) => {
    const { members } = await readGroup(connection, groupId)
    const committed = await readCommitted(connection, groupId, [topic])
    const owners = members.filter(({ assignment }) => (assignment[topic]?.length ?? 0) > 0)
    return { groupId, committed, members: owners.length }
  })
  const all = await Promise.all(found)
  return all.filter(({ committed, members }) => committed.length > 0 || members > 0)
}

/**
 * Waits until some group, whichever, has committed the end of every partition that holds messages,
 * or the program ended; returns the groups that have to do with the topic.
 */
export async function untilAnyCommitted(
  lab: Lab,
  program: LearnerProgram,
  topic: string,
): Promise<readonly TopicGroup[]> {
  const partitions = await partitionsToCommit(lab, topic)
  const { value } = await lab.waitFor(
    { en: 'waiting for a group to commit', ko: '그룹이 커밋하기를 기다립니다' },
    async () => {
      const hasEnded = program.hasEnded()
      return { groups: await readTopicGroups(lab.kafka, topic), hasEnded }
    },
    ({ groups }) => groups.some(({ committed }) => areEndsCommitted(partitions, committed)),
    { timeoutMs: COMMIT_MS, isHopeless: ({ hasEnded }) => hasEnded },
  )
  return value.groups
}

/** The groups that had members while a program ran, or whose commits changed meanwhile. */
export function groupsAtWork(
  before: readonly TopicGroup[],
  during: readonly TopicGroup[],
  after: readonly TopicGroup[],
): TopicGroup[] {
  const shown = ({ committed }: TopicGroup) =>
    committed.map(({ partition, offset }) => `${partition}:${offset}`).join()
  const isNew = (group: TopicGroup) => {
    const earlier = before.find(({ groupId }) => groupId === group.groupId)
    return group.members > 0 || !earlier || shown(earlier) !== shown(group)
  }
  const latest = new Map([...during, ...after].map((group) => [group.groupId, group]))
  const names = new Set([...during, ...after].filter(isNew).map(({ groupId }) => groupId))
  return [...names].map((name) => latest.get(name)!)
}

/** The groups that each start of a program worked as, and what they have stored. */
export function topicGroupTable(
  starts: readonly ({ readonly groups: readonly TopicGroup[] } | undefined)[],
): TableEvidence {
  const rows = starts.flatMap((start, at) =>
    (start?.groups ?? []).map(({ groupId, committed }) => [
      String(at + 1),
      groupId,
      committed.map(({ partition, offset }) => `${partition}:${offset}`).join(' ') || '-',
    ]),
  )
  return {
    kind: 'table',
    title: { en: 'Groups by start of the program', ko: '실행별로 사용한 그룹' },
    columns: [
      { en: 'start', ko: '실행' },
      { en: 'group', ko: '그룹' },
      { en: 'committed (partition:offset)', ko: '커밋(파티션:오프셋)' },
    ],
    rows,
  }
}
