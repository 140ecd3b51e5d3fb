import { expect } from 'chai'
import { partitionsStartedAtEnd } from '#checks/started-at-end.ts'
import type { LoggedRequest } from '#kafka/request-log.ts'

const LATEST = -1
const EARLIEST = -2

describe('partitions that were begun at their end', () => {
  it('are those whose end was asked for, in order', () => {
    const requests = [asking('events', [2, LATEST], [0, LATEST]), asking('events', [1, EARLIEST])]
    expect(partitionsStartedAtEnd(requests, 'events')).to.deep.equal([0, 2])
  })

  it('are not those whose beginning was asked for too, in whatever request', () => {
    const requests = [asking('events', [0, LATEST]), asking('events', [0, EARLIEST])]
    expect(partitionsStartedAtEnd(requests, 'events')).to.deep.equal([])
  })

  it('are not those of another topic, nor those asked for by a time', () => {
    const requests = [asking('other', [0, LATEST]), asking('events', [1, 1_700_000_000_000])]
    expect(partitionsStartedAtEnd(requests, 'events')).to.deep.equal([])
  })

  it('are not read from other requests or from bodies that are odd', () => {
    const fetch = { ...asking('events', [0, LATEST]), apiName: 'FETCH' }
    const odd = [null, 7, {}, { topics: 'x' }, { topics: [null] }, { topics: [{ name: 'events' }] }]
    const requests = [fetch, ...odd.map((request) => ({ ...asking('events'), request }))]
    expect(partitionsStartedAtEnd(requests, 'events')).to.deep.equal([])
  })
})

function asking(topic: string, ...partitions: readonly [number, number][]): LoggedRequest {
  const asked = partitions.map(([partitionIndex, timestamp]) => ({ partitionIndex, timestamp }))
  return {
    atMs: 0,
    apiName: 'LIST_OFFSETS',
    apiVersion: 6,
    clientId: 'consumer',
    software: 'unknown',
    listener: 'LEARNER',
    connection: 'c',
    isForwarded: false,
    request: { topics: [{ name: topic, partitions: asked }] },
    response: {},
  }
}
