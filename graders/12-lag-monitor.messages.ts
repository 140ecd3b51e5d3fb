import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'A monitor for lag', ko: 'lag 모니터' },
  goal: {
    en: 'You will watch a group from outside, raise an alarm when it falls behind, and call it off again.',
    ko: '그룹을 밖에서 지켜보다가 뒤처지면 알림을 보내고, 따라잡으면 정상 알림을 보내게 됩니다.',
  },
  firstStep: {
    en: 'Open monitor.ts and work out the total lag once where TODO 1 stands, as in exercise 06.',
    ko: 'monitor.ts를 열고 TODO 1 자리에서 06처럼 전체 lag을 한 번 구해 보세요.',
  },
  whatHappened: [
    {
      en: 'Your monitor asked for the commits of the group and for the ends of the topic: two plain questions.',
      ko: '모니터는 그룹의 커밋과 토픽의 끝 오프셋, 두 가지만 브로커에 물었습니다.',
    },
    {
      en: 'It spoke only when the state changed, so each of its messages meant something.',
      ko: '상태가 바뀔 때만 알렸기 때문에 메시지 하나하나가 의미를 가졌습니다.',
    },
    {
      en: 'When the consumer was gone, the commits were still there, so the alarm came all the same.',
      ko: '컨슈머가 사라진 뒤에도 커밋은 브로커에 남아 있어서 이번에도 알림이 왔습니다.',
    },
  ],
  checks: {
    '12-C1': {
      title: { en: 'An alarm within 15 s', ko: '15초 안에 알림이 온다' },
      hints: [
        {
          en: 'How often does your monitor look, and does it compare with LIMIT?',
          ko: '모니터가 얼마나 자주 확인하나요? LIMIT과 비교하고 있나요?',
        },
        {
          en: 'Lag is the end of a partition minus what the group committed there; add up all partitions.',
          ko: 'lag은 파티션의 끝 오프셋에서 그룹의 커밋을 뺀 값입니다. 모든 파티션을 더하세요.',
        },
        {
          en: 'Each second: `admin.fetchOffsets`, `admin.fetchTopicOffsets`, then `producer.send` to ALERTS_TOPIC.',
          ko: '1초마다 `admin.fetchOffsets`와 `admin.fetchTopicOffsets`를 부르고 `producer.send`로 ALERTS_TOPIC에 보내세요.',
        },
      ],
    },
    '12-C2': {
      title: { en: 'The number in it is the lag', ko: '알림의 숫자가 실제 lag과 같다' },
      hints: [
        {
          en: 'Print the lag by partition beside what `kafka-consumer-groups --describe` shows.',
          ko: '파티션별 lag을 출력해서 `kafka-consumer-groups --describe` 결과와 비교해 보세요.',
        },
        {
          en: 'The offset −1 means "no commit". Such a partition is behind by all that it still stores.',
          ko: '오프셋 −1은 "커밋 없음"입니다. 그 파티션은 저장된 메시지 전부가 밀려 있는 것입니다.',
        },
        {
          en: "Without a commit count `high - low`, otherwise `high - offset`; this topic's partitions only.",
          ko: '커밋이 없으면 `high - low`, 있으면 `high - offset`입니다. 이 토픽의 파티션만 더하세요.',
        },
      ],
    },
    '12-C3': {
      title: { en: 'No alarm without need', ko: '필요 없는 알림이 없다' },
      hints: [
        {
          en: 'How many messages does your monitor send while the lag stays the same?',
          ko: 'lag이 그대로인 동안 모니터가 메시지를 몇 개 보내나요?',
        },
        {
          en: 'An alarm reports a change: from "not over the limit" to "over the limit".',
          ko: '알림은 변화를 전합니다. lag이 기준 이하였다가 기준을 넘는 순간이 바로 그 변화입니다.',
        },
        {
          en: 'Keep the last state in a variable and send only when `lag > limit` gives another one.',
          ko: '마지막 상태를 변수에 두고 `lag > limit` 결과가 달라질 때만 보내세요.',
        },
      ],
    },
    '12-C4': {
      title: { en: 'An alarm also when nobody consumes', ko: '컨슈머가 없어도 알림이 온다' },
      hints: [
        {
          en: 'Stop the consumer of the group and see what your monitor does.',
          ko: '그룹의 컨슈머를 멈추고 모니터가 어떻게 반응하는지 보세요.',
        },
        {
          en: 'Commits belong to the group, not to its members, so they stay when the members are gone.',
          ko: '커밋은 멤버가 아니라 그룹에 속하므로 멤버가 사라져도 남아 있습니다.',
        },
        {
          en: 'Take the partitions from the topic and the commits from the group (`fetchOffsets`); do not ask for its members.',
          ko: '파티션은 토픽에서, 커밋은 그룹에서(`fetchOffsets`) 가져오세요. 멤버 목록은 쓰지 마세요.',
        },
      ],
    },
    '12-C5': {
      title: { en: 'An all-clear when it has caught up', ko: '따라잡으면 정상 알림이 온다' },
      hints: [
        {
          en: 'What does your monitor do when the lag is no longer over the limit?',
          ko: 'lag이 다시 기준 이하로 내려가면 모니터가 무엇을 하나요?',
        },
        {
          en: 'Whoever got the alarm wants to hear that it is over: the way back is a change, too.',
          ko: '알림을 받은 사람은 끝났다는 것도 알아야 합니다. 되돌아오는 것도 상태 변화입니다.',
        },
        {
          en: 'In the same loop: when the state goes from alarm to ok, send a message with `"state":"ok"`.',
          ko: '같은 반복문에서 상태가 alarm에서 ok로 바뀌면 `"state":"ok"` 메시지를 보내세요.',
        },
      ],
    },
    '12-C6': {
      title: { en: 'It only looks', ko: '보기만 한다' },
      hints: [
        {
          en: 'Run `kafka-consumer-groups --describe --members` for GROUP while your monitor runs. Is it in the list?',
          ko: '모니터가 실행 중일 때 GROUP에 `kafka-consumer-groups --describe --members`를 실행해 보세요. 목록에 모니터가 있나요?',
        },
        {
          en: 'A consumer with this group id takes partitions away from those who do the work.',
          ko: '이 그룹 ID로 참여한 컨슈머는 일하는 컨슈머의 파티션을 빼앗습니다.',
        },
        {
          en: 'Use an admin client without `resolveOffsets`, and no consumer of GROUP.',
          ko: '`resolveOffsets` 없이 admin 클라이언트를 쓰고, GROUP의 컨슈머는 만들지 마세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What is said when a check fails. */
export const says = {
  noAlarm: (lag: number, limit: number) => ({
    en: `The lag reached ${lag} (LIMIT ${limit}) and no alarm came.`,
    ko: `lag이 ${lag}까지 늘었지만(LIMIT ${limit}) 알림이 오지 않았습니다.`,
  }),
  onlyPrinted: (alerts: string) => ({
    en: `The alarm was printed, but it did not come to ${alerts}, where others would read it.`,
    ko: `알림을 출력하기만 했습니다. 다른 프로그램이 읽을 ${alerts} 토픽에는 오지 않았습니다.`,
  }),
  elsewhere: (names: string, alerts: string) => ({
    en: `Messages went to ${names}, but none to ${alerts}.`,
    ko: `메시지가 ${alerts} 토픽이 아니라 다른 토픽(${names})으로 전송되었습니다.`,
  }),
  neverLooked: (group: string) => ({
    en: `The request log shows that nobody has asked for the offsets of ${group}.`,
    ko: `요청 로그를 보면 ${group} 그룹의 오프셋을 조회한 프로그램이 없습니다.`,
  }),
  ended: {
    en: 'The monitor ended by itself, but it has to go on looking until it is stopped.',
    ko: '모니터가 스스로 종료되었습니다. 멈출 때까지 계속 확인해야 합니다.',
  },
  noJson: {
    en: 'A message came, but its value is not one JSON object.',
    ko: '메시지가 왔지만 값이 JSON 객체 하나가 아닙니다.',
  },
  wrongField: (fields: string) => ({
    en: `A message came that cannot be understood. Wrong or missing: ${fields}.`,
    ko: `메시지가 왔지만 이해할 수 없습니다. 틀렸거나 빠진 필드: ${fields}.`,
  }),
  lagUnreadable: (text: string) => ({
    en: `The field lag of the alarm is no whole number: ${text}.`,
    ko: `알림의 lag 필드가 정수가 아닙니다: ${text}.`,
  }),
  lagQuoted: (text: string) => ({
    en: `The lag of the alarm is text in quotes, not a number: ${text}.`,
    ko: `알림의 lag이 숫자가 아니라 따옴표로 묶인 문자열입니다: ${text}.`,
  }),
  wrongLag: (said: number, lag: number) => ({
    en: `The alarm says ${said}; the lag was ${lag}.`,
    ko: `알림에 적힌 lag은 ${said}(이)지만 실제 lag은 ${lag}입니다.`,
  }),
  falseAlarm: (lag: number, limit: number) => ({
    en: `An alarm came at a lag of ${lag}, which is not over LIMIT (${limit}).`,
    ko: `lag이 ${lag}(으)로 LIMIT(${limit}) 이하인데 알림이 왔습니다.`,
  }),
  repeated: (count: number) => ({
    en: `An alarm came again although the lag had not crossed LIMIT again: ${count} alarms in all.`,
    ko: `lag이 LIMIT을 다시 넘은 것도 아닌데 알림이 또 왔습니다. 알림은 모두 ${count}개입니다.`,
  }),
  notNoticed: (lag: number) => ({
    en: `The group had lost its only consumer and its lag was ${lag}, but no alarm came.`,
    ko: `그룹의 하나뿐인 컨슈머가 사라지고 lag이 ${lag}까지 늘었지만 알림이 오지 않았습니다.`,
  }),
  noAllClear: (lag: number, limit: number) => ({
    en: `The group caught up (lag ${lag}, LIMIT ${limit}), but no all-clear came.`,
    ko: `그룹이 따라잡았지만(lag ${lag}, LIMIT ${limit}) 정상 알림이 오지 않았습니다.`,
  }),
  falseAllClear: (lag: number, limit: number) => ({
    en: `An all-clear came while the lag was ${lag}, which is over LIMIT (${limit}).`,
    ko: `lag이 ${lag}(으)로 LIMIT(${limit})을 넘었는데 정상 알림이 왔습니다.`,
  }),
  joined: (group: string) => ({
    en: `The monitor joined ${group}, the group it watches, and made it rebalance.`,
    ko: `모니터가 감시 대상인 ${group} 그룹에 참여해서 리밸런싱을 일으켰습니다.`,
  }),
  committed: (group: string) => ({
    en: `Committed offsets of ${group} changed while the monitor was watching.`,
    ko: `모니터가 실행되는 동안 ${group} 그룹의 커밋된 오프셋이 바뀌었습니다.`,
  }),
}
