import { expect } from 'chai'
import { committedVia, joinedGroups } from '#kafka/logged-groups.ts'
import { fetchStarts } from '#kafka/logged-reads.ts'
import { addedPartitions, createdTopics } from '#kafka/logged-topics.ts'
import { producedVia } from '#kafka/logged-writes.ts'
import { parseRequestLog } from '#kafka/request-log.ts'

let clock = 1000

function line(apiName: string, request: object, response: object, isForwarded = false): string {
  const entry = {
    isForwarded,
    requestHeader: { requestApiVersion: 3, clientId: 'app', requestApiKeyName: apiName },
    request,
    response,
    connection: '127.0.0.1:1-127.0.0.1:2-0-1',
    listener: 'LEARNER',
    clientInformation: { softwareName: 'unknown', softwareVersion: 'unknown' },
  }
  return `${clock++} Completed request:${JSON.stringify(entry)}`
}

const parse = (...lines: string[]) => parseRequestLog(lines.join('\n') + '\n')

describe('parseRequestLog', () => {
  it('reads the head of each request', () => {
    const [entry] = parse(line('HEARTBEAT', { groupId: 'g' }, { errorCode: 0 }))
    expect(entry).to.deep.include({
      apiName: 'HEARTBEAT',
      apiVersion: 3,
      clientId: 'app',
      software: 'unknown',
      listener: 'LEARNER',
      isForwarded: false,
      request: { groupId: 'g' },
    })
    expect(entry?.atMs).to.be.at.least(1000)
  })

  it('leaves out lines that are not whole or of another kind', () => {
    const whole = line('HEARTBEAT', {}, {})
    const text = `another line\n${whole}\n${whole.slice(0, -9)}}\n${whole.slice(0, 40)}`
    expect(parseRequestLog(text)).to.have.length(1)
  })
})

describe('fetchStarts', () => {
  const fetch = (topic: object, fetchOffset: number) =>
    line('FETCH', { topics: [{ ...topic, partitions: [{ partition: 1, fetchOffset }] }] }, {})

  it('gives the first offset per partition, by topic name or id', () => {
    const names = line('METADATA', {}, { topics: [{ name: 'events', topicId: 'ID' }] })
    for (const topic of [{ topic: 'events' }, { topicId: 'ID' }]) {
      const starts = fetchStarts(parse(names, fetch(topic, 7), fetch(topic, 9)), 'events')
      expect(starts.map(({ partition, offset }) => ({ partition, offset }))).to.deep.equal([
        { partition: 1, offset: 7n },
      ])
    }
  })

  it('takes names from elsewhere', () => {
    const requests = parse(fetch({ topicId: 'ID' }, 0))
    expect(fetchStarts(requests, 'events')).to.deep.equal([])
    expect(fetchStarts(requests, 'events', new Map([['ID', 'events']]))).to.have.length(1)
  })
})

describe('committedVia', () => {
  it('reads commits of groups and of transactions', () => {
    const partitions = [{ partitionIndex: 2, committedOffset: 5 }]
    const body = { groupId: 'g', memberId: 'm', topics: [{ name: 'events', partitions }] }
    const refused = [{ partitionIndex: 2, errorCode: 25 }]
    const commits = committedVia(
      parse(
        line('OFFSET_COMMIT', body, { topics: [{ name: 'events', partitions: refused }] }),
        line('TXN_OFFSET_COMMIT', body, { topics: [] }),
      ),
    )
    expect(commits.map(({ isTransactional }) => isTransactional)).to.deep.equal([false, true])
    expect(commits[0]?.offsets).to.deep.equal([
      { topic: 'events', partition: 2, offset: 5n, errorCode: 25 },
    ])
  })
})

