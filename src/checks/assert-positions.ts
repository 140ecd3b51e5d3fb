import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import type { CommittedOffset } from '#kafka/observation.ts'
import type { PartitionOffset } from '#kafka/set-up-writes.ts'
import type { ProgramEnd } from '#process/start-program.ts'
import { judge } from './judge.ts'
import { lastWords } from './program-end.ts'

/** What a group committed on one topic. */
export type GroupPositions = {
  readonly groupId: string
  readonly topic: string
  readonly committed: readonly CommittedOffset[]
}

/** A place a group is to stand at; `isLow` = the start of the partition, so −2 is as good. */
export type Position = PartitionOffset & { readonly isLow?: boolean }

/** Some clients commit this for "from the beginning" and leave it to the reader to look it up. */
const EARLIEST = -2n

/** Adds the assertion about where a group stands. */
export function addPositionAssertions({ Assertion }: Chai.ChaiStatic): void {
  Assertion.addMethod('standAt', standAt)
}

/** Where a group stands on a partition; undefined without a commit. */
function positionOn({ topic, committed }: GroupPositions, partition: number): bigint | undefined {
  return committed.find((each) => each.topic === topic && each.partition === partition)?.offset
}

/** Whether the group stands at every one of the places. */
export function standsAt(positions: GroupPositions, wanted: readonly Position[]): boolean {
  return wanted.every((place) => isAt(positions, place))
}

function isAt(positions: GroupPositions, { partition, offset, isLow }: Position): boolean {
  const found = positionOn(positions, partition)
  return found === offset || (isLow === true && found === EARLIEST)
}

function standAt(
  this: Chai.AssertionStatic,
  wanted: readonly Position[],
  say: (values: { partition: number; offset: string }) => Bilingual,
  mover?: ProgramEnd,
): void {
  const positions = this._obj as GroupPositions
  const { groupId, topic } = positions
  const show = (partition: number) => String(positionOn(positions, partition) ?? '-')
  const wrong = wanted.find((place) => !isAt(positions, place))
  const partition = wrong?.partition ?? 0
  const isGone = wrong !== undefined && positionOn(positions, partition) === undefined
  judge(this, wrong === undefined, {
    id: isGone ? 'no-commit' : 'other-position',
    message: say({ partition, offset: show(partition) }),
    expected: {
      en: `committed offset ${wrong?.offset} on partition ${partition}`,
      ko: `파티션 ${partition}의 커밋된 오프셋 ${wrong?.offset}`,
    },
    actual: sameInBoth(show(partition)),
    evidence: [
      {
        kind: 'table',
        title: { en: `Offsets of ${groupId} on ${topic}`, ko: `${topic}에서 ${groupId}의 오프셋` },
        columns: [
          { en: 'partition', ko: '파티션' },
          { en: 'should be', ko: '있어야 할 값' },
          { en: 'committed', ko: '커밋된 오프셋' },
        ],
        rows: wanted.map((place) => [
          String(place.partition),
          String(place.offset),
          show(place.partition),
        ]),
        marked: wanted.flatMap((place, at) => (isAt(positions, place) ? [] : [at])),
      },
      ...(mover ? lastWords(mover) : []),
    ],
  })
}
