import { expect } from 'chai'
import { fail } from './judge.ts'
import type { GivenEvent } from './match-events.ts'
import type { ProducerRun } from './producer-run.ts'
import { lastWords } from './program-end.ts'
import { listOf } from './show.ts'

/** Judges in one go that a topic holds each event, as its JSON, exactly once. */
export function assertDelivery(run: ProducerRun, events: readonly GivenEvent[]): void {
  const { match, end, strays, uncommitted } = run
  if (match.unidentified.length > 0) expect(match).to.hold.theJsonOfEachEvent(events, WRONG_VALUE)
  if (uncommitted.open + uncommitted.aborted > 0) fail(notCommitted(run, events))
  if (match.missing.length > 0 && strays.length > 0) fail(wentElsewhere(run, events))
  expect(match).to.hold.aMessageForEvery(events, MISSING, end)
  expect(match).to.hold.noEventTwice(REPEATED)
  expect(match).to.hold.theJsonOfEachEvent(events, WRONG_VALUE)
}

function wentElsewhere({ match, end, strays }: ProducerRun, events: readonly GivenEvent[]) {
  const names = listOf(strays)
  const [arrived, given] = [match.arrivedCount, events.length]
  return {
    id: 'messages-elsewhere',
    message: {
      en: `Only ${arrived} of ${given} events are in the topic, and another one was written to: ${names}.`,
      ko: `이벤트 ${given}개 가운데 ${arrived}개만 토픽에 있고, 다른 토픽에 메시지가 쓰였습니다: ${names}.`,
    },
    expected: { en: `${given} messages in the topic`, ko: `토픽에 메시지 ${given}개` },
    actual: { en: `${arrived}`, ko: `${arrived}개` },
    evidence: lastWords(end),
  }
}

function notCommitted({ match, end, uncommitted }: ProducerRun, events: readonly GivenEvent[]) {
  const { open, aborted } = uncommitted
  const [arrived, given] = [match.arrivedCount, events.length]
  return {
    id: open > 0 ? 'transaction-open' : 'transaction-aborted',
    message: open > 0 ? OPEN(open, given) : ABORTED(aborted, given),
    expected: { en: `${given} committed messages`, ko: `커밋된 메시지 ${given}개` },
    actual: { en: `${arrived}`, ko: `${arrived}개` },
    evidence: lastWords(end),
  }
}

const OPEN = (count: number, given: number) => ({
  en: `${count} of ${given} events are in a transaction that was never committed, so they do not count.`,
  ko: `이벤트 ${given}개 가운데 ${count}개가 커밋하지 않은 트랜잭션에 들어 있어, 저장된 것으로 보지 않습니다.`,
})

const ABORTED = (count: number, given: number) => ({
  en: `${count} of ${given} events are in a transaction that was aborted, so they do not count.`,
  ko: `이벤트 ${given}개 가운데 ${count}개가 중단된 트랜잭션에 들어 있어, 저장된 것으로 보지 않습니다.`,
})

const MISSING = ({ arrived, given }: { arrived: number; given: number }) => ({
  en: `Only ${arrived} of ${given} events are in the topic.`,
  ko: `이벤트 ${given}개 가운데 ${arrived}개만 토픽에 있습니다.`,
})

const REPEATED = ({ repeated }: { repeated: number }) => ({
  en: `${repeated} event(s) were stored more than once.`,
  ko: `이벤트 ${repeated}개가 두 번 이상 저장되었습니다.`,
})

const WRONG_VALUE = ({ wrong }: { wrong: number }) => ({
  en: `The value of ${wrong} message(s) is not the JSON of an event.`,
  ko: `메시지 ${wrong}개의 값이 이벤트의 JSON이 아닙니다.`,
})
