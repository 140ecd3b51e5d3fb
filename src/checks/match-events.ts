import type { ObservedMessage } from '#kafka/observation.ts'
import { NONCE_PATTERN } from './token-watch.ts'

/** An event a learner is given to send; its nonce tells it from all others. */
export type GivenEvent = Readonly<Record<string, unknown>> & { readonly nonce: string }

/** Events as a file that a learner reads: one JSON object a line. */
export function jsonLines(events: readonly GivenEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

/** Which stored messages stand for which event. */
export type EventMatch = {
  /** The messages of each event, by nonce; an event without message has an empty list. */
  readonly byNonce: ReadonlyMap<string, readonly ObservedMessage[]>
  /** Messages that hold no known nonce, so that nobody can say which event they are. */
  readonly unidentified: readonly ObservedMessage[]
  /** Messages that hold several events at once. */
  readonly combined: readonly ObservedMessage[]
  /** How many events arrived, unidentified messages counted in favour of the learner. */
  readonly arrivedCount: number
  /** Events without a message, as far as can be told. */
  readonly missing: readonly GivenEvent[]
}

/** All messages of a match, whatever they stand for. */
export function messagesIn(match: EventMatch): readonly ObservedMessage[] {
  return [...match.byNonce.values(), match.unidentified, match.combined].flat()
}

/** Pairs messages with events by the nonce in the value, whatever form the value has. */
export function matchEvents(
  events: readonly GivenEvent[],
  messages: readonly ObservedMessage[],
): EventMatch {
  const byNonce = new Map<string, ObservedMessage[]>(events.map(({ nonce }) => [nonce, []]))
  const unidentified: ObservedMessage[] = []
  const combined: ObservedMessage[] = []
  for (const message of messages) {
    const nonces = noncesIn(message, byNonce)
    if (nonces.length === 1) byNonce.get(nonces[0]!)!.push(message)
    else (nonces.length === 0 ? unidentified : combined).push(message)
  }
  const missing = events.filter(({ nonce }) => byNonce.get(nonce)!.length === 0)
  const benefit = Math.min(unidentified.length, missing.length)
  const arrivedCount = events.length - missing.length + benefit
  return { byNonce, unidentified, combined, arrivedCount, missing: missing.slice(benefit) }
}

/** Whether half of the events or more have a message; how a program treats fewer shows little. */
export function isHalfStored({ byNonce }: EventMatch, events: readonly GivenEvent[]): boolean {
  const stored = events.filter(({ nonce }) => byNonce.get(nonce)!.length > 0)
  return stored.length * 2 >= events.length
}

/** The nonce of the event a message holds; further fields of the learner's own may name others. */
function noncesIn(
  { value }: ObservedMessage,
  known: ReadonlyMap<string, unknown>,
): readonly string[] {
  const json = value && parseJson(value.toString())?.json
  const own = isObject(json) ? json['nonce'] : undefined
  if (typeof own === 'string' && known.has(own)) return [own]
  const found = value?.toString('latin1').match(NONCE_PATTERN) ?? []
  return [...new Set(found)].filter((nonce) => known.has(nonce))
}

/** What a value is, compared with the JSON of its event. */
export type ValueVerdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'null' | 'not-utf8' | 'not-json' | 'not-object' | 'twice-encoded' }
  | { readonly kind: 'different'; readonly fields: readonly string[] }

/** Compares a value with its event; further fields of the learner's own are no difference. */
export function compareValue(value: Buffer | null, event: GivenEvent | undefined): ValueVerdict {
  if (value === null) return { kind: 'null' }
  const text = decodeUtf8(value)
  if (text === undefined) return { kind: 'not-utf8' }
  const parsed = parseJson(text)
  if (parsed === undefined) return { kind: 'not-json' }
  if (typeof parsed.json === 'string' && isObject(parseJson(parsed.json)?.json)) {
    return { kind: 'twice-encoded' }
  }
  if (!isObject(parsed.json)) return { kind: 'not-object' }
  const sent = parsed.json
  if (!event) return { kind: 'different', fields: ['nonce'] }
  const fields = Object.keys(event).filter((name) => !isSame(event[name], sent[name]))
  return fields.length === 0 ? { kind: 'same' } : { kind: 'different', fields }
}

/** UTF-8 text, undefined when the bytes are not. */
export function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Deep equality of JSON values; the order of keys is of no account. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]))
  }
  if (!isObject(one) || !isObject(other)) return one === other
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => isSame(one[name], other[name]))
  )
}
