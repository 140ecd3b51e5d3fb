import type { Evidence } from '#core/finding.ts'
import { readMessages } from '#kafka/read-messages.ts'
import type { PrintableMessage } from './assert-offsets.ts'
import type { Lab } from './lab.ts'
import { matchEvents, messagesIn } from './match-events.ts'

/** That a topic does not deliver what was stored in it, and the counts by partition. */
export type DataChange = { readonly delivered: number; readonly table: Evidence }

/** Reads a topic again: undefined when it delivers each stored message once and nothing else. */
export async function readDataChange(
  lab: Lab,
  topic: string,
  stored: readonly PrintableMessage[],
): Promise<DataChange | undefined> {
  const { messages, isMissing } = await readMessages(lab.kafka, topic, { view: 'committed' })
  const match = matchEvents(stored, messages)
  const delivered = messagesIn(match).length
  if (match.missing.length === 0 && delivered === stored.length && !isMissing) return undefined
  return { delivered, table: tableOf(topic, stored, messages) }
}

type InPartition = { readonly partition: number }

function tableOf(
  topic: string,
  stored: readonly InPartition[],
  messages: readonly InPartition[],
): Evidence {
  const partitions = [...new Set([...stored, ...messages].map(({ partition }) => partition))]
  const countOf = (list: readonly InPartition[], partition: number) =>
    String(list.filter((each) => each.partition === partition).length)
  const rows = partitions
    .toSorted((one, other) => one - other)
    .map((each) => [String(each), countOf(stored, each), countOf(messages, each)])
  return {
    kind: 'table',
    title: { en: `Messages of ${topic}`, ko: `${topic} 토픽의 메시지` },
    columns: [
      { en: 'partition', ko: '파티션' },
      { en: 'before', ko: '이전' },
      { en: 'now', ko: '현재' },
    ],
    rows,
    marked: rows.flatMap(([, before, now], at) => (before === now ? [] : [at])),
  }
}
