import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'Choose the partition', ko: '파티션 직접 고르기' },
  goal: {
    en: 'You will choose the partition yourself, and keep one free for what is urgent.',
    ko: '파티션을 직접 골라, 급한 메시지만 쓰는 전용 파티션을 만들게 됩니다.',
  },
  firstStep: {
    en: 'Open producer.ts and find out at TODO 1 how many partitions the topic has.',
    ko: 'producer.ts를 열고 TODO 1에서 토픽에 파티션이 몇 개 있는지 알아보세요.',
  },
  whatHappened: [
    {
      en: 'Your producer named a partition for each message, so no key was hashed.',
      ko: '프로듀서가 메시지마다 파티션을 지정했으므로 키의 해시는 쓰이지 않았습니다.',
    },
    {
      en: 'The broker took each one as told: it has no say in where a message goes.',
      ko: '브로커는 그대로 받아들였습니다. 메시지가 갈 곳은 브로커가 정하지 않습니다.',
    },
    {
      en: 'A consumer of the reserved partition now never waits behind messages that are not urgent.',
      ko: '이제 전용 파티션의 컨슈머는 급하지 않은 메시지 뒤에서 기다리지 않습니다.',
    },
  ],
  checks: {
    '14-C1': {
      title: {
        en: 'Messages with priority high are in VIP_PARTITION',
        ko: '우선순위가 high인 메시지는 VIP_PARTITION에 있다',
      },
      hints: [
        {
          en: 'Who decides on the partition of a message: the broker, the key, or your program?',
          ko: '메시지의 파티션은 누가 정하나요? 브로커, 키, 아니면 내 프로그램인가요?',
        },
        {
          en: 'A message may name its partition, a number from 0 up; then the key has no say.',
          ko: '메시지에 파티션 번호(0부터)를 적을 수 있고, 이 번호가 키보다 우선합니다.',
        },
        {
          en: "Set `partition: Number(process.env.VIP_PARTITION)` where `event.priority === 'high'`.",
          ko: "`event.priority === 'high'`이면 `partition: Number(process.env.VIP_PARTITION)`을 지정하세요.",
        },
      ],
    },
    '14-C2': {
      title: { en: 'Nothing else is in that partition', ko: '그 파티션에 다른 메시지는 없다' },
      hints: [
        {
          en: 'Where do the messages go for which you name no partition?',
          ko: '파티션을 지정하지 않은 메시지는 어디로 갈까요?',
        },
        {
          en: 'The default partitioner uses all partitions, so it fills the reserved one, too.',
          ko: '기본 파티셔너는 모든 파티션을 쓰므로 전용 파티션에도 메시지를 넣습니다.',
        },
        {
          en: 'Make a list of all partitions without VIP_PARTITION, and choose from it for every message whose priority is not exactly `high`.',
          ko: 'VIP_PARTITION을 뺀 파티션 목록을 만들고, 정확히 `high`가 아닌 메시지는 그 목록에서 고르세요.',
        },
      ],
    },
    '14-C3': {
      title: {
        en: 'The others share several partitions',
        ko: '나머지 메시지는 여러 파티션에 나뉜다',
      },
      hints: [
        {
          en: 'Print the partition you choose for ten messages. Does it change?',
          ko: '메시지 열 개에 대해 고른 파티션을 출력해 보세요. 값이 바뀌나요?',
        },
        {
          en: 'Only messages in different partitions can be worked on at the same time.',
          ko: '서로 다른 파티션에 있는 메시지만 동시에 처리할 수 있습니다.',
        },
        {
          en: 'Take `others[index % others.length]`, or a hash of the customer in place of the index.',
          ko: '`others[index % others.length]`처럼 고르거나, 순번 대신 고객 ID의 해시를 쓰세요.',
        },
      ],
    },
    '14-C4': {
      title: { en: 'Every event is there once', ko: '모든 이벤트가 한 번씩 있다' },
      hints: [
        {
          en: 'Compare the lines of the file with the messages of the topic.',
          ko: '파일의 줄과 토픽의 메시지를 비교해 보세요.',
        },
        {
          en: 'A message for a partition that does not exist cannot be stored; some clients drop it without an error.',
          ko: '없는 번호의 파티션에는 저장할 수 없습니다. 오류 없이 메시지를 버리는 클라이언트도 있습니다.',
        },
        {
          en: 'Partitions are numbered from 0 to one less than their count; read the count from the topic, and send each event only once.',
          ko: '파티션 번호는 0부터 (파티션 수 - 1)까지입니다. 파티션 수는 토픽에서 읽고, 각 이벤트는 한 번만 보내세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

type Astray = {
  readonly astray: number
  readonly high: number
  readonly partitions: readonly number[]
  readonly vip: number
}

type Intruders = {
  readonly intruders: readonly unknown[]
  readonly all: number
  readonly reserved: number
  readonly priorities: readonly string[]
}

/** What is said when a check fails. */
export const says = {
  astray: ({ astray, high, partitions, vip }: Astray) => {
    const [only] = partitions
    if (partitions.length > 1) {
      return {
        en: `${astray} of ${high} messages with priority high are not in partition ${vip}; in all, these messages are spread over ${partitions.length} partitions.`,
        ko: `우선순위가 high인 메시지 ${high}개 가운데 ${astray}개가 파티션 ${vip}이(가) 아닌 곳에 있습니다. 이 메시지들은 모두 합해 파티션 ${partitions.length}개에 흩어져 있습니다.`,
      }
    }
    return {
      en: `All messages with priority high are in partition ${only}; VIP_PARTITION is ${vip}.`,
      ko: `우선순위가 high인 메시지가 모두 파티션 ${only}에 있습니다. VIP_PARTITION은 ${vip}입니다.`,
    }
  },
  intruders: ({ intruders, all, reserved, priorities }: Intruders) => {
    const count = intruders.length
    const [only = ''] = priorities
    if (priorities.length === 1 && /high/i.test(only)) {
      return {
        en: `${count} messages with priority ${only} are in the reserved partition ${reserved}; only exactly "high" belongs there.`,
        ko: `우선순위가 ${only}인 메시지 ${count}개가 전용 파티션 ${reserved}에 있습니다. 정확히 "high"인 것만 들어가야 합니다.`,
      }
    }
    return {
      en: `${count} of ${all} messages that are not high are in the reserved partition ${reserved}.`,
      ko: `high가 아닌 메시지 ${all}개 가운데 ${count}개가 전용 파티션 ${reserved}에 있습니다.`,
    }
  },
  call: (number: number, partitions: number, vip: number) => ({
    en: `This was call ${number}: ${partitions} partitions, VIP_PARTITION ${vip}.`,
    ko: `${number}번째 실행의 결과입니다(파티션 ${partitions}개, VIP_PARTITION ${vip}).`,
  }),
  onePartition: (partition: number, partitions: number) => ({
    en: `All messages that are not high are in partition ${partition}, although the topic has ${partitions}.`,
    ko: `토픽의 파티션은 ${partitions}개인데, high가 아닌 메시지는 모두 파티션 ${partition}에 있습니다.`,
  }),
  othersByPartition: {
    en: 'Messages that are not high, by partition',
    ko: 'high가 아닌 메시지의 파티션별 수',
  },
}
