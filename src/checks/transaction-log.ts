import { fieldsOf, numberIn, textIn } from '#kafka/logged-fields.ts'
import { committedVia } from '#kafka/logged-groups.ts'
import { producedVia } from '#kafka/logged-writes.ts'
import type { LoggedRequest } from '#kafka/request-log.ts'
import type { SeenRequests } from './seen-requests.ts'

/** A transaction that was committed, and what the broker had accepted for it. */
export type CommittedTransaction = {
  readonly writes: number
  /** Groups whose offsets belong to it. */
  readonly groupIds: readonly string[]
}

/** What a request log tells of transactions. */
export type TransactionLog = {
  /** The ids with which producers began, each once, in the order of time. */
  readonly ids: readonly string[]
  /** When producers began under one of them, in milliseconds since 1970; each shuts out the last. */
  readonly begins: readonly number[]
  /** Requests that were refused because their producer had been shut out. */
  readonly refused: number
  readonly committed: readonly CommittedTransaction[]
  /** False when something may be missing in it. */
  readonly isComplete: boolean
}

/** INVALID_PRODUCER_EPOCH and PRODUCER_FENCED. */
const SHUT_OUT = /rrorCode":(?:47|90)\b/

/** Reads from the request log which transactional producers began, and what they committed. */
export function readTransactionLog({ requests, isComplete }: SeenRequests): TransactionLog {
  const begins = requests.filter(isBegin)
  const ids = begins.map(({ request }) => textIn(request, 'transactionalId'))
  return {
    ids: [...new Set(ids)],
    begins: begins.map(({ atMs }) => atMs),
    refused: requests.filter(isRefused).length,
    committed: committedIn(requests),
    isComplete,
  }
}

/** Clients that begin anew after an error name the producer id they had; those do not count. */
function isBegin({ apiName, request, response }: LoggedRequest): boolean {
  return (
    apiName === 'INIT_PRODUCER_ID' &&
    textIn(request, 'transactionalId') !== '' &&
    numberIn(request, 'producerId') < 0 &&
    numberIn(response, 'errorCode') === 0
  )
}

/** Where the code stands in an answer, and the id in a request, differs from kind to kind. */
function isRefused({ response }: LoggedRequest): boolean {
  return SHUT_OUT.test(JSON.stringify(response))
}

function committedIn(requests: readonly LoggedRequest[]): CommittedTransaction[] {
  const open = new Map<string, { writes: number; groupIds: Set<string> }>()
  const partsOf = (id: string) => {
    const parts = open.get(id) ?? { writes: 0, groupIds: new Set<string>() }
    open.set(id, parts)
    return parts
  }
  return requests.flatMap((entry): CommittedTransaction[] => {
    const id = textIn(entry.request, 'transactionalId')
    if (id === '') return []
    // A producer that begins ends what the one before has left open.
    if (isBegin(entry)) open.delete(id)
    const parts = partsOf(id)
    parts.writes += producedVia([entry]).filter(({ errorCode }) => errorCode === 0).length
    for (const { groupId, offsets } of committedVia([entry])) {
      if (offsets.some(({ errorCode }) => errorCode === 0)) parts.groupIds.add(groupId)
    }
    if (entry.apiName !== 'END_TXN' || numberIn(entry.response, 'errorCode') !== 0) return []
    open.delete(id)
    const isCommitted = fieldsOf(entry.request)['committed'] === true
    return isCommitted ? [{ writes: parts.writes, groupIds: [...parts.groupIds] }] : []
  })
}
