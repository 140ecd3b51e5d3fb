import { evictMembers, waitUntilGone } from './group-steps.ts'
import type { Lab } from './lab.ts'

/** Members that say goodbye are gone at once. */
const LEAVE_MS = 1_000
/** Whoever comes back after that is out when its session is: 45 s in the new protocol. */
const SESSION_MS = 60_000

/**
 * Sees to it that a group has no members, so that offsets can be committed from outside; those whose
 * programs are gone are taken out. False when somebody is still in it. After a kill nobody says
 * goodbye, so `leaveMs` is 0 then.
 */
export async function releaseGroup(
  lab: Lab,
  groupId: string,
  leaveMs = LEAVE_MS,
): Promise<boolean> {
  const group = await waitUntilGone(lab.kafka, groupId, leaveMs)
  if (group.members.length === 0) return true
  lab.doing({
    en: 'waiting for the members of the group to be gone',
    ko: '그룹의 멤버가 모두 사라지기를 기다립니다',
  })
  await evictMembers(lab.kafka, group)
  return (await waitUntilGone(lab.kafka, groupId, SESSION_MS)).members.length === 0
}
