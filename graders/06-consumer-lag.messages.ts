import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'See the lag of a consumer group', ko: '컨슈머 그룹의 lag 확인하기' },
  goal: {
    en: 'You will find out from the broker how many messages a group has still to read.',
    ko: '그룹이 아직 읽지 않은 메시지가 몇 개인지 브로커에서 알아내게 됩니다.',
  },
  firstStep: {
    en: 'Open lag.sh and have the group described where TODO 1 stands.',
    ko: 'lag.sh를 열고 TODO 1 자리에서 그룹의 상세 정보를 출력해 보세요.',
  },
  whatHappened: [
    {
      en: 'For each partition the lag is its end minus what the group has committed.',
      ko: '파티션마다 lag은 끝 오프셋에서 그룹이 커밋한 오프셋을 뺀 값입니다.',
    },
    {
      en: 'New messages moved the ends and nothing else, so the total grew by their number.',
      ko: '새 메시지는 끝 오프셋만 옮겼으므로 전체 lag이 그 수만큼 늘었습니다.',
    },
    {
      en: 'You only asked: the group got no member and no commit from it.',
      ko: '묻기만 했으므로 그룹에는 멤버도 커밋도 생기지 않았습니다.',
    },
  ],
  checks: {
    '06-C1': {
      title: { en: 'The total lag is right', ko: '전체 lag이 맞다' },
      hints: [
        {
          en: 'Describe the group and add up by hand. Is every partition of the topic there?',
          ko: '그룹의 상세 정보를 보고 직접 더해 보세요. 토픽의 파티션이 모두 있나요?',
        },
        {
          en: 'Only rows of this topic count, and a partition without a commit has no row: all its messages are lag.',
          ko: '이 토픽의 행만 더해야 합니다. 커밋이 없는 파티션은 행이 없고, 그 파티션의 메시지는 모두 lag입니다.',
        },
        {
          en: 'Sum the LAG column of TOPIC, then add end minus start from `kafka-get-offsets --time -1` and `--time -2`.',
          ko: 'TOPIC의 LAG 열을 더하고, 빠진 파티션은 `kafka-get-offsets --time -1`과 `--time -2`의 차이를 더하세요.',
        },
      ],
    },
    '06-C2': {
      title: { en: 'It follows new messages', ko: '새 메시지가 오면 값이 바뀐다' },
      hints: [
        {
          en: 'Run the script, send a message, run it again. Does the number change?',
          ko: '스크립트를 실행하고, 메시지를 보낸 뒤 다시 실행해 보세요. 값이 바뀌나요?',
        },
        {
          en: 'The lag is true for one moment only, so it has to be asked for each time.',
          ko: 'lag은 그 순간의 값이므로 실행할 때마다 새로 물어보아야 합니다.',
        },
        {
          en: 'Compute it from the output of the tool at every start; keep no file and no fixed number.',
          ko: '실행할 때마다 도구의 출력에서 계산하세요. 파일이나 고정된 숫자를 쓰지 마세요.',
        },
      ],
    },
    '06-C3': {
      title: { en: 'Looking changes nothing', ko: '확인만 하고 바꾸지 않는다' },
      hints: [
        {
          en: 'Describe the group before and after your script. Is it the same?',
          ko: '스크립트 실행 전후로 그룹의 상세 정보를 비교해 보세요. 같은가요?',
        },
        {
          en: 'A consumer that joins takes partitions from the others, and its commits hide the lag.',
          ko: '컨슈머가 참여하면 다른 멤버의 파티션을 가져가고, 커밋하면 lag이 가려집니다.',
        },
        {
          en: 'Use `kafka-consumer-groups --describe`, or `fetchOffsets` of an admin client; no consumer in GROUP.',
          ko: '`kafka-consumer-groups --describe`나 admin 클라이언트의 `fetchOffsets`를 쓰고, GROUP으로 컨슈머를 띄우지 마세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What is said when a check fails. */
export const says = {
  wrongLag: (printed: number, total: number) => ({
    en: `The script says ${printed}; by the broker the total lag is ${total}.`,
    ko: `스크립트는 ${printed}(이)라고 했지만 브로커 기준 전체 lag은 ${total}입니다.`,
  }),
  noNumber: {
    en: 'There is no number in the last line the script printed.',
    ko: '스크립트가 출력한 마지막 줄에 숫자가 없습니다.',
  },
  notFinished: {
    en: 'The script did not finish.',
    ko: '스크립트가 끝나지 않았습니다.',
  },
  notFollowed: (grown: number) => ({
    en: `The lag grew by ${grown}, but the number of the script did not follow.`,
    ko: `lag이 ${grown}만큼 늘었지만 스크립트의 값은 그만큼 바뀌지 않았습니다.`,
  }),
  committed: (group: string) => ({
    en: `Measuring the lag changed committed offsets of ${group}.`,
    ko: `lag을 확인하는 동안 ${group}의 커밋된 오프셋이 바뀌었습니다.`,
  }),
  joined: (group: string) => ({
    en: `The script joined ${group} as a consumer; that makes the group rebalance.`,
    ko: `스크립트가 컨슈머로 ${group} 그룹에 참여했습니다. 그러면 그룹이 리밸런싱합니다.`,
  }),
  committedMeanwhile: (group: string) => ({
    en: `The script committed offsets of ${group}. To know the lag, it is enough to look at them.`,
    ko: `스크립트가 ${group} 그룹의 오프셋을 커밋했습니다. lag은 커밋된 값을 보기만 해도 알 수 있습니다.`,
  }),
  joinedOther: {
    en: 'The script joined another group as a consumer. The lag can be known without a consumer.',
    ko: '스크립트가 컨슈머로 다른 그룹에 참여했습니다. lag은 컨슈머 없이도 알 수 있습니다.',
  },
  written: (topic: string) => ({
    en: `Messages were written while the lag was measured (${topic} or its neighbour).`,
    ko: `lag을 확인하는 동안 메시지가 쓰였습니다(${topic} 또는 다른 토픽).`,
  }),
}
