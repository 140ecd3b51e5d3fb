import { randomUUID } from 'node:crypto'
import { pollUntil } from '#core/poll-until.ts'
import { apiVersionsExchange } from './api-versions.ts'
import { splitAddress } from './broker-address.ts'
import { isConnectionLost } from './connection-lost.ts'
import { fieldsOf, numberIn, textIn } from './logged-fields.ts'
import { readTail, sizeOf } from './read-tail.ts'
import { openWire } from './wire-connection.ts'

/** One finished request, as the broker's `kafka.request.logger` wrote it at DEBUG. */
export type LoggedRequest = {
  /** When the broker had answered, in milliseconds since 1970. */
  readonly atMs: number
  /** PRODUCE, FETCH, JOIN_GROUP, … */
  readonly apiName: string
  readonly apiVersion: number
  readonly clientId: string
  /** `unknown` for clients that do not name themselves, kafkajs for one. */
  readonly software: string
  readonly listener: string
  /** "broker address-client address-number", the same for all requests of one connection. */
  readonly connection: string
  /** True for the second entry of a request that a broker passed on to the controller. */
  readonly isForwarded: boolean
  /** The body as the broker names its fields; record data only as a size. */
  readonly request: unknown
  readonly response: unknown
}

const LINE = /^(\d+) Completed request:(\{.*\})$/
const POLL_MS = 5

/** Parses lines `<epoch milliseconds> Completed request:{json}`; leaves out any that are not whole. */
export function parseRequestLog(text: string): LoggedRequest[] {
  return text.split('\n').flatMap((line) => parseLine(line.trimEnd()) ?? [])
}

/**
 * Proves that the log holds every request a broker answered so far: sends one with a name of its
 * own to that broker's learner listener and waits for its line. False when the line never comes.
 * Needs `num.network.threads=1`, which makes the broker log in the order of its answers.
 */
export async function fenceRequestLog(
  file: string,
  address: string,
  timeoutMs = 5000,
): Promise<boolean> {
  const clientId = `fence-${randomUUID()}`
  const from = await sizeOf(file)
  try {
    await using wire = await openWire({ ...splitAddress(address), clientId, timeoutMs })
    await wire.send(apiVersionsExchange(), timeoutMs)
  } catch (error) {
    if (isConnectionLost(error)) return false
    throw error
  }
  const { outcome } = await pollUntil(
    async () => (await readTail(file, from)).includes(clientId),
    (isThere) => isThere,
    { what: 'the fence in the request log', timeoutMs, firstPauseMs: POLL_MS },
  )
  return outcome === 'ready'
}

function parseLine(line: string): LoggedRequest | undefined {
  const [, atMs, json] = LINE.exec(line) ?? []
  if (json === undefined) return undefined
  try {
    return describeEntry(Number(atMs), fieldsOf(JSON.parse(json)))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function describeEntry(atMs: number, entry: Readonly<Record<string, unknown>>): LoggedRequest {
  const header = fieldsOf(entry['requestHeader'])
  return {
    atMs,
    apiName: textIn(header, 'requestApiKeyName'),
    apiVersion: numberIn(header, 'requestApiVersion'),
    clientId: textIn(header, 'clientId'),
    software: textIn(fieldsOf(entry['clientInformation']), 'softwareName'),
    listener: textIn(entry, 'listener'),
    connection: textIn(entry, 'connection'),
    isForwarded: entry['isForwarded'] === true,
    request: entry['request'],
    response: entry['response'],
  }
}
