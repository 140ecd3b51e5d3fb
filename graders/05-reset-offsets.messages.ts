import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'Reset offsets', ko: '오프셋 재설정' },
  goal: {
    en: 'You will read a topic again by moving the position of a group, while the messages stay where they are.',
    ko: '메시지는 그대로 두고 그룹의 위치만 옮겨서 토픽을 다시 읽는 방법을 알게 됩니다.',
  },
  firstStep: {
    en: 'Open reset.sh and read the topic with the new group where TODO 1 stands.',
    ko: 'reset.sh를 열고 TODO 1 자리에서 새 그룹으로 토픽을 읽어 보세요.',
  },
  whatHappened: [
    {
      en: 'The messages never moved: only the committed offsets of a group were written anew.',
      ko: '메시지는 움직이지 않았습니다. 그룹의 커밋된 오프셋만 다시 기록되었습니다.',
    },
    {
      en: 'The new group had offsets of its own, so reading with it left the old group where it was.',
      ko: '새 그룹은 자기 오프셋을 따로 가지므로, 그 그룹으로 읽어도 기존 그룹은 그대로였습니다.',
    },
    {
      en: 'The broker took the new offsets because the group had no member at that moment.',
      ko: '그 순간 그룹에 멤버가 없었기 때문에 브로커가 새 오프셋을 받아들였습니다.',
    },
  ],
  checks: {
    '05-C1': {
      title: { en: 'A new group reads for itself', ko: '새 그룹은 따로 읽는다' },
      hints: [
        {
          en: 'List both groups with their offsets after reading. Which of them has moved?',
          ko: '읽은 뒤 두 그룹의 오프셋을 확인해 보세요. 어느 쪽이 움직였나요?',
        },
        {
          en: 'Each group has its own row of offsets, and a new one starts at the end unless told otherwise.',
          ko: '그룹마다 오프셋이 따로 있습니다. 새 그룹은 따로 지정하지 않으면 끝에서 시작합니다.',
        },
        {
          en: 'Run `kafka-console-consumer` with `--group "$NEW_GROUP" --from-beginning --timeout-ms 5000`.',
          ko: '`kafka-console-consumer`에 `--group "$NEW_GROUP" --from-beginning --timeout-ms 5000`을 붙여 실행하세요.',
        },
      ],
    },
    '05-C2': {
      title: { en: 'The group stands where it should', ko: '그룹이 있어야 할 위치에 있다' },
      hints: [
        {
          en: 'Does the tool print NEW-OFFSET while the description of the group stays the same?',
          ko: '도구가 NEW-OFFSET을 출력했는데도 그룹의 상세 정보는 그대로인가요?',
        },
        {
          en: 'Without being told to carry it out the tool only shows a plan, and it refuses while the group has members.',
          ko: '실행하라고 지정하지 않으면 도구는 계획만 보여 줍니다. 그룹에 멤버가 있으면 거부합니다.',
        },
        {
          en: 'Use `--reset-offsets … --to-earliest --execute`; for one partition `--topic "$TOPIC:$PARTITION" --shift-by "-$BACK"`.',
          ko: '`--reset-offsets … --to-earliest --execute`를 쓰고, 파티션 하나라면 `--topic "$TOPIC:$PARTITION" --shift-by "-$BACK"`을 쓰세요.',
        },
      ],
    },
    '05-C3': {
      title: { en: 'No other offsets move', ko: '다른 오프셋은 그대로다' },
      hints: [
        {
          en: 'Describe both groups: the old one has offsets on more than one topic. What else has moved?',
          ko: '두 그룹의 상세 정보를 보세요. 기존 그룹은 오프셋이 있는 토픽이 여럿입니다. 무엇이 더 움직였나요?',
        },
        {
          en: 'The scope of a reset is part of the command: which groups, and which of their topics.',
          ko: '재설정 범위는 명령에 지정합니다. 어느 그룹의 어느 토픽을 옮길지 정해 주세요.',
        },
        {
          en: 'Write `--group "$GROUP" --topic "$TOPIC"`, not `--all-groups` or `--all-topics`; delete no group.',
          ko: '`--all-groups`나 `--all-topics`가 아니라 `--group "$GROUP" --topic "$TOPIC"`을 쓰고, 그룹은 지우지 마세요.',
        },
      ],
    },
    '05-C4': {
      title: {
        en: 'Reading again brings each message once',
        ko: '다시 읽으면 메시지가 한 번씩 온다',
      },
      hints: [
        {
          en: 'Compare the ends of the partitions before and after your script.',
          ko: '스크립트 실행 전후로 파티션의 끝 오프셋을 비교해 보세요.',
        },
        {
          en: 'The messages are still stored after they were read. Only a position has to move.',
          ko: '메시지는 읽은 뒤에도 저장되어 있습니다. 옮겨야 하는 것은 위치뿐입니다.',
        },
        {
          en: 'Send nothing and delete nothing; change committed offsets only.',
          ko: '메시지를 보내거나 지우지 말고, 커밋된 오프셋만 바꾸세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

type Place = { readonly partition: number; readonly offset: string }

/** What is said when a check fails. */
export const says = {
  oldMoved: (group: string) => (seen: Place) => ({
    en: `Reading with the new group moved ${group}: on partition ${seen.partition} it now stands at ${seen.offset}.`,
    ko: `새 그룹으로 읽는 동안 ${group}이(가) 움직였습니다. 파티션 ${seen.partition}의 오프셋이 ${seen.offset}입니다.`,
  }),
  notRead: (group: string) => (seen: Place) => ({
    en: `Group ${group} has not committed the end of partition ${seen.partition}: it stands at ${seen.offset}.`,
    ko: `${group} 그룹이 파티션 ${seen.partition}의 끝까지 커밋하지 않았습니다. 현재 오프셋: ${seen.offset}`,
  }),
  notFromStart: (partitions: string) => ({
    en: `Nobody read partition ${partitions} from its beginning; the offsets alone were set.`,
    ko: `파티션 ${partitions}을(를) 처음부터 읽지 않고 오프셋만 바꾸었습니다.`,
  }),
  notRewound: (group: string) => (seen: Place) => ({
    en: `After rewind, ${group} stands at ${seen.offset} on partition ${seen.partition}, not at its start.`,
    ko: `rewind 뒤에도 ${group} 그룹이 파티션 ${seen.partition}의 시작이 아니라 오프셋 ${seen.offset}에 있습니다.`,
  }),
  notBack: (group: string) => (seen: Place) => ({
    en: `After back, ${group} stands at ${seen.offset} on partition ${seen.partition}.`,
    ko: `back 뒤에 ${group} 그룹이 파티션 ${seen.partition}에서 오프셋 ${seen.offset}에 있습니다.`,
  }),
  otherMoved: (topic: string) => (seen: Place) => ({
    en: `The group's offsets on another topic moved too: ${topic}, partition ${seen.partition}.`,
    ko: `다른 토픽의 오프셋까지 바뀌었습니다: ${topic}, 파티션 ${seen.partition}.`,
  }),
  newMoved: (group: string) => (seen: Place) => ({
    en: `Only GROUP was to move, but ${group} no longer stands where it had read to, on partition ${seen.partition}.`,
    ko: `GROUP만 옮겨야 하는데 ${group} 그룹도 읽은 자리에서 벗어났습니다. 파티션 ${seen.partition}을(를) 확인해 주세요.`,
  }),
  dataChanged: {
    en: 'The topic no longer holds the same messages once each.',
    ko: '토픽의 메시지가 처음과 달라졌습니다. 메시지가 한 번씩만 있어야 합니다.',
  },
  notFinished: (part: string) => ({
    en: `The script did not finish its part ${part}, or a consumer is still in the group.`,
    ko: `스크립트의 ${part} 부분이 끝나지 않았거나, 컨슈머가 아직 그룹에 남아 있습니다.`,
  }),
}
