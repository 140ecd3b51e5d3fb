import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import type { Evidence } from '#core/finding.ts'
import type { ObservedMessage } from '#kafka/observation.ts'
import type { ProgramEnd } from '#process/start-program.ts'
import { judge } from './judge.ts'
import {
  compareValue,
  type EventMatch,
  type GivenEvent,
  type ValueVerdict,
} from './match-events.ts'
import { describeEnd, lastWords } from './program-end.ts'
import { noteOf, showValue, spreadOver } from './show.ts'
import { storedEvents } from './stored-events.ts'

/** How many messages each topic gained while a program ran. */
export type TopicGrowth = readonly { readonly topic: string; readonly messages: bigint }[]

/** Adds the assertions about stored messages. */
export function addMessageAssertions({ Assertion }: Chai.ChaiStatic): void {
  Assertion.addMethod('aMessageForEvery', everyEventStored)
  Assertion.addMethod('theJsonOfEachEvent', valuesAreJson)
  Assertion.addMethod('noEventTwice', storedOnce)
  Assertion.addMethod('grownOnly', grownOnly)
}

function everyEventStored(
  this: Chai.AssertionStatic,
  events: readonly GivenEvent[],
  say: (values: { arrived: number; given: number }) => Bilingual,
  end: ProgramEnd,
): void {
  const match = this._obj as EventMatch
  const given = events.length
  const ended = describeEnd(end)
  const rows = match.missing.map((event) => [event.nonce, showValue(JSON.stringify(event))])
  judge(this, match.arrivedCount >= given, {
    id: 'messages-missing',
    message: say({ arrived: match.arrivedCount, given }),
    expected: { en: `${given} messages in the topic`, ko: `토픽에 메시지 ${given}개` },
    actual: {
      en: `${match.arrivedCount}; the program: ${ended.en}`,
      ko: `${match.arrivedCount}개, 프로그램: ${ended.ko}`,
    },
    evidence: [
      {
        kind: 'table',
        title: { en: 'Events without a message', ko: '메시지가 없는 이벤트' },
        columns: [
          { en: 'nonce', ko: 'nonce' },
          { en: 'event', ko: '이벤트' },
        ],
        rows: rows.slice(0, 6),
      },
      ...combinedEvidence(match.combined),
      ...lastWords(end),
    ],
  })
}

function combinedEvidence(combined: readonly ObservedMessage[]): Evidence[] {
  if (combined.length === 0) return []
  const text = {
    en: `${combined.length} message(s) hold several events at once; one event is one message.`,
    ko: `메시지 ${combined.length}개에 여러 이벤트가 함께 들어 있습니다. 이벤트마다 메시지 하나여야 합니다.`,
  }
  return [noteOf(text)]
}

function valuesAreJson(
  this: Chai.AssertionStatic,
  events: readonly GivenEvent[],
  say: (values: { wrong: number }) => Bilingual,
): void {
  const match = this._obj as EventMatch
  const judged = [
    ...storedEvents(events, match),
    ...[...match.unidentified, ...match.combined].map((message) => ({ message, event: undefined })),
  ]
  const wrong = judged.flatMap(({ message, event }) => {
    const verdict = compareValue(message.value, event)
    return verdict.kind === 'same' ? [] : [{ message, event, verdict }]
  })
  const [first] = wrong
  judge(this, wrong.length === 0, {
    id: `value-${first?.verdict.kind ?? 'same'}`,
    message: say({ wrong: wrong.length }),
    expected: showEvent(first?.event ?? events[0]),
    actual: sameInBoth(first ? showValue(first.message.value) : ''),
    evidence: [
      ...(first ? [noteOf(explainValue(first.verdict))] : []),
      {
        kind: 'table',
        title: { en: 'Messages whose value is not its event', ko: '값이 이벤트와 다른 메시지' },
        columns: [
          { en: 'partition', ko: '파티션' },
          { en: 'offset', ko: '오프셋' },
          { en: 'value', ko: '값' },
        ],
        rows: wrong
          .slice(0, 5)
          .map(({ message: { partition, offset, value } }) => [
            String(partition),
            String(offset),
            showValue(value),
          ]),
      },
    ],
  })
}

function showEvent(event: GivenEvent | undefined): Bilingual {
  return sameInBoth(event ? showValue(JSON.stringify(event)) : 'JSON')
}

function explainValue(verdict: ValueVerdict): Bilingual {
  switch (verdict.kind) {
    case 'null':
      return { en: 'The value is null.', ko: '값이 null입니다.' }
    case 'not-utf8':
      return { en: 'The bytes are not UTF-8 text.', ko: '값의 바이트가 UTF-8 텍스트가 아닙니다.' }
    case 'not-json':
      return { en: 'The text is not JSON.', ko: '값이 JSON 형식이 아닙니다.' }
    case 'twice-encoded':
      return {
        en: 'The JSON text was turned into JSON once more, so a reader gets a text, not an object.',
        ko: 'JSON 문자열을 다시 JSON으로 바꾸었습니다. 읽는 쪽은 객체가 아니라 문자열을 받게 됩니다.',
      }
    case 'not-object':
      return { en: 'The JSON is not one object.', ko: 'JSON이 객체 하나가 아닙니다.' }
    case 'different': {
      const fields = verdict.fields.join(', ')
      return { en: `These fields differ: ${fields}`, ko: `값이 다른 필드: ${fields}` }
    }
    case 'same':
      return { en: 'The same.', ko: '같습니다.' }
  }
}

function storedOnce(
  this: Chai.AssertionStatic,
  say: (values: { repeated: number }) => Bilingual,
): void {
  const { byNonce } = this._obj as EventMatch
  const repeated = [...byNonce].filter(([, messages]) => messages.length > 1)
  judge(this, repeated.length === 0, {
    id: 'messages-repeated',
    message: say({ repeated: repeated.length }),
    expected: { en: 'one message per event', ko: '이벤트마다 메시지 하나' },
    actual: {
      en: `${repeated.length} event(s) with more than one`,
      ko: `두 번 이상 저장된 이벤트 ${repeated.length}개`,
    },
    evidence: [
      {
        kind: 'table',
        title: { en: 'Events with several messages', ko: '메시지가 여러 개인 이벤트' },
        columns: [
          { en: 'nonce', ko: 'nonce' },
          { en: 'messages', ko: '메시지 수' },
          { en: 'partition:offset', ko: '파티션:오프셋' },
        ],
        rows: repeated
          .slice(0, 5)
          .map(([nonce, messages]) => [
            nonce,
            String(messages.length),
            messages.map(({ partition, offset }) => `${partition}:${offset}`).join(' '),
          ]),
      },
    ],
  })
}

function grownOnly(
  this: Chai.AssertionStatic,
  topic: string,
  say: (values: { names: string }) => Bilingual,
): void {
  const growth = this._obj as TopicGrowth
  const strays = growth.filter((grown) => grown.topic !== topic && grown.messages > 0n)
  const names = strays.map((stray) => stray.topic).join(', ')
  judge(this, strays.length === 0, {
    id: 'stray-topics',
    message: say({ names }),
    expected: { en: `only ${topic} changes`, ko: `${topic} 토픽만 변경됨` },
    actual: { en: `also: ${names}`, ko: `다른 토픽: ${names}` },
    evidence: [
      spreadOver(
        { en: 'Messages that arrived, by topic', ko: '토픽별로 도착한 메시지 수' },
        growth.map(({ topic: label, messages }) => ({ label, count: Number(messages) })),
      ),
    ],
  })
}
