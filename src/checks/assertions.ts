import { use } from 'chai'
import type { Bilingual } from '#core/bilingual.ts'
import type { ProgramEnd } from '#process/start-program.ts'
import { addGroupAssertions } from './assert-group.ts'
import { addMessageAssertions } from './assert-messages.ts'
import { addOffsetAssertions } from './assert-offsets.ts'
import { addPositionAssertions, type Position } from './assert-positions.ts'
import { addTopicAssertions } from './assert-topics.ts'
import type { GivenEvent } from './match-events.ts'
import { endFinding } from './program-end.ts'
import { judge } from './judge.ts'

/** A sentence that is made with the numbers and names that were seen. */
export type Say<Values> = (values: Values) => Bilingual

declare global {
  namespace Chai {
    interface LanguageChains {
      /** Reads better after `expect(messages).to`. */
      hold: Assertion
      /** Reads better after `expect(offsets).to`. */
      reach: Assertion
      /** Reads better after `expect(group).to`. */
      assign: Assertion
    }
    interface Assertion {
      /** A program's end: by itself, in time, with exit code 0. */
      endedByItself(deadlineMs: number, notFinished?: Bilingual): void
      /** An event match: a stored message for every event. */
      aMessageForEvery(
        events: readonly GivenEvent[],
        say: Say<{ arrived: number; given: number }>,
        end: ProgramEnd,
      ): void
      /** An event match: each value is the UTF-8 JSON of its event. */
      theJsonOfEachEvent(events: readonly GivenEvent[], say: Say<{ wrong: number }>): void
      /** An event match: no event has a second message. */
      noEventTwice(say: Say<{ repeated: number }>): void
      /** Topics that grew while a program ran: none but the one it was given. */
      grownOnly(topic: string, say: Say<{ names: string }>): void
      /** Nonces in a program's output: every one of the given messages. */
      everyNonce(say: Say<{ missing: number; given: number }>, why?: Bilingual): void
      /** Committed offsets: the end of every partition that holds messages. */
      theEndOfEveryPartition(say: Say<{ partitions: string }>): void
      /** Committed offsets of a group on a topic: the given places; `mover` was to see to that. */
      standAt(
        wanted: readonly Position[],
        say: Say<{ partition: number; offset: string }>,
        mover?: ProgramEnd,
      ): void
      /** A topic: so many partitions. */
      partitionCount(wanted: number, say: Say<{ found: number }>): void
      /** A topic: so many replicas of every partition. */
      replicationFactor(wanted: number, say: Say<{ found: number }>): void
      /** A topic: a config that is set on the topic itself. */
      topicConfig(name: string, wanted: string, say: Say<{ found: string | undefined }>): void
      /** A group: Stable with at least so many members. */
      stableMembers(atLeast: number, say: Say<{ members: number }>): void
      /** A group: every partition of the topic owned by exactly one member. */
      eachPartitionOnce(say: Say<{ partition: number; owners: number }>): void
      /** A group: partitions shared out so that members differ by one at most. */
      sharedEvenly(say: Say<{ fewest: number; most: number }>): void
    }
  }
}

use((chai) => {
  chai.Assertion.addMethod(
    'endedByItself',
    function (deadlineMs: number, notFinished?: Bilingual): void {
      const end = this._obj as ProgramEnd
      const finding = endFinding(end, deadlineMs, notFinished)
      judge(this, finding === undefined, finding ?? ENDED_WELL)
    },
  )
  for (const word of ['hold', 'reach', 'assign']) chai.Assertion.addProperty(word, function () {})
  addMessageAssertions(chai)
  addOffsetAssertions(chai)
  addGroupAssertions(chai)
  addPositionAssertions(chai)
  addTopicAssertions(chai)
})

const ENDED_WELL = {
  id: 'program-ended-well',
  message: { en: 'The program ended by itself.', ko: '프로그램이 스스로 종료되었습니다.' },
  evidence: [],
}
