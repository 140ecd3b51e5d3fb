import { expect } from 'chai'
import { asFarAsPrinted } from '#checks/printed-part.ts'
import { groupsAtWork, type TopicGroup } from '#checks/topic-groups.ts'
import type { ObservedTopic } from '#kafka/observation.ts'

describe('the groups at work while a program ran', () => {
  const group = (groupId: string, offset: bigint, members = 0): TopicGroup => {
    return { groupId, members, committed: [{ topic: 'events', partition: 0, offset }] }
  }
  const names = (groups: readonly TopicGroup[]) => groups.map(({ groupId }) => groupId)

  it('are new ones and those whose commits changed', () => {
    const before = [group('kept', 3n), group('moved', 3n)]
    const after = [group('kept', 3n), group('moved', 5n), group('new', 1n)]
    expect(names(groupsAtWork(before, [], after))).to.deep.equal(['moved', 'new'])
  })

  it('are those with members, also when they are gone afterwards', () => {
    const during = [group('busy', 3n, 1), group('left', 2n, 1)]
    const found = groupsAtWork([group('busy', 3n)], during, [group('busy', 3n)])
    expect(names(found)).to.deep.equal(['busy', 'left'])
  })
})

describe('the part of a topic that a commit is asked for', () => {
  const bounds = { leader: 1, replicas: [1], isr: [1], low: 0n, stable: 4n, end: 4n }
  const topic: ObservedTopic = {
    topic: 'events',
    topicId: 'x',
    isInternal: false,
    partitions: [0, 1, 2].map((partition) => ({ partition, ...bounds })),
  }
  const stored = [0, 1, 2].flatMap((partition) =>
    [0n, 1n, 2n, 3n].map((offset) => ({ partition, offset, nonce: `${partition}-${offset}` })),
  )

  it('is what was printed: whole partitions to their end, others behind the last message', () => {
    const printed = stored.filter(
      ({ partition, offset }) => partition === 0 || (partition === 1 && offset < 2n),
    )
    const { partitions } = asFarAsPrinted(topic, stored, printed, [])
    expect(partitions.map(({ partition, end }) => [partition, end])).to.deep.equal([
      [0, 4n],
      [1, 2n],
    ])
  })

  it('takes a later commit as it is where not all was printed', () => {
    const committed = [{ topic: 'events', partition: 1, offset: 3n }]
    const printed = stored.filter(({ partition, offset }) => partition === 1 && offset === 0n)
    const { partitions } = asFarAsPrinted(topic, stored, printed, committed)
    expect(partitions.map(({ end }) => end)).to.deep.equal([3n])
  })
})
