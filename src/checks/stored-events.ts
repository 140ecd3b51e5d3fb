import type { Bilingual } from '#core/bilingual.ts'
import type { TableEvidence } from '#core/finding.ts'
import type { ObservedMessage } from '#kafka/observation.ts'
import type { EventMatch, GivenEvent } from './match-events.ts'
import { showValue } from './show.ts'

/** A message and the event it stands for. */
export type StoredEvent<Event extends GivenEvent> = {
  readonly event: Event
  readonly message: ObservedMessage
}

const MOST_ROWS = 6

/** Every message with its event, in the order of the events. */
export function storedEvents<Event extends GivenEvent>(
  events: readonly Event[],
  { byNonce }: EventMatch,
): StoredEvent<Event>[] {
  return events.flatMap((event) => byNonce.get(event.nonce)!.map((message) => ({ event, message })))
}

/** The partitions that hold any of the messages, in their order. */
export function partitionsOf(found: readonly { readonly message: ObservedMessage }[]): number[] {
  const partitions = new Set(found.map(({ message }) => message.partition))
  return [...partitions].toSorted((one, other) => one - other)
}

/** The first of the messages: a field of the event, key and place, as a table. */
export function storedEventTable<Event extends GivenEvent>(
  title: Bilingual,
  field: { readonly name: Bilingual; readonly of: (event: Event) => string },
  found: readonly StoredEvent<Event>[],
): TableEvidence {
  return {
    kind: 'table',
    title,
    columns: [
      field.name,
      { en: 'key', ko: '키' },
      { en: 'partition', ko: '파티션' },
      { en: 'offset', ko: '오프셋' },
      { en: 'nonce', ko: 'nonce' },
    ],
    rows: found
      .slice(0, MOST_ROWS)
      .map(({ event, message }) => [
        field.of(event),
        showValue(message.key),
        String(message.partition),
        String(message.offset),
        event.nonce,
      ]),
  }
}
