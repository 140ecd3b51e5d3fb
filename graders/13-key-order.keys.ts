import { showValue, storedEventTable, type Evidence } from '#checks/index.ts'
import type { StoredAccountEvent } from './13-key-order.places.ts'

/** What stands where the account's id should be the key. */
export type WrongKey =
  | 'none'
  | 'object'
  | 'quoted'
  | 'value'
  | 'field'
  | 'case'
  | 'part'
  | 'same'
  | 'other'

/** The messages whose key is not their account, and the first mistake with its key. */
export function findWrongKeys(found: readonly StoredAccountEvent[]): {
  readonly wrong: readonly StoredAccountEvent[]
  readonly kind: WrongKey | undefined
  readonly shown: string
} {
  const wrong = found.filter(({ event, message }) => message.key?.toString() !== event.account)
  const [first] = wrong
  if (!first) return { wrong, kind: undefined, shown: '' }
  const kind = kindOf(first, wrong)
  const shown = kind === 'field' ? fieldOf(first)! : showValue(first.message.key)
  return { wrong, kind, shown }
}

function kindOf(first: StoredAccountEvent, wrong: readonly StoredAccountEvent[]): WrongKey {
  const { event, message } = first
  if (message.key === null) return 'none'
  const key = message.key.toString()
  if (key.startsWith('[object ')) return 'object'
  if (key === JSON.stringify(event.account)) return 'quoted'
  if (key.startsWith('{')) return 'value'
  if (fieldOf(first) !== undefined) return 'field'
  if (key.toLowerCase() === event.account.toLowerCase()) return 'case'
  if (wrong.length > 1 && sharedKey(wrong) !== undefined) return 'same'
  const isPart = key !== '' && (event.account.includes(key) || key.includes(event.account))
  return isPart ? 'part' : 'other'
}

function fieldOf({ event, message }: StoredAccountEvent): string | undefined {
  const key = message.key?.toString()
  return Object.entries(event).find(([, value]) => String(value) === key)?.[0]
}

/** The key that all of the messages have, when it is one and the same. */
export function sharedKey(found: readonly StoredAccountEvent[]): string | undefined {
  const keys = new Set(found.map(({ message }) => message.key?.toString('hex')))
  const key = found[0]?.message.key
  return keys.size === 1 && key ? showValue(key) : undefined
}

/** Messages with their keys, as a table. */
export function keyTable(found: readonly StoredAccountEvent[]): Evidence {
  const title = { en: 'Keys of messages', ko: '메시지의 키' }
  const name = { en: 'account', ko: '계정' }
  return storedEventTable(title, { name, of: ({ account }) => account }, found)
}
