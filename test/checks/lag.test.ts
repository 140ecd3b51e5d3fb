import { expect } from 'chai'
import { countLooks } from '#checks/group-looks.ts'
import { explainLag } from '#checks/explain-lag.ts'
import type { PartitionLag } from '#checks/total-lag.ts'
import type { LoggedRequest } from '#kafka/request-log.ts'

// Partition 0 has a commit, partition 1 has none and begins at 4.
const LAGS: readonly PartitionLag[] = [
  { partition: 0, low: 0n, end: 20n, committed: 13n, lag: 7 },
  { partition: 1, low: 4n, end: 9n, committed: undefined, lag: 5 },
]

describe('the mistake behind a wrong lag', () => {
  const known: readonly [string, number, RegExp][] = [
    ['all ends', 29, /sum of all end/],
    ['only what was committed', 7, /leaves out/],
    ['everything of the open partition', 16, /from 0/],
    ['one more than that', 17, /−1/],
    ['one partition', 5, /one partition/],
  ]
  for (const [name, said, words] of known) {
    it(`is found: ${name}`, () => {
      expect(explainLag(LAGS, said)?.en).to.match(words)
    })
  }

  it('is not made up', () => {
    expect(explainLag(LAGS, 11)).to.equal(undefined)
  })
})

describe('looks at the lag of a group', () => {
  const fetchedOne = request('OFFSET_FETCH', { groupId: 'g' })
  const fetchedMany = request('OFFSET_FETCH', { groups: [{ groupId: 'other' }, { groupId: 'g' }] })
  const ends = request('LIST_OFFSETS', { topics: [{ name: 'events' }] })
  const ownTopic = request('FETCH', { topics: [{ topic: '__consumer_offsets' }] })

  it('are questions for its commits, in the old form and the new', () => {
    expect(countLooks([fetchedOne, ends, fetchedMany], 'g', 'events')).to.equal(2)
  })

  it('are questions for the ends, or reads of the commits, where there are no others', () => {
    expect(countLooks([ends, ownTopic, ownTopic], 'g', 'events')).to.equal(1)
    expect(countLooks([ownTopic, ownTopic], 'g', 'events')).to.equal(2)
  })

  it('are not what is asked for other groups and topics, or is odd', () => {
    const odd = [null, 7, {}, { groups: 'x' }].map((body) => request('OFFSET_FETCH', body))
    const others = [request('LIST_OFFSETS', { topics: [{ name: 'orders' }] }), ...odd]
    expect(countLooks([...others, fetchedOne], 'other', 'events')).to.equal(0)
  })
})

function request(apiName: string, body: unknown): LoggedRequest {
  return {
    atMs: 0,
    apiName,
    apiVersion: 8,
    clientId: 'monitor',
    software: 'unknown',
    listener: 'LEARNER',
    connection: 'a-b',
    isForwarded: false,
    request: body,
    response: {},
  }
}
