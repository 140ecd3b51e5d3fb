import type { Bilingual } from '#core/bilingual.ts'
import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'At least once', ko: '최소 한 번 처리' },
  goal: {
    en: 'You will commit after the work is done, so that a crash at any moment loses nothing.',
    ko: '일을 마친 뒤에 커밋하여, 언제 강제 종료되어도 메시지를 잃지 않게 됩니다.',
  },
  firstStep: {
    en: 'Open worker.ts and read IN_TOPIC as a member of GROUP where TODO 1 stands.',
    ko: 'worker.ts를 열고 TODO 1 자리에서 GROUP의 멤버로 IN_TOPIC을 읽어 보세요.',
  },
  whatHappened: [
    {
      en: 'Your worker was killed twice while a write was on its way; whatever it held in memory was gone.',
      ko: '쓰기 요청이 가는 도중에 워커를 두 번 강제 종료했고, 메모리에 있던 것은 모두 사라졌습니다.',
    },
    {
      en: 'The committed offset never got ahead of the work, so the next start read the unfinished messages again.',
      ko: '커밋된 오프셋이 처리보다 앞서지 않아, 다시 시작한 워커가 끝내지 못한 메시지를 다시 읽었습니다.',
    },
    {
      en: 'Some messages may be in OUT_TOPIC twice: that is what "at least" once means.',
      ko: 'OUT_TOPIC에 두 번 들어간 메시지가 있을 수 있습니다. "최소" 한 번이란 그런 뜻입니다.',
    },
  ],
  checks: {
    '15-C1': {
      title: { en: 'No message is lost', ko: '유실된 메시지가 없다' },
      hints: [
        {
          en: 'Find a lost message in the timeline: what had been committed when the worker died?',
          ko: '시간순 기록에서 유실된 메시지를 찾아보세요. 워커가 죽을 때 어디까지 커밋되어 있었나요?',
        },
        {
          en: 'The next start goes on at the committed offset; what lies before it is never read again.',
          ko: '다시 시작한 워커는 커밋된 오프셋부터 읽습니다. 그보다 앞의 메시지는 다시 읽지 않습니다.',
        },
        {
          en: 'Wait until the broker has acknowledged the write (`await producer.send(…)`), and do not swallow an error: let it end the handler.',
          ko: '브로커가 쓰기에 응답할 때까지 기다리고(`await producer.send(…)`), 오류가 나면 삼키지 말고 그대로 던지세요.',
        },
      ],
    },
    '15-C2': {
      title: {
        en: 'Nothing is committed before it is processed',
        ko: '처리하기 전에 커밋하지 않는다',
      },
      hints: [
        {
          en: 'Find the call that writes and the one that commits. Which of them is finished first?',
          ko: '쓰는 호출과 커밋하는 호출을 찾아보세요. 어느 쪽이 먼저 끝나나요?',
        },
        {
          en: 'Auto-commit takes a message as done once your handler has returned, even if its write is still under way.',
          ko: '자동 커밋은 핸들러가 반환되면 그 메시지를 처리된 것으로 봅니다. 쓰기가 아직 끝나지 않았어도 그렇습니다.',
        },
        {
          en: 'Write `await producer.send(…)` in `eachMessage`, or commit yourself, after it: `consumer.commitOffsets`.',
          ko: '`eachMessage` 안에서 `await producer.send(…)`로 기다리거나, 그다음에 `consumer.commitOffsets`로 직접 커밋하세요.',
        },
      ],
    },
    '15-C3': {
      title: { en: 'Little is processed again', ko: '다시 처리하는 메시지가 적다' },
      hints: [
        {
          en: 'How many messages lie between two commits of your worker?',
          ko: '커밋과 커밋 사이에 메시지를 몇 개나 처리하나요?',
        },
        {
          en: 'All that was not committed comes again after a crash, and a crash runs none of your clean-up code.',
          ko: '커밋하지 않은 것은 강제 종료 뒤에 모두 다시 옵니다. 그때는 종료 처리 코드도 실행되지 않습니다.',
        },
        {
          en: 'Commit after each message or after each batch that you got, not only at the end of the program.',
          ko: '프로그램을 종료할 때 한 번이 아니라, 메시지마다 또는 받은 배치마다 커밋하세요.',
        },
      ],
    },
    '15-C4': {
      title: { en: 'The group reaches the end', ko: '그룹이 끝까지 도달한다' },
      hints: [
        {
          en: 'Compare the committed offset of a partition with its end.',
          ko: '파티션의 커밋된 오프셋과 끝 오프셋을 비교해 보세요.',
        },
        {
          en: 'A committed offset names the message to be read next, not the one that was read last.',
          ko: '커밋하는 오프셋은 마지막으로 읽은 메시지가 아니라 다음에 읽을 메시지의 번호입니다.',
        },
        {
          en: 'Commit `message.offset + 1` under GROUP; in kafkajs that is `String(Number(message.offset) + 1)`.',
          ko: 'GROUP으로 `message.offset + 1`을 커밋하세요. kafkajs에서는 `String(Number(message.offset) + 1)`입니다.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What the learner sees meanwhile. */
export const doing = {
  working: {
    en: 'waiting for your worker to process the messages',
    ko: '워커가 메시지를 처리하기를 기다립니다',
  },
  committing: { en: 'waiting for your group to commit', ko: '그룹이 커밋하기를 기다립니다' },
  watching: {
    en: 'a write is held up; watching what is committed',
    ko: '쓰기 요청을 붙잡아 두고 무엇이 커밋되는지 지켜봅니다',
  },
  broken: {
    en: 'no write gets through; watching what is committed',
    ko: '쓰기가 도착하지 못하게 하고 무엇이 커밋되는지 지켜봅니다',
  },
  cut: {
    en: 'for some seconds connections break before a Produce request arrives',
    ko: '몇 초 동안 Produce 요청이 도착하기 전에 연결을 끊음',
  },
  held: (nth: number) => ({
    en: `Produce request ${nth} of the lot is held up`,
    ko: `이 묶음의 ${nth}번째 Produce 요청을 붙잡음`,
  }),
}

const worker = { en: 'worker', ko: '워커' }
const group = { en: 'GROUP', ko: 'GROUP' }
const grader = { en: 'grader', ko: '채점기' }

const held = {
  who: grader,
  what: {
    en: 'holds up the next write to OUT_TOPIC',
    ko: 'OUT_TOPIC으로 가는 다음 쓰기를 붙잡음',
  },
}

const KILLS: Readonly<Record<string, Bilingual>> = {
  lost: {
    en: 'SIGKILL: the write held up never arrives',
    ko: 'SIGKILL: 붙잡힌 쓰기는 도착하지 않음',
  },
  held: {
    en: 'SIGKILL: the write held up arrives, nobody hears of it',
    ko: 'SIGKILL: 붙잡힌 쓰기는 도착하지만 응답을 들을 프로그램이 없음',
  },
}
const STUCK = { en: 'SIGKILL: the worker was stuck', ko: 'SIGKILL: 워커가 멈춰 있었음' }

/** The lines of the timeline. */
export const timelineSays = {
  title: (partition: number) => ({
    en: `Partition ${partition} of IN_TOPIC, moment by moment`,
    ko: `IN_TOPIC 파티션 ${partition}의 시간순 기록`,
  }),
  started: { who: worker, what: { en: 'is started', ko: '시작됨' } },
  ended: {
    who: worker,
    what: { en: 'has ended by itself', ko: '스스로 종료됨' },
  },
  held,
  lost: held,
  outage: {
    who: grader,
    what: {
      en: 'breaks the connections: no write arrives',
      ko: '연결을 끊음: 쓰기가 도착하지 못함',
    },
  },
  over: { who: grader, what: { en: 'lets writes through again', ko: '다시 쓰기를 통과시킴' } },
  killed: (hold: string | undefined) => ({ who: grader, what: KILLS[hold ?? ''] ?? STUCK }),
  write: (messages: string) => ({
    who: worker,
    what: { en: `writes message ${messages}`, ko: `메시지 ${messages} 쓰기` },
  }),
  repeat: (messages: string) => ({
    who: worker,
    what: { en: `writes message ${messages} again`, ko: `메시지 ${messages} 다시 쓰기` },
  }),
  commit: ({ offset, isTransactional }: { offset: bigint; isTransactional: boolean }) => ({
    who: group,
    what: {
      en: `commits ${offset}${isTransactional ? ' in a transaction' : ''}: done up to message ${offset - 1n}`,
      ko: `${isTransactional ? '트랜잭션으로 ' : ''}${offset} 커밋: 메시지 ${offset - 1n}까지 처리했다는 뜻`,
    },
  }),
  gap: (steps: number) => ({
    who: { en: '…', ko: '…' },
    what: { en: `${steps} more writes and commits`, ko: `쓰기와 커밋 ${steps}번 더` },
  }),
}

/** What is said when a check fails. */
export const says = {
  lost: (lost: number) => ({
    en: `${lost} message(s) were never processed after the crashes.`,
    ko: `강제 종료 뒤 메시지 ${lost}개가 처리되지 않았습니다.`,
  }),
  stuck: (missing: number) => ({
    en: `The worker stopped working: ${missing} message(s) were not processed.`,
    ko: `워커가 더 이상 일하지 않아 메시지 ${missing}개가 처리되지 않았습니다.`,
  }),
  late: (count: number) => ({
    en: `The worker wrote ${count} message(s) only when it was told to stop.`,
    ko: `워커가 종료 시그널을 받은 뒤에야 메시지 ${count}개를 썼습니다.`,
  }),
  nothing: {
    en: 'No message was processed: OUT_TOPIC holds nothing from the worker.',
    ko: '처리된 메시지가 없습니다. OUT_TOPIC에 워커가 쓴 것이 없습니다.',
  },
  notTheNonce: {
    en: 'The values in OUT_TOPIC are not the nonces: write the nonce alone.',
    ko: 'OUT_TOPIC의 값이 nonce가 아닙니다. nonce만 그대로 써 주세요.',
  },
  early: (offset: bigint, message: bigint) => ({
    en: `Offset ${offset} was committed before message ${message} was processed.`,
    ko: `메시지 ${message}을(를) 처리하기 전에 오프셋 ${offset}이(가) 커밋되었습니다.`,
  }),
  unacknowledged: (requests: number) => ({
    en: `The worker does not wait until a write is stored: ${requests} Produce requests came with acks=0.`,
    ko: `쓰기가 저장되었다는 응답을 기다리지 않습니다: acks=0인 Produce 요청 ${requests}개.`,
  }),
  pastEnd: (offset: bigint, partition: number) => ({
    en: `Offset ${offset} was committed on partition ${partition}, which lies past its end.`,
    ko: `파티션 ${partition}의 끝을 넘는 오프셋 ${offset}이(가) 커밋되었습니다.`,
  }),
  repeated: (repeats: number) => ({
    en: `${repeats} messages were processed again: progress is saved too rarely.`,
    ko: `메시지 ${repeats}개가 다시 처리되었습니다. 커밋 간격이 너무 깁니다.`,
  }),
  neverCommitted: (repeats: number) => ({
    en: `${repeats} messages were processed again: GROUP had committed nothing when the worker was killed.`,
    ko: `메시지 ${repeats}개가 다시 처리되었습니다. 강제 종료될 때까지 GROUP이 아무것도 커밋하지 않았습니다.`,
  }),
  notAtEnd: ({ partitions }: { partitions: string }) => ({
    en: `The group did not reach the end of partition ${partitions}.`,
    ko: `그룹이 파티션 ${partitions}의 끝 오프셋에 도달하지 못했습니다.`,
  }),
  oneShort: ({ partitions }: { partitions: string }) => ({
    en: `The group stands one message before the end of partition ${partitions}: commit the offset to be read next.`,
    ko: `그룹이 파티션 ${partitions}의 끝보다 하나 앞에 있습니다. 다음에 읽을 오프셋을 커밋해야 합니다.`,
  }),
  otherGroup: (groups: string) => ({
    en: `The worker commits in another group: ${groups}.`,
    ko: `워커가 다른 그룹으로 커밋합니다: ${groups}.`,
  }),
}
