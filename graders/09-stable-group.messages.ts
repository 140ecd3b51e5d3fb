import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'A consumer that remembers', ko: '위치를 기억하는 컨슈머' },
  goal: {
    en: 'You will repair a consumer that starts from scratch each time, and see who remembers what.',
    ko: '실행할 때마다 처음부터 읽는 컨슈머를 고치면서, 읽은 위치를 누가 기억하는지 알게 됩니다.',
  },
  firstStep: {
    en: 'Begin with the TODO in consumer.ts: as which group does each start read?',
    ko: 'consumer.ts의 TODO부터 보세요. 실행할 때마다 어떤 그룹으로 읽나요?',
  },
  whatHappened: [
    {
      en: 'Both starts came as the same group, so the broker knew them as one reader.',
      ko: '두 번 모두 같은 그룹으로 참여해서 브로커는 같은 컨슈머로 여겼습니다.',
    },
    {
      en: 'The first start left committed offsets behind: one number for each partition.',
      ko: '첫 번째 실행은 파티션마다 숫자 하나, 즉 커밋된 오프셋을 남겼습니다.',
    },
    {
      en: 'The restart was told these and read on there; the new messages had waited in the topic.',
      ko: '다시 시작한 프로그램은 그 위치부터 읽었고, 새 메시지는 토픽에서 기다리고 있었습니다.',
    },
  ],
  checks: {
    '09-C1': {
      title: {
        en: 'A restart prints the new messages only',
        ko: '다시 시작하면 새 메시지만 출력한다',
      },
      hints: [
        {
          en: 'Start the program twice and compare: what is different about the second one?',
          ko: '프로그램을 두 번 실행해 비교해 보세요. 두 번째에는 무엇이 달라지나요?',
        },
        {
          en: 'The position belongs to the group id. A group nobody has seen before has no position.',
          ko: '읽은 위치는 그룹 ID에 속합니다. 처음 보는 그룹에는 위치가 없습니다.',
        },
        {
          en: 'Nothing in the group id may change between starts: no time, no random part, no process id.',
          ko: '그룹 ID에는 실행마다 바뀌는 값(시각, 난수, 프로세스 ID)이 들어가면 안 됩니다.',
        },
      ],
    },
    '09-C2': {
      title: { en: 'GROUP is the only group at work', ko: 'GROUP 하나만 사용한다' },
      hints: [
        {
          en: 'List the groups with `kafka-consumer-groups --list`. Is there one more after each start?',
          ko: '`kafka-consumer-groups --list`로 그룹 목록을 보세요. 실행할 때마다 하나씩 늘어나나요?',
        },
        {
          en: 'A group id is a name that others rely on, too: monitoring, resets, your second instance.',
          ko: '그룹 ID는 모니터링, 오프셋 재설정, 두 번째 인스턴스까지 모두가 함께 쓰는 이름입니다.',
        },
        {
          en: 'Use `groupId: process.env.GROUP` as it is; in Python `group_id=os.environ["GROUP"]`.',
          ko: '`groupId: process.env.GROUP`을 그대로 쓰세요. Python은 `group_id=os.environ["GROUP"]`입니다.',
        },
      ],
    },
    '09-C3': {
      title: { en: 'The group has stored its position', ko: '그룹의 위치가 저장되어 있다' },
      hints: [
        {
          en: 'Run `kafka-consumer-groups --describe` for GROUP and compare CURRENT-OFFSET with LOG-END-OFFSET.',
          ko: '`kafka-consumer-groups --describe`로 GROUP의 CURRENT-OFFSET과 LOG-END-OFFSET을 비교해 보세요.',
        },
        {
          en: 'Somebody has to commit: the client by itself, or you, and before the program is gone.',
          ko: '클라이언트가 자동으로 하든 직접 하든, 프로그램이 끝나기 전에 누군가는 커밋해야 합니다.',
        },
        {
          en: 'Leave auto-commit on and disconnect on SIGTERM; by hand, commit `offset + 1`.',
          ko: '자동 커밋을 켜 두고 SIGTERM에서 연결을 끊으세요. 직접 커밋한다면 `offset + 1`입니다.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What is said when a check fails. */
export const says = {
  notPrinted: ({ missing, given }: { missing: number; given: number }) => ({
    en: `The first start did not print ${missing} of ${given} stored messages.`,
    ko: `첫 번째 실행에서 저장된 메시지 ${given}개 가운데 ${missing}개를 출력하지 않았습니다.`,
  }),
  whyNotPrinted: {
    'from-end': {
      en: 'The group is new and started at the end of the topic: the stored messages were never read.',
      ko: '새 그룹이 토픽의 끝에서 시작해, 저장되어 있던 메시지를 읽지 않았습니다.',
    },
    'to-stderr': {
      en: 'The messages went to standard error; print them to standard output.',
      ko: '메시지를 표준 오류로 출력했습니다. 표준 출력으로 출력해 주세요.',
    },
    'as-buffer': {
      en: 'What was printed is the buffer, not the text in it.',
      ko: '값의 문자열이 아니라 버퍼 객체를 출력했습니다.',
    },
  },
  readAgain: (again: number, stored: number) => ({
    en: `The restart began from scratch: ${again} of the ${stored} old messages came again before it was stopped.`,
    ko: `다시 시작하자 처음부터 읽었습니다. 멈출 때까지 이전 메시지 ${stored}개 중 ${again}개가 또 출력되었습니다.`,
  }),
  missed: (missed: number, added: number) => ({
    en: `The restart missed ${missed} of ${added} messages that had come while nothing was running.`,
    ko: `프로그램이 꺼져 있는 동안 온 메시지 ${added}개 가운데 ${missed}개를 다시 시작한 뒤에도 출력하지 않았습니다.`,
  }),
  otherGroupEachTime: (then: string, now: string) => ({
    en: `The first start worked as the group ${then}, the restart as ${now}. To Kafka these are two different readers.`,
    ko: `첫 번째는 ${then}, 두 번째는 ${now} 그룹이었습니다. Kafka는 둘을 서로 다른 컨슈머 그룹으로 봅니다.`,
  }),
  nothingStored: {
    en: 'Nothing was committed when the first start had ended, so the restart could not know where to go on.',
    ko: '첫 번째 실행이 끝났을 때 커밋된 것이 없어서 어디부터 이어 읽어야 할지 알 수 없었습니다.',
  },
  movedBack: (group: string) => ({
    en: `${group} has commits from the first start; the restart did not go on from there.`,
    ko: `${group} 그룹에는 첫 번째 실행의 커밋이 있지만, 다시 시작한 프로그램은 그 위치에서 이어 읽지 않았습니다.`,
  }),
  otherGroups: (names: string) => ({
    en: `The topic was read by a group other than the one that GROUP names: ${names}.`,
    ko: `GROUP에 지정된 그룹이 아닌 다른 그룹이 토픽을 읽었습니다: ${names}.`,
  }),
  noGroup: (topic: string) => ({
    en: `No group has stored a position on ${topic}: the program read without one.`,
    ko: `${topic} 토픽에 위치를 저장한 그룹이 없습니다. 프로그램이 그룹 없이 읽었습니다.`,
  }),
  notCommitted:
    (group: string) =>
    ({ partitions }: { partitions: string }) => ({
      en: `${group} has not stored its position up to the end of partition ${partitions}.`,
      ko: `${group} 그룹이 파티션 ${partitions}에서 위치(오프셋)를 끝까지 저장하지 않았습니다.`,
    }),
}
