import type { KafkaConnection } from '#kafka/kafka-connection.ts'
import type { ObservedGroup } from '#kafka/observation.ts'
import { readGroup } from '#kafka/read-group.ts'
import { evictMember } from '#kafka/set-up-writes.ts'
import { pollUntil } from '#core/poll-until.ts'
import type { GroupOnTopic } from './assert-group.ts'

/** Reads a group beside the topic whose partitions it is to share out. */
export async function readGroupOn(
  connection: KafkaConnection,
  groupId: string,
  topic: string,
  partitionCount: number,
): Promise<GroupOnTopic> {
  const group = await readGroup(connection, groupId)
  return { group, topic, partitionCount, evidence: [] }
}

/** Waits until a group has no member left, for at most `timeoutMs`; returns it as last seen. */
export async function waitUntilGone(
  connection: KafkaConnection,
  groupId: string,
  timeoutMs: number,
): Promise<ObservedGroup> {
  const { value } = await pollUntil(
    () => readGroup(connection, groupId),
    (group) => group.members.length === 0,
    { what: `group ${groupId} to be empty`, timeoutMs },
  )
  return value
}

/** Takes members out whose programs are gone, so that nobody has to wait for their session. */
export async function evictMembers(
  connection: KafkaConnection,
  group: ObservedGroup,
): Promise<void> {
  for (const { memberId } of group.members) {
    await evictMember(connection, group.groupId, memberId, group.type)
  }
}
