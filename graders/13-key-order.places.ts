import { listOf, partitionsOf, type Evidence, type StoredEvent } from '#checks/index.ts'
import type { AccountEvent } from './13-key-order.events.ts'

/** A message and the event of an account that it stands for. */
export type StoredAccountEvent = StoredEvent<AccountEvent>

/** All messages of an account. */
export type AccountMessages = {
  readonly account: string
  readonly found: readonly StoredAccountEvent[]
}

/** Two events of an account of which the later one is stored first, and where. */
export type Overtaken = {
  readonly account: string
  /** Those of one partition, by offset, without repetitions. */
  readonly stored: readonly StoredAccountEvent[]
  readonly later: StoredAccountEvent
  readonly earlier: StoredAccountEvent
}

/** The messages by account. */
export function groupByAccount(found: readonly StoredAccountEvent[]): AccountMessages[] {
  const accounts = [...new Set(found.map(({ event }) => event.account))]
  return accounts.map((account) => ({
    account,
    found: found.filter(({ event }) => event.account === account),
  }))
}

/**
 * The first place where an account's events are out of order. Partitions have no order among
 * themselves, so each one is looked at alone; and a repetition says nothing that its first copy
 * has not said.
 */
export function findOvertaken({ account, found }: AccountMessages): Overtaken | undefined {
  for (const partition of partitionsOf(found)) {
    const stored = firstCopies(found.filter(({ message }) => message.partition === partition))
    const at = stored.findIndex(({ event }, index) => {
      const next = stored[index + 1]
      return next !== undefined && next.event.seq < event.seq
    })
    if (at >= 0) return { account, stored, later: stored[at]!, earlier: stored[at + 1]! }
  }
  return undefined
}

/** Whether an account's events stand in the log from the last to the first. */
export function isReversed({ found }: AccountMessages): boolean {
  const seqs = firstCopies(found).map(({ event }) => event.seq)
  return seqs.every((seq, at) => at === 0 || seq < seqs[at - 1]!)
}

function firstCopies(found: readonly StoredAccountEvent[]): StoredAccountEvent[] {
  const byOffset = found.toSorted((one, other) => Number(one.message.offset - other.message.offset))
  const seen = new Set<string>()
  return byOffset.filter(({ event }) => !seen.has(event.nonce) && seen.add(event.nonce))
}

/** In which partitions each account is, those in several marked and first. */
export function placeTable(accounts: readonly AccountMessages[]): Evidence {
  const places = accounts
    .map(({ account, found }) => ({ account, found, partitions: partitionsOf(found) }))
    .toSorted((one, other) => other.partitions.length - one.partitions.length)
    .slice(0, 10)
  return {
    kind: 'table',
    title: { en: 'Partitions by account', ko: '계정별 파티션' },
    columns: [
      { en: 'account', ko: '계정' },
      { en: 'messages', ko: '메시지 수' },
      { en: 'partitions', ko: '파티션' },
    ],
    rows: places.map(({ account, found, partitions }) => [
      account,
      String(found.length),
      listOf(partitions),
    ]),
    marked: places.flatMap(({ partitions }, at) => (partitions.length > 1 ? [at] : [])),
  }
}

/** The order in which a partition holds an account's events, with the two that changed places. */
export function overtakenTable({ account, stored, later, earlier }: Overtaken): Evidence {
  return {
    kind: 'table',
    title: { en: `Events of account ${account}`, ko: `${account} 계정의 이벤트` },
    columns: [
      { en: 'partition', ko: '파티션' },
      { en: 'offset', ko: '오프셋' },
      { en: 'seq', ko: 'seq' },
    ],
    rows: stored.map(({ event, message }) => [
      String(message.partition),
      String(message.offset),
      String(event.seq),
    ]),
    marked: stored.flatMap((each, at) => (each === later || each === earlier ? [at] : [])),
  }
}
