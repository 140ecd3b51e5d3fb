import { showValue, type Evidence, type ObservedMessage } from '#checks/index.ts'
import type { TicketEvent } from './14-choose-partition.events.ts'

/** A message and the event it stands for. */
export type StoredTicket = { readonly event: TicketEvent; readonly message: ObservedMessage }

const MOST_ROWS = 6

/** The partitions that hold any of the messages, in their order. */
export function partitionsOf(found: readonly StoredTicket[]): number[] {
  const partitions = new Set(found.map(({ message }) => message.partition))
  return [...partitions].toSorted((one, other) => one - other)
}

/** The first of the messages, with priority, key and place. */
export function ticketTable(found: readonly StoredTicket[]): Evidence {
  return {
    kind: 'table',
    title: { en: 'Messages in the wrong partition', ko: '잘못된 파티션에 있는 메시지' },
    columns: [
      { en: 'priority', ko: '우선순위' },
      { en: 'key', ko: '키' },
      { en: 'partition', ko: '파티션' },
      { en: 'offset', ko: '오프셋' },
      { en: 'nonce', ko: 'nonce' },
    ],
    rows: found
      .slice(0, MOST_ROWS)
      .map(({ event, message }) => [
        event.priority,
        showValue(message.key),
        String(message.partition),
        String(message.offset),
        event.nonce,
      ]),
  }
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
    columns: [
      { en: 'partition', ko: '파티션' },
      ...priorities.map((name) => ({ en: name, ko: name })),
    ],
    rows,
  }
}
