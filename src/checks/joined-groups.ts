import { joinedGroups } from '#kafka/logged-groups.ts'
import type { LoggedRequest } from '#kafka/request-log.ts'

/** The groups other than the given one that clients have joined. */
export function groupsJoinedInstead(
  requests: readonly LoggedRequest[],
  groupId: string,
): readonly string[] {
  const joined = joinedGroups(requests).map((join) => join.groupId)
  return [...new Set(joined)].filter((other) => other !== groupId)
}
