import { numberIn, objectsIn } from './logged-fields.ts'
import { topicNamesIn, type TopicNames, topicOf } from './logged-topics.ts'
import type { LoggedRequest } from './request-log.ts'

/** The offset at which a client began to read a partition. */
export type FetchStart = {
  readonly clientId: string
  readonly partition: number
  readonly offset: bigint
  readonly atMs: number
}

/**
 * The first Fetch of a topic by client id and partition. A Fetch is logged when it is answered, so
 * one that still waits for messages is not there yet.
 */
export function fetchStarts(
  requests: readonly LoggedRequest[],
  topic: string,
  names: TopicNames = topicNamesIn(requests),
): FetchStart[] {
  const starts = new Map<string, FetchStart>()
  for (const { apiName, request, clientId, atMs } of requests) {
    if (apiName !== 'FETCH') continue
    const asked = objectsIn(request, 'topics').filter((entry) => topicOf(entry, names) === topic)
    for (const entry of asked.flatMap((found) => objectsIn(found, 'partitions'))) {
      const partition = numberIn(entry, 'partition')
      const offset = BigInt(numberIn(entry, 'fetchOffset'))
      const key = `${partition} ${clientId}`
      if (!starts.has(key)) starts.set(key, { clientId, partition, offset, atMs })
    }
  }
  return [...starts.values()]
}
