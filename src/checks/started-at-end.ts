import { fieldsOf, numberIn, objectsIn, textIn } from '#kafka/logged-fields.ts'
import type { LoggedRequest } from '#kafka/request-log.ts'

/** ListOffsets asks for the end with this timestamp, and for the beginning with −2. */
const LATEST = -1
const EARLIEST = -2

/**
 * Partitions of a topic whose end was looked up and whose beginning was not: what a consumer does
 * that has no committed offset and starts with the messages that are still to come.
 */
export function partitionsStartedAtEnd(
  requests: readonly LoggedRequest[],
  topic: string,
): number[] {
  const asked = requests
    .filter(({ apiName }) => apiName === 'LIST_OFFSETS')
    .flatMap(({ request }) => objectsIn(fieldsOf(request), 'topics'))
    .filter((entry) => textIn(entry, 'name') === topic)
    .flatMap((entry) => objectsIn(entry, 'partitions'))
  const asking = (timestamp: number) =>
    new Set(
      asked
        .filter((entry) => numberIn(entry, 'timestamp') === timestamp)
        .map((entry) => numberIn(entry, 'partitionIndex')),
    )
  const atBeginning = asking(EARLIEST)
  return [...asking(LATEST)]
    .filter((partition) => !atBeginning.has(partition))
    .toSorted((one, other) => one - other)
}
