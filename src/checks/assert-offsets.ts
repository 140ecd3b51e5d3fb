import type { Bilingual } from '#core/bilingual.ts'
import type { Evidence } from '#core/finding.ts'
import type { CommittedOffset, ObservedTopic } from '#kafka/observation.ts'
import { judge } from './judge.ts'
import { listOf } from './show.ts'

/** What a group committed on a topic, beside the topic as it was then. */
export type CommittedOnTopic = {
  readonly groupId: string
  readonly topic: ObservedTopic
  readonly committed: readonly CommittedOffset[]
}

/** Which of the messages a program was to print came out on standard output. */
export type PrintedNonces = {
  readonly given: readonly PrintableMessage[]
  readonly isPrinted: (nonce: string) => boolean
  /** Facts that may say why something is missing. */
  readonly evidence: readonly Evidence[]
}

/** A message the grader sent, by its nonce. */
export type PrintableMessage = {
  readonly nonce: string
  readonly partition: number
  readonly offset: bigint
}

/** Adds the assertions about consumed messages and committed offsets. */
export function addOffsetAssertions({ Assertion }: Chai.ChaiStatic): void {
  Assertion.addMethod('everyNonce', everyNonce)
  Assertion.addMethod('theEndOfEveryPartition', committedTheEnd)
}

function everyNonce(
  this: Chai.AssertionStatic,
  say: (values: { missing: number; given: number }) => Bilingual,
  why?: Bilingual,
): void {
  const { given, isPrinted, evidence } = this._obj as PrintedNonces
  const missing = given.filter(({ nonce }) => !isPrinted(nonce))
  const partitions = [...new Set(given.map(({ partition }) => partition))].toSorted(byNumber)
  const rows = partitions.map((partition) => {
    const here = given.filter((message) => message.partition === partition)
    const printed = here.filter(({ nonce }) => isPrinted(nonce))
    return [String(partition), String(here.length), String(printed.length)]
  })
  judge(this, missing.length === 0, {
    id: why ? 'not-printed-explained' : 'not-printed',
    message: why ?? say({ missing: missing.length, given: given.length }),
    expected: {
      en: `${given.length} messages printed`,
      ko: `메시지 ${given.length}개 출력`,
    },
    actual: {
      en: `${given.length - missing.length} printed`,
      ko: `${given.length - missing.length}개 출력`,
    },
    evidence: [
      {
        kind: 'table',
        title: { en: 'Messages by partition', ko: '파티션별 메시지' },
        columns: [
          { en: 'partition', ko: '파티션' },
          { en: 'stored', ko: '저장됨' },
          { en: 'printed', ko: '출력됨' },
        ],
        rows,
        marked: rows.flatMap(([, stored, printed], at) => (stored === printed ? [] : [at])),
      },
      ...evidence,
    ],
  })
}

function committedTheEnd(
  this: Chai.AssertionStatic,
  say: (values: { partitions: string }) => Bilingual,
): void {
  const { topic, committed } = this._obj as CommittedOnTopic
  const rows = topic.partitions
    .filter(({ low, end }) => end > low)
    .map(({ partition, end }) => {
      const found = committed.find(
        (each) => each.topic === topic.topic && each.partition === partition,
      )
      return { partition, end, offset: found?.offset }
    })
  const behind = rows.filter(({ end, offset }) => offset !== end)
  const partitions = listOf(behind.map(({ partition }) => partition))
  judge(this, behind.length === 0, {
    id: behind.every(({ end, offset }) => offset === end - 1n)
      ? 'commit-one-short'
      : 'not-committed',
    message: say({ partitions }),
    expected: {
      en: 'the committed offset is the end of every partition that has messages',
      ko: '메시지가 있는 모든 파티션에서 커밋된 오프셋이 끝 오프셋과 같음',
    },
    actual: {
      en: `not so on partition ${partitions}`,
      ko: `파티션 ${partitions}에서 다름`,
    },
    evidence: [
      {
        kind: 'table',
        title: { en: 'Offsets of the group', ko: '그룹의 오프셋' },
        columns: [
          { en: 'partition', ko: '파티션' },
          { en: 'end', ko: '끝 오프셋' },
          { en: 'committed', ko: '커밋된 오프셋' },
        ],
        rows: rows.map(({ partition, end, offset }) => [
          String(partition),
          String(end),
          offset === undefined ? '-' : String(offset),
        ]),
        marked: rows.flatMap(({ end, offset }, at) => (offset === end ? [] : [at])),
      },
    ],
  })
}

function byNumber(one: number, other: number): number {
  return one - other
}
