import type { StoredBatch } from './record-batch.ts'

/** What became of the transaction a batch belongs to; `none` for batches outside of one. */
export type TransactionFate = 'none' | 'committed' | 'aborted' | 'open'

/** The fields of a batch that decide about its transaction. */
export type FatefulBatch = Pick<StoredBatch, 'producerId' | 'isTransactional' | 'marker'>

/**
 * The fate of each batch of one partition, given in log order: it is that of the next marker of
 * the same producer id, whatever its epoch, because fencing aborts under a higher one (KIP-360).
 */
export function settleTransactions(batches: readonly FatefulBatch[]): TransactionFate[] {
  const nextMarker = new Map<bigint, 'abort' | 'commit'>()
  const fates: TransactionFate[] = []
  for (const { producerId, isTransactional, marker } of batches.toReversed()) {
    if (marker) nextMarker.set(producerId, marker)
    fates.push(isTransactional && !marker ? fateOf(nextMarker.get(producerId)) : 'none')
  }
  return fates.reverse()
}

function fateOf(marker: 'abort' | 'commit' | undefined): TransactionFate {
  if (marker === undefined) return 'open'
  return marker === 'abort' ? 'aborted' : 'committed'
}
