import { expect } from 'chai'
import { readWorkHistory, writeOf } from '#checks/work-history.ts'
import type { LoggedRequest } from '#kafka/request-log.ts'

const topicNamed = (topic: string, topicId: string) => {
  return { topic, topicId, isInternal: false, partitions: [] }
}
const work = {
  groupId: 'workers',
  input: topicNamed('in', 'id-in'),
  output: topicNamed('out', 'id-out'),
}

let clock = 0

function logged(apiName: string, request: object, response: object): LoggedRequest {
  clock += 1
  const from = { clientId: 'app', software: 'x', listener: 'LEARNER', connection: 'c-0' }
  return { ...from, atMs: clock, apiName, apiVersion: 9, isForwarded: false, request, response }
}

function produce(topic: object, baseOffset: number, errorCode = 0): LoggedRequest {
  const partitionData = [{ index: 1, recordsSizeInBytes: 70 }]
  const partitionResponses = [{ index: 1, errorCode, baseOffset }]
  const request = { acks: -1, topicData: [{ ...topic, partitionData }] }
  return logged('PRODUCE', request, { responses: [{ ...topic, partitionResponses }] })
}

function commit(apiName: string, groupId: string, committedOffset: number): LoggedRequest {
  const request = {
    groupId,
    topics: [{ name: 'in', partitions: [{ partitionIndex: 0, committedOffset }] }],
  }
  const response = { topics: [{ name: 'in', partitions: [{ partitionIndex: 0, errorCode: 0 }] }] }
  return logged(apiName, request, response)
}

function historyOf(...requests: LoggedRequest[]) {
  return readWorkHistory({ requests, isComplete: true }, work)
}

describe('readWorkHistory', () => {
  it('holds the writes to the output and the commits of the group, in order', () => {
    const { events } = historyOf(
      produce({ name: 'out' }, 0),
      commit('OFFSET_COMMIT', 'workers', 7),
      commit('OFFSET_COMMIT', 'others', 9),
      produce({ name: 'in' }, 0),
      commit('TXN_OFFSET_COMMIT', 'workers', 8),
    )
    const seen = events.map((event) =>
      event.kind === 'write' ? event.baseOffset : [event.offset, event.isTransactional],
    )
    expect(seen).to.deep.equal([0n, [7n, false], [8n, true]])
  })

  it('knows the output by its id, and leaves out what was refused', () => {
    const { events } = historyOf(
      produce({ topicId: 'id-out' }, 4),
      produce({ name: 'out' }, -1, 47),
    )
    expect(events.map(({ kind }) => kind)).to.deep.equal(['write'])
  })
})

describe('writeOf', () => {
  it('finds the batch an offset lies in, and the first of two answers for the same one', () => {
    const history = historyOf(
      produce({ name: 'out' }, 0),
      produce({ name: 'out' }, 3),
      produce({ name: 'out' }, 3),
    )
    expect(writeOf(history, { partition: 1, offset: 2n })).to.equal(0)
    expect(writeOf(history, { partition: 1, offset: 5n })).to.equal(1)
    expect(writeOf(history, { partition: 0, offset: 0n })).to.equal(-1)
  })
})
