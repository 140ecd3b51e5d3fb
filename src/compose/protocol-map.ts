import type { Endpoint } from './endpoint.ts'
import { valueOf, type Properties } from './properties.ts'

/** Which security protocol each listener name has. */
export type ProtocolMap = {
  readonly protocols: ReadonlyMap<string, string>
  readonly unreadable: string | undefined
  readonly isGiven: boolean
}

/** The protocols Kafka knows; they are listener names with themselves as protocol by default. */
export const SECURITY_PROTOCOLS: readonly string[] = [
  'PLAINTEXT',
  'SSL',
  'SASL_PLAINTEXT',
  'SASL_SSL',
]

const DEFAULT: ReadonlyMap<string, string> = new Map(SECURITY_PROTOCOLS.map((name) => [name, name]))

/**
 * Reads `listener.security.protocol.map`. Where it is not given, KRaft adds the controllers' listeners
 * as PLAINTEXT, unless a secured listener is in use (KIP-801's rule).
 */
export function readProtocolMap(
  properties: Properties,
  isKraft: boolean,
  bound: readonly Endpoint[],
): ProtocolMap {
  const given = valueOf(properties, 'listener.security.protocol.map')
  if (given !== undefined) return parseMap(given)
  const controllers = (valueOf(properties, 'controller.listener.names') ?? '').split(',')
  const names = controllers.map((name) => name.trim().toUpperCase()).filter(Boolean)
  const used = [...names, ...bound.map(({ name }) => name)]
  const isSecured = used.some((name) => name !== 'PLAINTEXT' && SECURITY_PROTOCOLS.includes(name))
  const added = isKraft && !isSecured ? names.map((name) => [name, 'PLAINTEXT'] as const) : []
  return { protocols: new Map([...added, ...DEFAULT]), unreadable: undefined, isGiven: false }
}

function parseMap(text: string): ProtocolMap {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const read = parts.map((part) => ({ part, match: /^([\w.-]+):\s*([\w.-]+)$/.exec(part) }))
  const entries = read.flatMap(({ match }) =>
    match ? [[match[1]!.toUpperCase(), match[2]!] as const] : [],
  )
  const unreadable = read.find(({ match }) => !match)?.part
  return { protocols: new Map(entries), unreadable, isGiven: true }
}
