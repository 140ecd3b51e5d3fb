import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'Create topics', ko: '토픽 만들기' },
  goal: {
    en: 'You will create a topic with the settings you were asked for, and read from the broker what it is like.',
    ko: '주어진 설정대로 토픽을 만들고, 실제로 어떻게 만들어졌는지 브로커에서 확인하게 됩니다.',
  },
  firstStep: {
    en: 'Open commands.sh and create the topic where TODO 1 stands.',
    ko: 'commands.sh를 열고 TODO 1 자리에서 토픽을 만들어 보세요.',
  },
  whatHappened: [
    {
      en: "The controller wrote the new topic into the cluster's metadata and gave each partition a leader.",
      ko: '컨트롤러가 새 토픽을 클러스터 메타데이터에 기록하고 파티션마다 리더를 정했습니다.',
    },
    {
      en: "The retention you set belongs to this topic alone; all others keep the broker's value.",
      ko: '설정한 보존 시간은 이 토픽에만 적용되고, 나머지는 브로커의 값을 그대로 씁니다.',
    },
    {
      en: 'The second run found the topic there and changed nothing, so its id stayed the same.',
      ko: '두 번째 실행은 이미 있는 토픽을 그대로 두었으므로 토픽 ID가 바뀌지 않았습니다.',
    },
  ],
  checks: {
    '02-C1': {
      title: { en: 'The topic exists', ko: '토픽이 있다' },
      hints: [
        {
          en: 'Run the script and read what the tool answers. Does it say that the topic was created?',
          ko: '스크립트를 실행하고 도구의 답을 읽어 보세요. 토픽을 만들었다고 하나요?',
        },
        {
          en: 'The name is in the variable TOPIC, and the address of the broker in KAFKA_BROKERS.',
          ko: '토픽 이름은 TOPIC 변수에, 브로커 주소는 KAFKA_BROKERS 변수에 있습니다.',
        },
        {
          en: 'Write `kafka-topics --bootstrap-server "$KAFKA_BROKERS" --create --topic "$TOPIC"`.',
          ko: '`kafka-topics --bootstrap-server "$KAFKA_BROKERS" --create --topic "$TOPIC"`처럼 쓰세요.',
        },
      ],
    },
    '02-C2': {
      title: { en: 'It has the partitions asked for', ko: '파티션 수가 맞다' },
      hints: [
        {
          en: 'Describe the topic: how many partitions does it really have?',
          ko: '토픽의 상세 정보를 보세요. 실제로 파티션이 몇 개인가요?',
        },
        {
          en: 'Whatever you do not ask for, the broker decides, and its default is one partition.',
          ko: '지정하지 않은 것은 브로커가 정합니다. 파티션의 기본값은 하나입니다.',
        },
        {
          en: 'Add `--partitions "$PARTITIONS"` to the command that creates the topic.',
          ko: '토픽을 만드는 명령에 `--partitions "$PARTITIONS"`를 추가하세요.',
        },
      ],
    },
    '02-C3': {
      title: { en: 'Its partitions, leaders and replicas', ko: '파티션, 리더, 복제본' },
      hints: [
        {
          en: 'Look at ReplicationFactor in the description of the topic.',
          ko: '토픽 상세 정보에서 ReplicationFactor를 보세요.',
        },
        {
          en: 'Every replica needs a broker of its own, and here is only one.',
          ko: '복제본마다 브로커가 하나씩 필요한데, 여기에는 브로커가 하나뿐입니다.',
        },
        {
          en: 'Pass `--replication-factor "$REPLICATION_FACTOR"`.',
          ko: '`--replication-factor "$REPLICATION_FACTOR"`를 사용하세요.',
        },
      ],
    },
    '02-C4': {
      title: { en: 'It keeps messages as long as asked', ko: '보존 시간이 설정되어 있다' },
      hints: [
        {
          en: 'Look at what stands after Configs: in the description of the topic.',
          ko: '토픽 상세 정보에서 Configs: 뒤에 무엇이 있는지 보세요.',
        },
        {
          en: "A setting on the topic overrides the broker's own; without it the broker's holds.",
          ko: '토픽에 설정한 값은 브로커의 값보다 우선합니다. 설정하지 않으면 브로커의 값이 쓰입니다.',
        },
        {
          en: 'Add `--config retention.ms="$RETENTION_MS"` when creating, or change it with kafka-configs.',
          ko: '만들 때 `--config retention.ms="$RETENTION_MS"`를 추가하거나, 나중에 kafka-configs로 바꾸세요.',
        },
      ],
    },
    '02-C5': {
      title: { en: 'The script shows what there is', ko: '스크립트가 토픽 정보를 보여 준다' },
      hints: [
        {
          en: 'Compare the output of your script with what was asked: names of all topics, and details of one.',
          ko: '스크립트의 출력을 요구 사항과 비교해 보세요. 모든 토픽의 이름과 한 토픽의 상세 정보가 필요합니다.',
        },
        {
          en: 'A list shows nothing but names; a description has a line for every partition.',
          ko: '목록에는 이름만 나오고, 상세 정보에는 파티션마다 한 줄씩 나옵니다.',
        },
        {
          en: 'After creating, run `kafka-topics … --list` and `kafka-topics … --describe --topic "$TOPIC"`.',
          ko: '토픽을 만든 뒤에 `kafka-topics … --list`와 `kafka-topics … --describe --topic "$TOPIC"`을 실행하세요.',
        },
      ],
    },
    '02-C6': {
      title: { en: 'It can be run again', ko: '다시 실행해도 괜찮다' },
      hints: [
        {
          en: 'Run the script twice. What happens when the topic is already there?',
          ko: '스크립트를 두 번 실행해 보세요. 토픽이 이미 있으면 어떻게 되나요?',
        },
        {
          en: 'A script that can be repeated asks first, or says that an existing topic is fine. It never deletes.',
          ko: '반복해서 실행할 수 있는 스크립트는 먼저 확인하거나 이미 있어도 괜찮다고 지정합니다. 지우지는 않습니다.',
        },
        {
          en: 'Add `--if-not-exists` to `--create`, and name one topic only in every change.',
          ko: '`--create`에 `--if-not-exists`를 추가하고, 변경하는 명령에는 토픽 하나만 지정하세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

type Change = 'gone' | 'recreated' | 'partitions' | 'configs'

const CHANGES: Readonly<Record<Change, { en: string; ko: string }>> = {
  gone: { en: 'it is gone', ko: '토픽이 사라졌습니다' },
  recreated: {
    en: 'it was deleted and made anew, so its messages would be lost',
    ko: '토픽을 지우고 다시 만들어 메시지를 잃게 됩니다',
  },
  partitions: { en: 'its partitions are others', ko: '파티션 수가 바뀌었습니다' },
  configs: { en: 'its settings are others', ko: '설정이 바뀌었습니다' },
}

/** What is said when a check fails. */
export const says = {
  missing: (topic: string) => ({
    en: `There is no topic ${topic}.`,
    ko: `${topic} 토픽이 없습니다.`,
  }),
  partitions:
    (wanted: number) =>
    ({ found }: { found: number }) => ({
      en: `The topic has ${found} partition(s); ${wanted} were asked for.`,
      ko: `토픽의 파티션이 ${found}개입니다. ${wanted}개가 필요합니다.`,
    }),
  replicas: ({ found }: { found: number }) => ({
    en: `A partition has ${found} replica(s).`,
    ko: `복제본이 ${found}개인 파티션이 있습니다.`,
  }),
  retention: ({ found }: { found: string | undefined }) =>
    found === undefined
      ? {
          en: 'The topic has no retention time of its own, so the default of the broker holds.',
          ko: '토픽에 보존 시간이 설정되어 있지 않아 브로커의 기본값이 쓰입니다.',
        }
      : {
          en: `The topic's retention time is ${found} ms, which is not what was asked for.`,
          ko: `토픽의 보존 시간이 ${found}ms입니다. 주어진 값과 다릅니다.`,
        },
  notDescribed: (partitions: string) => ({
    en: `The script prints no line of its own for partition ${partitions}.`,
    ko: `스크립트가 파티션 ${partitions}의 정보를 따로 한 줄로 출력하지 않았습니다.`,
  }),
  notListed: (topics: string) => ({
    en: `The script does not list all topics: ${topics} is missing.`,
    ko: `스크립트가 출력한 목록에 빠진 토픽이 있습니다: ${topics}.`,
  }),
  changed: (topic: string, change: Change) => ({
    en: `Running the script again changed ${topic}: ${CHANGES[change].en}.`,
    ko: `스크립트를 다시 실행하자 ${topic}이(가) 달라졌습니다. ${CHANGES[change].ko}.`,
  }),
  failedTwice: {
    en: 'The script fails when the topic is already there.',
    ko: '토픽이 이미 있을 때 스크립트가 실패합니다.',
  },
  decoyChanged: (topic: string) => ({
    en: `The script changed ${topic}, a topic it was not asked to touch.`,
    ko: `스크립트가 건드리지 말아야 할 ${topic} 토픽을 바꾸었습니다.`,
  }),
}