describe('joinedGroups', () => {
  it('reads classic and KIP-848 joins, once each', () => {
    const body = { groupId: 'g', sessionTimeoutMs: 9000, protocols: [{ name: 'range' }] }
    const heartbeat = { groupId: 'h', serverAssignor: null, instanceId: 'i' }
    const joins = joinedGroups(
      parse(
        line('JOIN_GROUP', body, { errorCode: 79, memberId: 'm' }),
        line('JOIN_GROUP', body, { errorCode: 0, memberId: 'm' }),
        line('CONSUMER_GROUP_HEARTBEAT', { ...heartbeat, memberEpoch: 0 }, { errorCode: 0 }),
        line('CONSUMER_GROUP_HEARTBEAT', { ...heartbeat, memberEpoch: 2 }, { errorCode: 0 }),
      ),
    )
    expect(joins).to.have.length(2)
    expect(joins[0]).to.deep.include({ groupId: 'g', sessionTimeoutMs: 9000, protocols: ['range'] })
    expect(joins[1]).to.deep.include({ type: 'consumer', groupInstanceId: 'i', protocols: [] })
  })
})

describe('createdTopics', () => {
  const asked = { topics: [{ name: 'a', numPartitions: 3, replicationFactor: -1, configs: [] }] }

  it('reads creations once, refused ones with their code', () => {
    const created = createdTopics(
      parse(
        line('CREATE_TOPICS', asked, { topics: [{ name: 'a', errorCode: 36 }] }),
        line('CREATE_TOPICS', asked, { topics: [{ name: 'a', errorCode: 0 }] }, true),
        line('CREATE_TOPICS', { ...asked, validateOnly: true }, { topics: [] }),
      ),
    )
    expect(created).to.have.length(1)
    expect(created[0]).to.deep.include({ topic: 'a', partitions: 3, errorCode: 36 })
  })

  it('knows topics that the broker made for a client', () => {
    const answer = {
      topics: [
        { name: 'typo', errorCode: 3 },
        { name: 'a', errorCode: 0 },
      ],
    }
    const created = createdTopics(
      parse(
        line('METADATA', { allowAutoTopicCreation: true }, answer),
        line('METADATA', { allowAutoTopicCreation: false }, answer),
      ),
    )
    expect(created.map(({ topic, isAutomatic }) => [topic, isAutomatic])).to.deep.equal([
      ['typo', true],
    ])
  })
})

describe('producedVia', () => {
  it('reads acks and errors by partition, without an answer too', () => {
    const partitionData = [{ index: 0, recordsSizeInBytes: 70 }]
    const request = { acks: 0, transactionalId: null, topicData: [{ name: 'a', partitionData }] }
    const answer = { name: 'a', partitionResponses: [{ index: 0, errorCode: 19 }] }
    const produced = producedVia(
      parse(
        line('PRODUCE', request, {}),
        line('PRODUCE', { ...request, acks: -1 }, { responses: [answer] }),
      ),
    )
    expect(produced.map(({ acks, errorCode }) => [acks, errorCode])).to.deep.equal([
      [0, 0],
      [-1, 19],
    ])
  })
})

describe('addedPartitions', () => {
  const asked = { topics: [{ name: 'orders', count: 6 }], validateOnly: false }
  const answer = (errorCode: number) => ({ results: [{ name: 'orders', errorCode }] })

  it('reads how many partitions a topic was to have', () => {
    const entries = parse(line('CREATE_PARTITIONS', asked, answer(0)))
    expect(addedPartitions(entries)).to.deep.equal([{ topic: 'orders', count: 6, errorCode: 0 }])
  })

  it('keeps the error of what was refused', () => {
    const [added] = addedPartitions(parse(line('CREATE_PARTITIONS', asked, answer(37))))
    expect(added?.errorCode).to.equal(37)
  })

  it('leaves out trials and what a broker passed on', () => {
    const trial = line('CREATE_PARTITIONS', { ...asked, validateOnly: true }, answer(0))
    const forwarded = line('CREATE_PARTITIONS', asked, answer(0), true)
    expect(addedPartitions(parse(trial, forwarded))).to.deep.equal([])
  })
})
