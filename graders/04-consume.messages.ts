import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'Receive messages', ko: '메시지 받기' },
  goal: {
    en: 'You will read a topic from its beginning with a group, and see what committing is good for.',
    ko: '그룹으로 토픽을 처음부터 읽고, 커밋이 왜 필요한지 알게 됩니다.',
  },
  firstStep: {
    en: 'Open consumer.ts and make a consumer of the group where TODO 1 stands.',
    ko: 'consumer.ts를 열고 TODO 1 자리에 그룹의 컨슈머를 만들어 보세요.',
  },
  whatHappened: [
    {
      en: 'Your consumer joined the group, and the coordinator assigned all partitions to it.',
      ko: '컨슈머가 그룹에 참여했고, 코디네이터가 모든 파티션을 할당했습니다.',
    },
    {
      en: 'The new group had no committed offset, so it began at the first message still stored.',
      ko: '새 그룹에는 커밋된 오프셋이 없어서 남아 있는 첫 메시지부터 읽었습니다.',
    },
    {
      en: 'It committed the offset of the next message to read: that is why the restart went on there.',
      ko: '다음에 읽을 오프셋을 커밋했기 때문에 다시 시작했을 때 그곳부터 이어졌습니다.',
    },
  ],
  checks: {
    '04-C1': {
      title: { en: 'Every stored message is printed', ko: '저장된 메시지를 모두 출력한다' },
      hints: [
        {
          en: 'The messages are older than your group. Where does a new group begin to read?',
          ko: '메시지는 그룹보다 먼저 저장되었습니다. 새 그룹은 어디서부터 읽을까요?',
        },
        {
          en: 'Without a committed offset a group starts at the end, that is with messages to come.',
          ko: '커밋된 오프셋이 없는 그룹은 끝, 즉 앞으로 올 메시지부터 읽습니다.',
        },
        {
          en: 'Subscribe with `fromBeginning: true` (Python, Java: auto offset reset `earliest`) and print `message.value.toString()`.',
          ko: '`fromBeginning: true`로 구독하고(Python, Java는 auto offset reset을 `earliest`로), `message.value.toString()`을 출력하세요.',
        },
      ],
    },
    '04-C2': {
      title: { en: 'The group committed the end', ko: '그룹이 끝까지 커밋했다' },
      hints: [
        {
          en: 'Compare the end of each partition with the offset your group has committed.',
          ko: '파티션마다 끝 오프셋과 그룹이 커밋한 오프셋을 비교해 보세요.',
        },
        {
          en: 'A committed offset names the next message to read, and somebody has to commit it, under this group id.',
          ko: '커밋된 오프셋은 다음에 읽을 메시지를 가리키며, 누군가 이 그룹 ID로 커밋해야 합니다.',
        },
        {
          en: 'Leave auto-commit on, use GROUP, let a batch finish before you exit; by hand, commit `offset + 1`.',
          ko: '자동 커밋을 켜 두고 GROUP을 사용하고, 처리 중인 배치를 마친 뒤 종료하세요. 직접 커밋한다면 `offset + 1`입니다.',
        },
      ],
    },
    '04-C3': {
      title: { en: 'A restart goes on where it stopped', ko: '다시 시작하면 이어서 읽는다' },
      hints: [
        {
          en: 'Start your program twice and compare what it prints the second time.',
          ko: '프로그램을 두 번 실행해서 두 번째에 무엇을 출력하는지 비교해 보세요.',
        },
        {
          en: 'Commits belong to a group id: another id, or no commit, means starting anew.',
          ko: '커밋은 그룹 ID에 속합니다. ID가 바뀌거나 커밋이 없으면 처음부터 다시 읽습니다.',
        },
        {
          en: 'Use `process.env.GROUP` as group id at every start, and do not seek to the beginning.',
          ko: '시작할 때마다 `process.env.GROUP`을 그룹 ID로 쓰고, 처음 위치로 seek하지 마세요.',
        },
      ],
    },
    '04-C4': {
      title: { en: 'It leaves the group when stopped', ko: '멈출 때 그룹에서 나간다' },
      hints: [
        {
          en: 'What does your program do when SIGTERM (or Ctrl-C) arrives?',
          ko: 'SIGTERM(또는 Ctrl-C)이 오면 프로그램이 무엇을 하나요?',
        },
        {
          en: 'A member that vanishes without a word is waited for until its session times out.',
          ko: '말없이 사라진 멤버는 세션 타임아웃까지 그룹에 남아 있는 것으로 여겨집니다.',
        },
        {
          en: "Write `process.once('SIGTERM', () => consumer.disconnect())`; in Python call `consumer.close()`.",
          ko: "`process.once('SIGTERM', () => consumer.disconnect())`를 추가하세요. Python에서는 `consumer.close()`를 호출합니다.",
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What is said when a check fails. */
export const says = {
  notPrinted: ({ missing, given }: { missing: number; given: number }) => ({
    en: `${missing} of ${given} stored messages were not printed.`,
    ko: `저장된 메시지 ${given}개 가운데 ${missing}개를 출력하지 않았습니다.`,
  }),
  startedAtEnd: {
    en: 'The group is new and started at the end of the topic, so it never saw the messages that are already there.',
    ko: '새 그룹이 토픽의 끝에서 읽기 시작하여, 이미 저장된 메시지를 보지 못했습니다.',
  },
  wroteToStderr: {
    en: 'The messages went to standard error; print them to standard output.',
    ko: '메시지를 표준 오류로 출력했습니다. 표준 출력으로 출력해 주세요.',
  },
  notText: {
    en: 'What was printed is the buffer, not the text in it: a value arrives as bytes.',
    ko: '버퍼 객체를 그대로 출력했습니다. 값은 바이트로 도착하므로 문자열로 바꾸어 출력해 주세요.',
  },
  notCommitted: ({ partitions }: { partitions: string }) => ({
    en: `The group has not committed the end of partition ${partitions}.`,
    ko: `그룹이 파티션 ${partitions}의 끝까지 커밋하지 않았습니다.`,
  }),
  otherGroup: (names: string) => ({
    en: `The program joined another group than the one in GROUP: ${names}.`,
    ko: `프로그램이 환경 변수 GROUP의 그룹이 아닌 다른 그룹에 참여했습니다: ${names}.`,
  }),
  readAgain: (again: number) => ({
    en: `After the restart ${again} old message(s) were printed again.`,
    ko: `다시 시작한 뒤 이전 메시지 ${again}개를 다시 출력했습니다.`,
  }),
  missedNew: ({ missing, given }: { missing: number; given: number }) => ({
    en: `After the restart ${missing} of ${given} new messages were not printed.`,
    ko: `다시 시작한 뒤 새 메시지 ${given}개 가운데 ${missing}개를 출력하지 않았습니다.`,
  }),
  stayed: (members: number) => ({
    en: `The program is gone, but the group still counts ${members} member(s) of it: it did not leave.`,
    ko: `프로그램은 종료되었지만 그룹에 멤버 ${members}개가 남아 있습니다. 그룹에서 나가지 않았습니다.`,
  }),
  ignoredStop: {
    en: 'The program did not stop on SIGTERM and had to be killed.',
    ko: '프로그램이 SIGTERM을 받고도 멈추지 않아 강제로 종료했습니다.',
  },
}
