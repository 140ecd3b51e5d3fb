import { fieldsOf, objectsIn, textIn } from '#kafka/logged-fields.ts'
import { topicNamesIn, topicOf } from '#kafka/logged-topics.ts'
import type { LoggedRequest } from '#kafka/request-log.ts'

const OFFSETS_TOPIC = '__consumer_offsets'

/**
 * How often clients have looked at how far a group is on a topic: by asking for its commits, else by
 * asking for the ends of the topic, else by reading Kafka's own topic of commits.
 */
export function countLooks(
  requests: readonly LoggedRequest[],
  groupId: string,
  topic: string,
): number {
  const names = topicNamesIn(requests)
  const mentions = ({ request }: LoggedRequest, wanted: string) =>
    objectsIn(request, 'topics').some((entry) => topicOf(entry, names) === wanted)
  const count = (apiName: string, isMeant: (entry: LoggedRequest) => boolean) =>
    requests.filter((entry) => entry.apiName === apiName && isMeant(entry)).length
  return (
    count('OFFSET_FETCH', ({ request }) => asksForGroup(request, groupId)) ||
    count('LIST_OFFSETS', (entry) => mentions(entry, topic)) ||
    count('FETCH', (entry) => mentions(entry, OFFSETS_TOPIC))
  )
}

/** One group by itself up to version 7, a list of groups since. */
function asksForGroup(request: unknown, groupId: string): boolean {
  const listed = objectsIn(request, 'groups').map((group) => textIn(group, 'groupId'))
  return listed.includes(groupId) || textIn(fieldsOf(request), 'groupId') === groupId
}
