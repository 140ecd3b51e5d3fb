import { expect } from 'chai'
import { type FatefulBatch, settleTransactions } from '#kafka/transaction-fate.ts'

const data = (producerId: bigint): FatefulBatch => ({ producerId, isTransactional: true })
const plain = (producerId = -1n): FatefulBatch => ({ producerId, isTransactional: false })
const marker = (producerId: bigint, kind: 'abort' | 'commit'): FatefulBatch => ({
  producerId,
  isTransactional: true,
  marker: kind,
})

describe('settleTransactions', () => {
  const rows: [title: string, batches: FatefulBatch[], fates: string[]][] = [
    ['has nothing to settle in an empty log', [], []],
    ['leaves batches outside of transactions alone', [plain(), plain(7n)], ['none', 'none']],
    [
      'commits up to the marker',
      [data(1n), data(1n), marker(1n, 'commit')],
      ['committed', 'committed', 'none'],
    ],
    ['aborts up to the marker', [data(1n), marker(1n, 'abort')], ['aborted', 'none']],
    ['keeps what has no marker yet open', [data(1n)], ['open']],
    [
      'takes the next marker, not a later one',
      [data(1n), marker(1n, 'abort'), data(1n), marker(1n, 'commit'), data(1n)],
      ['aborted', 'none', 'committed', 'none', 'open'],
    ],
    [
      'keeps interleaved producers apart',
      [data(1n), data(2n), marker(2n, 'abort'), plain(1n), marker(1n, 'commit')],
      ['committed', 'aborted', 'none', 'none', 'none'],
    ],
    ['knows a marker whose data is gone', [marker(1n, 'abort'), data(1n)], ['none', 'open']],
  ]
  for (const [title, batches, fates] of rows) {
    it(title, () => {
      expect(settleTransactions(batches)).to.deep.equal(fates)
    })
  }
})
