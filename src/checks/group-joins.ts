import { committedVia, joinedGroups } from '#kafka/logged-groups.ts'
import type { Lab } from './lab.ts'

/** The client ids that have joined a group since the exercise began. */
export async function clientsThatJoined(lab: Lab, groupId: string): Promise<string[]> {
  const joins = await readJoins(lab)
  return unique(joins.filter((join) => join.groupId === groupId).map(({ clientId }) => clientId))
}

/** The groups other than the given one that clients have joined since the exercise began. */
export async function groupsJoinedInstead(lab: Lab, groupId: string): Promise<string[]> {
  const joined = (await readJoins(lab)).map((join) => join.groupId)
  return unique(joined).filter((other) => other !== groupId)
}

async function readJoins(lab: Lab) {
  const { requests } = await lab.readRequests()
  return joinedGroups(requests)
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted((one, other) => (one < other ? -1 : 1))
}

/** The client ids that have committed offsets of a group since the exercise began. */
export async function clientsThatCommitted(lab: Lab, groupId: string): Promise<string[]> {
  const { requests } = await lab.readRequests()
  const commits = committedVia(requests).filter((commit) => commit.groupId === groupId)
  return unique(commits.map(({ clientId }) => clientId))
}
