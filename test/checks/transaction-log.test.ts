import { expect } from 'chai'
import { readTransactionLog } from '#checks/transaction-log.ts'
import type { LoggedRequest } from '#kafka/request-log.ts'

let clock = 0

function logged(apiName: string, request: object, response: object): LoggedRequest {
  clock += 1
  const from = { clientId: 'app', software: 'x', listener: 'LEARNER', connection: 'c-0' }
  return { ...from, atMs: clock, apiName, apiVersion: 3, isForwarded: false, request, response }
}

const transactionalId = 't-1'

const begin = (errorCode = 0, producerId = -1) =>
  logged('INIT_PRODUCER_ID', { transactionalId, producerId }, { errorCode, producerId: 7 })

const end = (committed: boolean, errorCode = 0) =>
  logged('END_TXN', { transactionalId, committed }, { errorCode })

function write(errorCode = 0): LoggedRequest {
  const topicData = [{ name: 'out', partitionData: [{ index: 0 }] }]
  const responses = [{ name: 'out', partitionResponses: [{ index: 0, errorCode, baseOffset: 0 }] }]
  return logged('PRODUCE', { transactionalId, topicData }, { responses })
}

function offsets(groupId: string, errorCode = 0): LoggedRequest {
  const topicsWith = (fields: object) => [
    { name: 'in', partitions: [{ partitionIndex: 0, ...fields }] },
  ]
  const request = { transactionalId, groupId, topics: topicsWith({ committedOffset: 8 }) }
  return logged('TXN_OFFSET_COMMIT', request, { topics: topicsWith({ errorCode }) })
}

const read = (...requests: LoggedRequest[]) => readTransactionLog({ requests, isComplete: true })

describe('readTransactionLog', () => {
  it('gives what was accepted for each transaction that was committed', () => {
    const { committed } = read(
      begin(),
      write(),
      offsets('g'),
      end(true),
      write(),
      offsets('g', 25),
      end(true),
      offsets('h'),
      end(true),
    )
    expect(committed).to.deep.equal([
      { writes: 1, groupIds: ['g'] },
      { writes: 1, groupIds: [] },
      { writes: 0, groupIds: ['h'] },
    ])
  })

  it('leaves out what was aborted, refused, or ended by the next producer', () => {
    const { committed } = read(
      write(),
      end(false),
      write(),
      end(true, 51),
      begin(),
      offsets('g'),
      end(true),
    )
    expect(committed).to.deep.equal([{ writes: 0, groupIds: ['g'] }])
  })

  it('counts producers that began, and what was refused of those they shut out', () => {
    const { begins, refused, ids } = read(
      begin(51),
      begin(),
      begin(0, 7),
      begin(),
      write(47),
      logged(
        'ADD_PARTITIONS_TO_TXN',
        { v3AndBelowTransactionalId: transactionalId },
        { resultsByTopicV3AndBelow: [{ resultsByPartition: [{ partitionErrorCode: 90 }] }] },
      ),
      offsets('g', 47),
      end(true, 90),
    )
    expect(begins).to.have.length(2)
    expect({ refused, ids }).to.deep.equal({ refused: 4, ids: ['t-1'] })
  })
})
