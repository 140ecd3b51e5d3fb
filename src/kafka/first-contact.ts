import type { Socket } from 'node:net'
import { errorMessage } from '#core/errors.ts'
import { apiVersionsExchange } from './api-versions.ts'
import { metadataExchange, type ClusterMetadata } from './metadata-exchange.ts'
import { openWire } from './wire-connection.ts'

/** How the first contact with an address ends. */
export type ContactEnd =
  | 'answered'
  | 'refused'
  | 'unknown-name'
  | 'closed-at-once'
  | 'unreachable'
  | 'silent'

/** What a client gets to know by its first contact. */
export type FirstContact = {
  readonly host: string
  readonly port: number
  readonly end: ContactEnd
  /** The system's own words. */
  readonly detail: string
  /** What it was told; only with `answered`. */
  readonly metadata?: ClusterMetadata
}

/** An address with the way to it. */
export type ContactTarget = {
  readonly host: string
  readonly port: number
  readonly timeoutMs: number
  readonly openSocket?: (host: string, port: number) => Socket
}

const CODES: Readonly<Record<string, ContactEnd>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknown-name',
  EAI_AGAIN: 'unknown-name',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'closed-at-once',
  EPIPE: 'closed-at-once',
}

/** Asks an address for its versions and its metadata, as every client begins; never throws. */
export async function makeContact(target: ContactTarget): Promise<FirstContact> {
  const { host, port, timeoutMs } = target
  const answer = (end: ContactEnd, detail: string) => ({ host, port, end, detail })
  let isConnected = false
  try {
    await using wire = await openWire({ ...target, clientId: 'kafkalings-contact' })
    isConnected = true
    await wire.send(apiVersionsExchange(), timeoutMs)
    const metadata = await wire.send(metadataExchange([]), timeoutMs)
    return { ...answer('answered', ''), metadata }
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause
    const detail = errorMessage(error)
    const known = CODES[cause?.code ?? '']
    if (known) return answer(known, detail)
    const isSilent = !isConnected || /no answer within/.test(detail)
    return answer(isSilent ? 'silent' : 'closed-at-once', detail)
  }
}
