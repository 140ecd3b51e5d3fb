import { joinedGroups } from '#kafka/logged-groups.ts'
import type { Lab } from './lab.ts'

/** The client ids that have joined a group since the exercise began. */
export async function clientsThatJoined(lab: Lab, groupId: string): Promise<string[]> {
  const { requests } = await lab.readRequests()
  const joins = joinedGroups(requests).filter((join) => join.groupId === groupId)
  return [...new Set(joins.map(({ clientId }) => clientId))]
}
