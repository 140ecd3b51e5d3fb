import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'Send messages', ko: '메시지 보내기' },
  goal: {
    en: 'You will connect a producer, turn objects into JSON, send them, and know when they are safe.',
    ko: '프로듀서를 연결하고, 객체를 JSON으로 바꾸어 보내고, 언제 안전하게 저장되었는지 알게 됩니다.',
  },
  firstStep: {
    en: 'Open producer.ts and make a producer where TODO 1 stands.',
    ko: 'producer.ts를 열고 TODO 1 자리에 프로듀서를 만들어 보세요.',
  },
  whatHappened: [
    {
      en: 'Your producer asked any broker who leads each partition, then sent to the leaders.',
      ko: '프로듀서는 파티션마다 리더가 누구인지 물은 뒤 그 리더에게 보냈습니다.',
    },
    {
      en: 'Messages without a key were spread over the partitions; each one got an offset there.',
      ko: '키가 없는 메시지는 여러 파티션에 나뉘었고, 그 안에서 오프셋을 받았습니다.',
    },
    {
      en: 'The acknowledgement you waited for said that the broker has stored them.',
      ko: '기다린 응답 확인(acks)은 브로커가 메시지를 저장했다는 뜻입니다.',
    },
  ],
  checks: {
    '03-C1': {
      title: { en: 'The program ends by itself', ko: '프로그램이 스스로 종료된다' },
      hints: [
        {
          en: 'See what the last line of your program does. What still keeps it running?',
          ko: '프로그램의 마지막 줄이 무엇을 하는지 보세요. 무엇이 아직 실행을 붙잡고 있을까요?',
        },
        {
          en: 'A connected producer holds open sockets, and Node runs as long as a socket is open.',
          ko: '연결된 프로듀서는 소켓을 열어 두며, 소켓이 열려 있는 동안 Node는 끝나지 않습니다.',
        },
        {
          en: 'Finish with `await producer.disconnect()`; in Python `producer.flush()` and `producer.close()`.',
          ko: '마지막에 `await producer.disconnect()`를 호출하세요. Python에서는 `producer.flush()`와 `producer.close()`입니다.',
        },
      ],
    },
    '03-C2': {
      title: { en: 'Every event is in the topic', ko: '모든 이벤트가 토픽에 있다' },
      hints: [
        {
          en: 'Compare the number of lines in the file with the number of messages in the topic.',
          ko: '파일의 줄 수와 토픽에 있는 메시지 수를 비교해 보세요.',
        },
        {
          en: 'Sending is asynchronous: the call returns before the broker has stored anything.',
          ko: '전송은 비동기입니다. 호출이 끝났다고 해서 브로커가 저장한 것은 아닙니다.',
        },
        {
          en: 'Write `await producer.send({ topic, messages })`, and disconnect only after it.',
          ko: '`await producer.send({ topic, messages })`로 기다린 다음에 연결을 닫으세요.',
        },
      ],
    },
    '03-C3': {
      title: { en: 'Each value is the JSON of its event', ko: '값이 이벤트의 JSON이다' },
      hints: [
        {
          en: 'Print the exact value you hand to send(). Is it text, and is the text JSON?',
          ko: 'send()에 넘기는 값을 그대로 출력해 보세요. 문자열인가요? JSON인가요?',
        },
        {
          en: 'Kafka stores bytes and knows no objects, so you have to make text of them yourself.',
          ko: 'Kafka는 바이트만 저장하고 객체를 모릅니다. 문자열로 바꾸는 일은 직접 해야 합니다.',
        },
        {
          en: 'Use `value: JSON.stringify(event)`, once for each event.',
          ko: '이벤트마다 한 번씩 `value: JSON.stringify(event)`를 쓰세요.',
        },
      ],
    },
    '03-C4': {
      title: { en: 'No event is sent twice', ko: '같은 이벤트를 두 번 보내지 않는다' },
      hints: [
        {
          en: 'Count how often send() is called, and with how many messages.',
          ko: 'send()가 몇 번, 메시지 몇 개로 호출되는지 세어 보세요.',
        },
        {
          en: 'A loop of your own around send() repeats what the client already retries.',
          ko: '클라이언트가 이미 재시도하므로, send()를 감싼 반복문은 같은 일을 되풀이합니다.',
        },
        {
          en: 'Send each event in exactly one place: one send() with all, or one per event.',
          ko: '한 번에 모두 보내거나 하나씩 보내거나, 각 이벤트는 한 곳에서만 보내세요.',
        },
      ],
    },
    '03-C5': {
      title: { en: 'Nothing goes to another topic', ko: '다른 토픽에 쓰지 않는다' },
      hints: [
        {
          en: 'Look at the topic name your program uses, letter by letter.',
          ko: '프로그램이 쓰는 토픽 이름을 한 글자씩 확인해 보세요.',
        },
        {
          en: 'A broker may create an unknown topic on first use, so a wrong name raises no error.',
          ko: '브로커는 모르는 토픽을 처음 쓸 때 만들 수 있어서, 이름이 틀려도 오류가 나지 않습니다.',
        },
        {
          en: 'Take the name from the variable TOPIC: `process.env.TOPIC`.',
          ko: '토픽 이름은 TOPIC 변수에서 가져오세요: `process.env.TOPIC`.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What is said when a check fails. */
export const says = {
  notFinished: {
    en: 'The program is still running: did you disconnect the producer?',
    ko: '프로그램이 아직 실행 중입니다. 프로듀서 연결을 끊었는지 확인해 주세요.',
  },
  missing: ({ arrived, given }: { arrived: number; given: number }) => ({
    en: `Only ${arrived} of ${given} messages are in the topic.`,
    ko: `메시지 ${given}개 가운데 ${arrived}개만 토픽에 있습니다.`,
  }),
  wrongValue: ({ wrong }: { wrong: number }) => ({
    en: `The value of ${wrong} message(s) is not the JSON of the event.`,
    ko: `메시지 ${wrong}개의 값이 이벤트의 JSON이 아닙니다.`,
  }),
  repeated: ({ repeated }: { repeated: number }) => ({
    en: `${repeated} event(s) were stored more than once.`,
    ko: `이벤트 ${repeated}개가 두 번 이상 저장되었습니다.`,
  }),
  stray: ({ names }: { names: string }) => ({
    en: `The program wrote to another topic: ${names}.`,
    ko: `프로그램이 다른 토픽에 썼습니다: ${names}.`,
  }),
}
