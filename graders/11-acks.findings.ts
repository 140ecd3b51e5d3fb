import {
  acksOf,
  describeEnd,
  errorsOf,
  findSourceLines,
  lastWords,
  listOf,
  matchesSource,
  noteOf,
  showValue,
  type EventMatch,
  type Finding,
  type GivenEvent,
  type Lab,
  type LoggedProduce,
  type ObservedMessage,
  type ProgramEnd,
} from '#checks/index.ts'
import { says } from './11-acks.messages.ts'
import type { VainRun } from './11-acks.outage.ts'
import type { Wish } from './11-acks.setup.ts'

type Evidence = Finding['evidence'][number]
type Requests = readonly LoggedProduce[]

/** How the durable topic fared while a broker was stopped. */
export type SeenRefusal = VainRun & {
  readonly wish: Wish
  readonly broker: number
  readonly requests: Requests
}

/** The events of a topic, what of them arrived, and messages there that are lines of other files. */
export type TopicMatch = {
  readonly topic: string
  readonly events: readonly GivenEvent[]
  readonly match: EventMatch
  readonly strays: readonly ObservedMessage[]
}

/** A topic was written to with other acks than its promise takes. */
export async function wrongAcks(lab: Lab, wish: Wish, requests: Requests): Promise<Finding> {
  const wrong = requests.filter(({ acks }) => acks !== wish.acks)
  const found = listOf(acksOf(wrong))
  const lines = await findSourceLines(lab, /\backs\b|\.producer\(|Producer\(/i)
  return {
    ...(await headline(lab, wish, wrong)),
    expected: { en: `acks=${nameOf(wish.acks)}`, ko: `acks=${nameOf(wish.acks)}` },
    actual: {
      en: `acks=${found} in ${wrong.length} of ${requests.length} Produce requests`,
      ko: `Produce 요청 ${requests.length}건 중 ${wrong.length}건이 acks=${found}`,
    },
    evidence: [requestTable([{ wish, requests }]), ...lines],
  }
}

/** Names the misconception where the requests and the program together give it away. */
async function headline(lab: Lab, wish: Wish, wrong: Requests) {
  const { topic } = wish
  const isKafkajs = wrong.every(({ software }) => software === 'unknown' || software === '')
  const [first] = acksOf(wrong)
  if (isKafkajs && first === -1 && (await matchesSource(lab, IN_PRODUCER))) {
    return { id: 'acks-in-producer', message: says.inProducer(topic, wrong.length) }
  }
  if (isKafkajs && first === 0 && (await matchesSource(lab, ALL_AS_TEXT))) {
    return { id: 'acks-as-text', message: says.allAsText(topic, wrong.length) }
  }
  const message = says.otherAcks(topic, nameOf(first ?? 0), nameOf(wish.acks))
  return { id: 'acks-other', message }
}

const IN_PRODUCER = /\bproducer\(\s*\{[^}]*\backs\b/
const ALL_AS_TEXT = /['"`]all['"`]/i

function nameOf(acks: number): string {
  return acks === -1 ? 'all (-1)' : String(acks)
}

/** Produce requests by topic, with acks and errors. */
export function requestTable(
  topics: readonly { readonly wish: Wish; readonly requests: Requests }[],
): Evidence {
  const rows = topics.flatMap(({ wish, requests }) =>
    acksOf(requests).map((acks) => {
      const own = requests.filter((request) => request.acks === acks)
      const clients = listOf([...new Set(own.map(({ clientId }) => clientId))])
      const errors = listOf(errorsOf(own)) || '-'
      return [wish.topic, wish.promise, String(acks), String(own.length), errors, clients]
    }),
  )
  return {
    kind: 'table',
    title: { en: 'What the brokers were asked', ko: '브로커가 받은 Produce 요청' },
    columns: [
      { en: 'topic', ko: '토픽' },
      { en: 'promise', ko: '약속' },
      { en: 'acks', ko: 'acks' },
      { en: 'requests', ko: '요청 수' },
      { en: 'errors', ko: '오류' },
      { en: 'client id', ko: '클라이언트 ID' },
    ],
    rows,
  }
}

/** Events without a message. */
export function messagesMissing(
  incomplete: readonly TopicMatch[],
  all: readonly TopicMatch[],
  end: ProgramEnd,
): Finding {
  const missing = incomplete.reduce((sum, { match }) => sum + match.missing.length, 0)
  const ended = describeEnd(end)
  return {
    id: 'messages-missing',
    message: says.missing(missing, listOf(incomplete.map(({ topic }) => topic))),
    expected: {
      en: 'a message for every line of each file',
      ko: '파일의 모든 줄이 메시지로 저장됨',
    },
    actual: {
      en: `${missing} missing; the program: ${ended.en}`,
      ko: `${missing}개 없음, 프로그램: ${ended.ko}`,
    },
    evidence: [
      {
        kind: 'table',
        title: { en: 'Messages that arrived', ko: '도착한 메시지' },
        columns: [
          { en: 'topic', ko: '토픽' },
          { en: 'given', ko: '보낼 개수' },
          { en: 'arrived', ko: '도착' },
        ],
        rows: all.map(({ topic, events: { length }, match }) => {
          return [topic, length, length - match.missing.length].map(String)
        }),
      },
      ...lastWords(end),
    ],
  }
}

/** A topic got lines of the files of other topics. */
export function messagesElsewhere({ topic, events, strays }: TopicMatch): Finding {
  const { length } = events
  return {
    id: 'messages-elsewhere',
    message: says.elsewhere(strays.length, topic),
    expected: { en: `the ${length} lines of its own file`, ko: `해당 파일의 ${length}줄만` },
    actual: {
      en: `${strays.length} lines of other files as well, for one ${showValue(strays[0]!.value)}`,
      ko: `다른 파일의 ${strays.length}줄도 있음(예: ${showValue(strays[0]!.value)})`,
    },
    evidence: [],
  }
}

/** The program ended as if the refused messages were stored. */
export function reportedSuccess({ wish, broker, end, requests }: SeenRefusal): Finding {
  const errors = errorsOf(requests)
  return {
    id: 'failure-hidden',
    message: says.hidden(wish.topic, requests.length, errors),
    expected: {
      en: 'another exit code than 0, and what failed',
      ko: '0이 아닌 종료 코드와 실패한 내용 출력',
    },
    actual: describeEnd(end),
    evidence: [
      noteOf(says.underMinimum(wish.topic, broker)),
      ...(requests.length > 0 ? [requestTable([{ wish, requests }])] : []),
      ...lastWords(end),
    ],
  }
}

/** The program failed for a reason of its own, so no broker had refused anything. */
export function neverAsked({ wish, broker, end }: SeenRefusal): Finding {
  return {
    id: 'never-asked',
    message: says.neverAsked,
    expected: {
      en: `it tries to send to ${wish.topic}, and tells what came of it`,
      ko: `${wish.topic} 토픽으로 전송을 시도하고 그 결과를 알림`,
    },
    actual: {
      en: `no request to any broker; ${describeEnd(end).en}`,
      ko: `브로커에 보낸 요청 없음, ${describeEnd(end).ko}`,
    },
    evidence: [noteOf(says.underMinimum(wish.topic, broker)), ...lastWords(end)],
  }
}

/** The program neither ended nor tried again. */
export function hangs({ wish, broker, end, requests, quietMs = 0 }: SeenRefusal): Finding {
  const quiet = Math.floor(quietMs / 1000)
  return {
    id: 'hangs',
    message: says.hangs(quiet),
    expected: {
      en: 'it ends with another exit code than 0, or goes on trying',
      ko: '0이 아닌 종료 코드로 끝나거나 계속 재시도함',
    },
    actual: {
      en: `it was running, and no broker had got a request for ${quiet} s`,
      ko: `실행 중이지만 ${quiet}초 동안 브로커에 보낸 요청이 없음`,
    },
    evidence: [
      noteOf(says.underMinimum(wish.topic, broker)),
      ...(requests.length > 0 ? [requestTable([{ wish, requests }])] : []),
      ...lastWords(end),
    ],
  }
}

/** The program failed without a word that helps. */
export function notNamed({ wish, broker, end }: SeenRefusal): Finding {
  return {
    id: 'failure-not-named',
    message: says.notNamed,
    expected: {
      en: `${wish.topic} or the error of the client in the output`,
      ko: `출력에 ${wish.topic} 또는 클라이언트의 오류 메시지`,
    },
    actual: describeEnd(end),
    evidence: [noteOf(says.underMinimum(wish.topic, broker)), ...lastWords(end)],
  }
}

/**
 * What clients and brokers call the failure: the error's name or text, the time that was over, the
 * tries that were used up, or an exception of the client at all. Who prints it does not matter: what a
 * client logs of a refusal is there to be read as well.
 */
const FAILURE =
  /not[ _]?enough[ _]?(in-sync )?replicas|in-?sync|\bISR\b|replica|복제본|동기화|KafkaJS\w+|Kafka\w*(Error|Exception|Timeout)|\w*(Timeout|Execution)Exception|time[ds]?[ _-]?out(?!Negative)|retries|retry|rejected|시간 ?초과|거절|거부|재시도/i

/** Whether the program says which topic failed, or why. */
export function namesFailure({ stdout, stderr }: ProgramEnd, { topic, promise }: Wish): boolean {
  const text = `${stderr.text}\n${stdout.text}`
  return text.includes(topic) || text.includes(promise) || FAILURE.test(text)
}
