import type { ExerciseMessages } from '#core/exercise-messages.ts'

const LOOK = {
  en: 'This exercise comes solved. If it fails, first undo your changes: git checkout exercises/00-welcome',
  ko: '이 연습은 이미 풀려 있습니다. 실패한다면 먼저 변경을 되돌려 보세요: git checkout exercises/00-welcome',
}
const REINSTALL = {
  en: 'If it still fails, the packages may be incomplete: npm ci',
  ko: '그래도 실패하면 패키지가 온전하지 않을 수 있습니다: npm ci',
}
const DETAILS = {
  en: 'See all that was observed: npm run grade -- 00 --verbose',
  ko: '관찰된 내용을 모두 보려면: npm run grade -- 00 --verbose',
}

export const messages = {
  title: { en: 'Welcome', ko: '환영합니다' },
  goal: {
    en: 'You see a producer, a topic with partitions and a consumer group at work.',
    ko: '프로듀서, 파티션이 있는 토픽, 컨슈머 그룹이 함께 동작하는 모습을 봅니다.',
  },
  firstStep: {
    en: 'Read hello.ts, then run it with: npm run grade -- 00',
    ko: 'hello.ts를 읽고 다음 명령으로 실행해 보세요: npm run grade -- 00',
  },
  whatHappened: [
    {
      en: 'The key of each message decided its partition: equal keys always go to the same one.',
      ko: '메시지의 키가 파티션을 정했습니다. 같은 키는 항상 같은 파티션으로 갑니다.',
    },
    {
      en: 'The broker appended each message to the end of its partition and gave it an offset.',
      ko: '브로커는 메시지를 파티션 끝에 덧붙이고 오프셋을 매겼습니다.',
    },
    {
      en: 'The group read every partition to its end and committed where to go on; the messages stay.',
      ko: '그룹은 모든 파티션을 끝까지 읽고 다음 위치를 커밋했습니다. 메시지는 그대로 남아 있습니다.',
    },
  ],
  checks: {
    '00-C1': {
      title: { en: 'The topic holds the six messages', ko: '토픽에 메시지 여섯 개가 있다' },
      hints: [LOOK, REINSTALL, DETAILS],
    },
    '00-C2': {
      title: { en: 'The group committed how far it read', ko: '그룹이 읽은 위치를 커밋했다' },
      hints: [LOOK, REINSTALL, DETAILS],
    },
    '00-C3': {
      title: { en: 'How the messages spread over partitions', ko: '메시지가 파티션에 나뉜 모습' },
      hints: [LOOK, REINSTALL, DETAILS],
    },
  },
} as const satisfies ExerciseMessages

/** What is said when a check fails. */
export const says = {
  wrongCount: (count: number) => ({
    en: `The topic holds ${count} messages instead of six. This exercise comes solved, so the cause is a change to it, or this computer.`,
    ko: `토픽에 메시지가 여섯 개가 아니라 ${count}개 있습니다. 이미 풀린 연습이므로 파일을 바꾸었거나 이 컴퓨터에 원인이 있습니다.`,
  }),
  notCommitted: ({ partitions }: { partitions: string }) => ({
    en: `The group has not committed the end of partition ${partitions}.`,
    ko: `그룹이 파티션 ${partitions}의 끝까지 커밋하지 않았습니다.`,
  }),
}
