import type { ExerciseMessages } from '#core/exercise-messages.ts'
import type { WrongKey } from './13-key-order.keys.ts'

export const messages = {
  title: { en: 'Order per key', ko: '키마다 순서 지키기' },
  goal: {
    en: 'You will give messages a key, so that what belongs together stays in order.',
    ko: '메시지에 키를 붙여, 서로 관련된 메시지의 순서를 지키는 방법을 알게 됩니다.',
  },
  firstStep: {
    en: 'Open producer.ts and decide at TODO 1 what the key of each message is.',
    ko: 'producer.ts를 열고 TODO 1에서 각 메시지의 키를 무엇으로 할지 정해 보세요.',
  },
  whatHappened: [
    {
      en: 'Your producer turned each key into a number, its hash, and chose the partition by it.',
      ko: '프로듀서는 키마다 숫자(해시)를 계산하고 그 숫자로 파티션을 골랐습니다.',
    },
    {
      en: 'The same key gave the same partition each time, so an account stayed in one place.',
      ko: '키가 같으면 파티션도 언제나 같으므로, 한 계정의 메시지는 한곳에 모였습니다.',
    },
    {
      en: 'Within a partition the order of offsets is the order in which messages arrived.',
      ko: '한 파티션 안에서는 메시지가 도착한 순서가 곧 오프셋 순서입니다.',
    },
  ],
  checks: {
    '13-C1': {
      title: { en: 'The key is the account', ko: '키가 계정 ID이다' },
      hints: [
        {
          en: 'Print the key you hand to send(). Is it there at all, and is it the id itself?',
          ko: 'send()에 넘기는 키를 출력해 보세요. 키가 있나요? 계정 ID 그대로인가요?',
        },
        {
          en: 'A key is bytes, as a value is. Without one, the producer may put a message anywhere.',
          ko: '키도 값처럼 바이트입니다. 키가 없으면 메시지가 어느 파티션에나 들어갈 수 있습니다.',
        },
        {
          en: 'Use `key: event.account` beside the value, as it is; it is a string already.',
          ko: '값 옆에 `key: event.account`를 그대로 쓰세요. 이미 문자열입니다.',
        },
      ],
    },
    '13-C2': {
      title: { en: 'An account stays in one partition', ko: '한 계정은 한 파티션에 있다' },
      hints: [
        {
          en: 'Take one account from the table. What chose the partition of its messages?',
          ko: '표에서 계정 하나를 골라 보세요. 그 메시지들의 파티션은 무엇이 정했을까요?',
        },
        {
          en: 'The partition follows from a hash of the key and the number of partitions; change either, and the key moves.',
          ko: '파티션은 키의 해시와 파티션 수로 정해집니다. 둘 중 하나만 바뀌어도 다른 곳으로 갑니다.',
        },
        {
          en: 'Leave `partition` out of the message so that the key decides, and do not add partitions meanwhile.',
          ko: '메시지에 `partition`을 지정하지 말고 키에 맡기세요. 도중에 파티션을 늘리지도 마세요.',
        },
      ],
    },
    '13-C3': {
      title: { en: 'Events of an account stay in order', ko: '한 계정의 이벤트가 순서대로 있다' },
      hints: [
        {
          en: 'In which order does your program send, and how many sends are under way at once?',
          ko: '프로그램이 어떤 순서로 보내나요? 동시에 진행되는 전송은 몇 개인가요?',
        },
        {
          en: 'Kafka keeps the order in which messages arrive, not the one in which you meant to send them.',
          ko: 'Kafka는 도착한 순서를 지킬 뿐, 보내려던 순서까지 알지는 못합니다.',
        },
        {
          en: 'Keep the order of the file and put all messages into one send(), or await each send() before the next.',
          ko: '파일 순서대로 한 번의 send()에 모두 담거나, send()마다 await한 다음 이어서 보내세요.',
        },
      ],
    },
    '13-C4': {
      title: { en: 'The accounts share the partitions', ko: '계정들이 파티션을 나누어 쓴다' },
      hints: [
        {
          en: 'Compare the keys of two accounts. Do they differ?',
          ko: '두 계정의 키를 비교해 보세요. 서로 다른가요?',
        },
        {
          en: 'One key for all means one partition for all: the order is kept, but only one consumer can work.',
          ko: '키가 모두 같으면 파티션도 하나만 쓰게 됩니다. 순서는 지켜지지만 컨슈머 하나만 일할 수 있습니다.',
        },
        {
          en: 'Take the id (`event.account`), not a fixed text, and no object: String(object) is always [object Object].',
          ko: '고정된 문자열이나 객체 대신 ID(`event.account`)를 쓰세요. String(객체)는 언제나 [object Object]입니다.',
        },
      ],
    },
    '13-C5': {
      title: { en: 'Every event is there once', ko: '모든 이벤트가 한 번씩 있다' },
      hints: [
        {
          en: 'Compare the lines of the file with the messages of the topic.',
          ko: '파일의 줄과 토픽의 메시지를 비교해 보세요.',
        },
        {
          en: 'What is not acknowledged when the program ends may be lost; what is sent again is there twice.',
          ko: '응답 확인을 받기 전에 프로그램이 끝나면 메시지를 잃을 수 있고, 다시 보내면 두 번 저장됩니다.',
        },
        {
          en: 'Send each event once, `await` every send() and disconnect last; the value is `JSON.stringify(event)`.',
          ko: '이벤트를 한 번씩만 보내고 모든 send()를 `await`한 뒤 연결을 끊으세요. 값은 `JSON.stringify(event)`입니다.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

type Seen = { readonly shown: string; readonly wrong: number; readonly all: number }

const WRONG_KEYS = {
  none: () => ({
    en: 'They have no key, so nothing keeps an account together.',
    ko: '키가 없어서 한 계정의 메시지를 모을 수 없습니다.',
  }),
  object: (shown: string) => ({
    en: `Their key is ${shown}: the text of any object, the same for every account.`,
    ko: `키가 ${shown}입니다. 객체를 문자열로 바꾸면 어느 계정이든 이렇게 됩니다.`,
  }),
  quoted: (shown: string) => ({
    en: `Their key is ${shown}, with quotation marks: the id was turned into JSON.`,
    ko: `키가 따옴표까지 포함한 ${shown}입니다. ID를 JSON으로 바꾸었습니다.`,
  }),
  value: () => ({
    en: 'Their key is a whole event, which is different each time.',
    ko: '키가 이벤트 전체라서 메시지마다 달라집니다.',
  }),
  field: (shown: string) => ({
    en: `Their key is the field ${shown}, not the account.`,
    ko: `키가 계정이 아니라 ${shown} 필드입니다.`,
  }),
  case: (shown: string) => ({
    en: `Their key differs from the id in capital and small letters, for example ${shown}.`,
    ko: `키의 대소문자가 계정 ID와 다릅니다(예: ${shown}).`,
  }),
  part: (shown: string) => ({
    en: `Their key is only a part of the id or more than it, for example ${shown}: use the id as it is.`,
    ko: `키에 계정 ID의 일부만 있거나 다른 글자가 더 있습니다(예: ${shown}). ID를 그대로 써 주세요.`,
  }),
  same: (shown: string) => ({
    en: `They all have the same key, ${shown}.`,
    ko: `키가 모두 ${shown}(으)로 같습니다.`,
  }),
  other: (shown: string) => ({
    en: `Their key is something else, for example ${shown}.`,
    ko: `키가 다른 값입니다(예: ${shown}).`,
  }),
} as const satisfies Record<WrongKey, (shown: string) => { en: string; ko: string }>

/** What is said when a check fails. */
export const says = {
  wrongKey: (kind: WrongKey, { shown, wrong, all }: Seen) => {
    const why = WRONG_KEYS[kind](shown)
    return {
      en: `The key of ${wrong} of ${all} messages is not their account. ${why.en}`,
      ko: `메시지 ${all}개 가운데 ${wrong}개의 키가 계정 ID가 아닙니다. ${why.ko}`,
    }
  },
  spreadByGrowth: (account: string, partitions: string, added: number) => ({
    en: `Account ${account} is spread over partitions ${partitions}: ${added} partition(s) were added meanwhile, and that moves keys.`,
    ko: `${account} 계정의 메시지가 파티션 ${partitions}에 흩어져 있습니다. 실행하는 동안 파티션이 ${added}개 늘어 키의 위치가 바뀌었습니다.`,
  }),
  spreadWithoutKey: (account: string, partitions: string) => ({
    en: `Account ${account} is spread over partitions ${partitions}: without a key a message may go anywhere.`,
    ko: `${account} 계정의 메시지가 파티션 ${partitions}에 흩어져 있습니다. 키가 없는 메시지는 어디로든 갈 수 있습니다.`,
  }),
  spreadByKeys: (account: string, partitions: string, keys: number) => ({
    en: `Account ${account} is spread over partitions ${partitions}: its messages have ${keys} different keys.`,
    ko: `${account} 계정의 메시지가 파티션 ${partitions}에 흩어져 있습니다. 같은 계정인데 키가 ${keys}가지입니다.`,
  }),
  spreadInSpite: (account: string, partitions: string) => ({
    en: `Account ${account} is spread over partitions ${partitions}, all with the same key: something other than the key chose the partition.`,
    ko: `${account} 계정의 메시지가 키는 같은데도 파티션 ${partitions}에 흩어져 있습니다. 키가 아닌 것이 파티션을 정했습니다.`,
  }),
  overtaken: (account: string, later: number, earlier: number) => ({
    en: `Event ${later} of account ${account} is stored before its event ${earlier}.`,
    ko: `${account} 계정의 ${later}번 이벤트가 ${earlier}번 이벤트보다 먼저 저장되었습니다.`,
  }),
  reversed: (account: string, later: number, earlier: number) => ({
    en: `Event ${later} of account ${account} is stored before its event ${earlier}: the file was sent from its end.`,
    ko: `${account} 계정의 ${later}번 이벤트가 ${earlier}번 이벤트보다 먼저 저장되었습니다. 파일을 끝에서부터 보냈습니다.`,
  }),
  requests: (requests: number, connections: number) => ({
    en: `The messages came in ${requests} Produce request(s) over ${connections} connection(s).`,
    ko: `메시지는 연결 ${connections}개를 통해 Produce 요청 ${requests}번으로 도착했습니다.`,
  }),
  onePartition: (partition: number, key: string | undefined) =>
    key === undefined
      ? {
          en: `All accounts are in partition ${partition}, although their keys differ.`,
          ko: `키는 서로 다른데 모든 계정이 파티션 ${partition}에 모여 있습니다.`,
        }
      : {
          en: `All accounts are in partition ${partition}, because every key is ${key}.`,
          ko: `모든 메시지의 키가 ${key}(이)라서 모든 계정이 파티션 ${partition}에 모여 있습니다.`,
        },
  byPartition: { en: 'Messages by partition', ko: '파티션별 메시지 수' },
}
