import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'acks chosen per requirement', ko: '요구 사항에 맞는 acks' },
  goal: {
    en: 'You will choose for each topic which brokers have to confirm a message, and notice when they refuse.',
    ko: '토픽마다 어느 브로커의 확인을 기다릴지 정하고, 거절당했을 때 알아차리게 됩니다.',
  },
  firstStep: {
    en: 'Open producer.ts and turn a promise into a number for acks where TODO 1 stands.',
    ko: 'producer.ts를 열고 TODO 1 자리에서 약속을 acks 값으로 바꾸어 보세요.',
  },
  whatHappened: [
    {
      en: 'acks=0 was not answered at all, acks=1 by the leader as soon as it had stored the message.',
      ko: 'acks=0에는 응답이 없었고, acks=1에는 리더가 저장하자마자 응답했습니다.',
    },
    {
      en: 'acks=all (-1) was answered when every in-sync replica had it.',
      ko: 'acks=all(-1)에는 동기화된 복제본이 모두 저장한 뒤에야 리더가 응답했습니다.',
    },
    {
      en: 'With a broker stopped, the durable topic was under its minimum: acks=all was refused, and your program did not hide it.',
      ko: '브로커를 멈추자 동기화된 복제본이 최소 개수보다 적어져 acks=all이 거절되었고, 프로그램은 이를 숨기지 않았습니다.',
    },
  ],
  checks: {
    '11-C1': {
      title: {
        en: 'survives-a-broker is sent with acks=all',
        ko: 'survives-a-broker는 acks=all로 보낸다',
      },
      hints: [
        {
          en: 'Which brokers must have a message so that it outlives any one of them?',
          ko: '어느 브로커가 죽어도 메시지가 남으려면 어떤 브로커들이 저장해야 할까요?',
        },
        {
          en: 'acks=all waits for every in-sync replica. On the wire it is the number -1.',
          ko: 'acks=all은 동기화된 복제본을 모두 기다립니다. 실제로 전송되는 값은 -1입니다.',
        },
        {
          en: "In kafkajs write `producer.send({ topic, messages, acks: -1 })`: the number, not the text 'all'. In Python and Java `acks` is 'all', given to the producer.",
          ko: "kafkajs에서는 `producer.send({ topic, messages, acks: -1 })`처럼 문자열 'all'이 아니라 숫자로 쓰세요. Python과 Java에서는 프로듀서를 만들 때 `acks`에 'all'을 넣습니다.",
        },
      ],
    },
    '11-C2': {
      title: { en: 'leader-has-it is sent with acks=1', ko: 'leader-has-it은 acks=1로 보낸다' },
      hints: [
        {
          en: 'Which value does your client use when you give none? Look at the requests in the report.',
          ko: '아무것도 지정하지 않으면 클라이언트는 어떤 값을 쓸까요? 채점 결과에 나온 요청을 살펴보세요.',
        },
        {
          en: 'acks belongs to one call in kafkajs, and to the whole producer in Python, Java and librdkafka.',
          ko: 'acks는 kafkajs에서는 호출마다 정하고, Python, Java, librdkafka에서는 프로듀서마다 정합니다.',
        },
        {
          en: 'In kafkajs `send({ topic, messages, acks: 1 })`; elsewhere a producer of its own with acks=1.',
          ko: 'kafkajs에서는 `send({ topic, messages, acks: 1 })`, 다른 클라이언트에서는 acks=1인 프로듀서를 따로 만드세요.',
        },
      ],
    },
    '11-C3': {
      title: { en: 'loss-is-fine is sent with acks=0', ko: 'loss-is-fine은 acks=0으로 보낸다' },
      hints: [
        {
          en: 'Whom does this topic have to wait for?',
          ko: '이 토픽은 누구의 응답을 기다려야 할까요?',
        },
        {
          en: 'With acks=0 the broker does not answer, so nothing costs time and no error is ever seen.',
          ko: 'acks=0이면 브로커가 응답하지 않습니다. 기다리는 시간이 없는 대신 오류도 알 수 없습니다.',
        },
        {
          en: 'In kafkajs `send({ topic, messages, acks: 0 })`; elsewhere a producer of its own with acks=0.',
          ko: 'kafkajs에서는 `send({ topic, messages, acks: 0 })`, 다른 클라이언트에서는 acks=0인 프로듀서를 따로 만드세요.',
        },
      ],
    },
    '11-C4': {
      title: {
        en: 'Every message arrives, and the program ends',
        ko: '모든 메시지가 도착하고 프로그램이 끝난다',
      },
      hints: [
        {
          en: 'Compare the lines of each file with what arrived in its topic.',
          ko: '각 파일의 줄 수와 토픽에 도착한 메시지 수를 비교해 보세요.',
        },
        {
          en: 'With acks=0 nothing tells you that a message has arrived, so your program has to close its connections in order, and only then end.',
          ko: 'acks=0이면 메시지가 도착했는지 알 수 없으므로, 연결을 제대로 닫은 다음에 프로그램을 끝내야 합니다.',
        },
        {
          en: 'Await every send(), then `await producer.disconnect()`; in Python `flush()` and `close()` of each producer.',
          ko: '모든 send()를 await한 뒤 `await producer.disconnect()`를 호출하세요. Python에서는 프로듀서마다 `flush()`와 `close()`를 호출합니다.',
        },
      ],
    },
    '11-C5': {
      title: { en: 'A refusal is not hidden', ko: '거절을 숨기지 않는다' },
      hints: [
        {
          en: 'What does your program do with the error of a send that was refused?',
          ko: '전송이 거절되어 오류가 나면 프로그램은 어떻게 하나요?',
        },
        {
          en: 'With fewer replicas in sync than the minimum, the leader answers NOT_ENOUGH_REPLICAS. A program that swallows this error claims what is not true.',
          ko: '동기화된 복제본이 최소 개수보다 적으면 리더는 NOT_ENOUGH_REPLICAS로 응답합니다. 이 오류를 무시하면 저장되지 않은 메시지를 저장되었다고 말하는 셈입니다.',
        },
        {
          en: 'Print the error and set `process.exitCode = 1`, or let it through. In Python check `future.get()` or the delivery report.',
          ko: '오류를 출력하고 `process.exitCode = 1`로 두거나 오류를 그대로 던지세요. Python에서는 `future.get()`이나 전송 결과 콜백을 확인하세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

const namesOf = (errors: readonly string[]) => (errors.length > 0 ? ` (${errors.join(', ')})` : '')

/** What is said when a check fails, and of what was seen. */
export const says = {
  otherAcks: (topic: string, found: string, wanted: string) => ({
    en: `Messages for ${topic} were sent with acks=${found}; its promise takes acks=${wanted}.`,
    ko: `${topic} 토픽에 acks=${found}(으)로 전송했습니다. 이 약속에는 acks=${wanted}이(가) 필요합니다.`,
  }),
  inProducer: (topic: string, count: number) => ({
    en: `kafkajs takes acks in send(), not in producer(), where it is ignored: ${count} Produce request(s) to ${topic} came with acks=-1.`,
    ko: `kafkajs에서 acks는 producer()가 아니라 send()에 넣습니다. producer()에 넣은 값은 무시되어 ${topic} 토픽에 Produce 요청 ${count}건이 acks=-1로 왔습니다.`,
  }),
  allAsText: (topic: string, count: number) => ({
    en: `In kafkajs acks is a number: the text 'all' went out as 0 in ${count} Produce request(s) to ${topic}, and the answer it waits for never comes.`,
    ko: `kafkajs의 acks는 숫자입니다. 문자열 'all'은 0으로 전송되어(${topic} 토픽에 Produce 요청 ${count}건) 오지 않을 응답을 기다리게 됩니다.`,
  }),
  missing: (count: number, topics: string) => ({
    en: `${count} message(s) are missing in ${topics}.`,
    ko: `메시지 ${count}개가 도착하지 않았습니다(${topics}).`,
  }),
  elsewhere: (count: number, topic: string) => ({
    en: `${topic} holds ${count} message(s) that belong to another topic: each file goes to its own.`,
    ko: `${topic} 토픽에 다른 토픽으로 가야 할 메시지 ${count}개가 있습니다. 파일마다 정해진 토픽에만 보내야 합니다.`,
  }),
  otherValues:
    (topic: string) =>
    ({ wrong }: { wrong: number }) => ({
      en: `${wrong} message(s) in ${topic} are not a line of its file.`,
      ko: `${topic} 토픽의 메시지 ${wrong}개가 파일의 줄과 다릅니다.`,
    }),
  notFinished: {
    en: 'All messages arrived, but the program is still running: did you disconnect every producer?',
    ko: '메시지는 모두 도착했지만 프로그램이 아직 실행 중입니다. 모든 프로듀서의 연결을 끊었는지 확인해 주세요.',
  },
  hidden: (topic: string, count: number, errors: readonly string[]) => ({
    en:
      errors.length > 0
        ? `The program reported success although the brokers refused ${count} Produce request(s) to ${topic}${namesOf(errors)}.`
        : `The program reported success although not one message for ${topic} was stored.`,
    ko:
      errors.length > 0
        ? `브로커가 ${topic} 토픽의 Produce 요청 ${count}건을 거절했는데도${namesOf(errors)} 프로그램이 성공으로 끝났습니다.`
        : `${topic} 토픽에 메시지가 하나도 저장되지 않았는데도 프로그램이 성공으로 끝났습니다.`,
  }),
  neverAsked: {
    en: 'The second run ended with an error before a single request had reached a running broker: this is not the refusal.',
    ko: '두 번째 실행은 실행 중인 브로커에 요청을 하나도 보내지 못하고 오류로 끝났습니다. 브로커가 거절해서 난 오류가 아닙니다.',
  },
  hangs: (seconds: number) => ({
    en: `After the refusal the program neither ended nor tried again: it hung for ${seconds} s. Close the producer also when a send fails.`,
    ko: `전송이 거절된 뒤 프로그램이 끝나지도, 다시 시도하지도 않고 ${seconds}초 동안 멈춰 있었습니다. 전송에 실패했을 때도 프로듀서를 닫아 주세요.`,
  }),
  notNamed: {
    en: 'The program failed, as it should, but did not say what failed.',
    ko: '프로그램이 실패로 끝난 것은 맞지만, 무엇이 실패했는지 알려 주지 않았습니다.',
  },
  underMinimum: (topic: string, broker: number) => ({
    en: `Broker ${broker} was stopped: ${topic} had two replicas in sync and a min.insync.replicas of 3.`,
    ko: `브로커 ${broker}을(를) 멈춰 ${topic} 토픽의 동기화된 복제본이 2개가 되었습니다. min.insync.replicas는 3입니다.`,
  }),
  refused: (count: number, errors: readonly string[], broker: number) => ({
    en: `With broker ${broker} stopped, ${count} Produce request(s) with acks=all were refused${namesOf(errors)}.`,
    ko: `브로커 ${broker}이(가) 멈춘 동안 acks=all인 Produce 요청 ${count}건이 거절되었습니다${namesOf(errors)}.`,
  }),
  stillRunning: {
    en: 'The program was still running after 20 s, which is right, too: it has not claimed anything.',
    ko: '프로그램이 20초 뒤에도 실행 중이었습니다. 성공했다고 하지 않았으니 이것도 맞습니다.',
  },
}
