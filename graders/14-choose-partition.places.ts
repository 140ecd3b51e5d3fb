import { sameInBoth, storedEventTable, type Evidence, type StoredEvent } from '#checks/index.ts'
import type { TicketEvent } from './14-choose-partition.events.ts'

/** A message and the event it stands for. */
export type StoredTicket = StoredEvent<TicketEvent>

/** The first of the messages, with priority, key and place. */
export function ticketTable(found: readonly StoredTicket[]): Evidence {
  const title = { en: 'Messages in the wrong partition', ko: '잘못된 파티션에 있는 메시지' }
  const name = { en: 'priority', ko: '우선순위' }
  return storedEventTable(title, { name, of: ({ priority }) => priority }, found)
}

/** How many messages of each priority each partition holds. */
export function priorityTable(found: readonly StoredTicket[], partitions: number): Evidence {
  const priorities = [...new Set(found.map(({ event }) => event.priority))].toSorted()
  const rows = Array.from({ length: partitions }, (_, partition) => [
    String(partition),
    ...priorities.map((priority) => {
      const here = found.filter(({ event, message }) => {
        return event.priority === priority && message.partition === partition
      })
      return String(here.length)
    }),
  ])
  return {
    kind: 'table',
    title: { en: 'Messages by partition and priority', ko: '파티션과 우선순위별 메시지 수' },
    columns: [{ en: 'partition', ko: '파티션' }, ...priorities.map(sameInBoth)],
    rows,
  }
}
