import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'Several consumers in one group', ko: '한 그룹의 여러 컨슈머' },
  goal: {
    en: 'You will see how a group shares out partitions, and what happens when a member leaves.',
    ko: '그룹이 파티션을 나누는 방법과, 멤버가 나갈 때 일어나는 일을 알게 됩니다.',
  },
  firstStep: {
    en: 'Open worker.ts and make a consumer of the group where TODO 1 stands.',
    ko: 'worker.ts를 열고 TODO 1 자리에 그룹의 컨슈머를 만들어 보세요.',
  },
  whatHappened: [
    {
      en: 'Each worker that joined caused a rebalance; then every partition had exactly one owner.',
      ko: '워커가 참여할 때마다 리밸런싱이 일어났고, 그 뒤 파티션마다 담당이 하나씩 정해졌습니다.',
    },
    {
      en: 'A message goes to the owner of its partition, so no two workers handled the same one.',
      ko: '메시지는 파티션을 맡은 워커에게만 가므로 두 워커가 같은 메시지를 처리하지 않았습니다.',
    },
    {
      en: 'The worker that was stopped left the group, and the others took its partitions over.',
      ko: '멈춘 워커가 그룹에서 나가자 나머지 워커가 그 파티션을 이어받았습니다.',
    },
  ],
  checks: {
    '07-C1': {
      title: { en: 'All workers are members of the group', ko: '모든 워커가 그룹의 멤버다' },
      hints: [
        {
          en: 'Print the group id in every worker. Is it the same, and is it GROUP?',
          ko: '워커마다 그룹 ID를 출력해 보세요. 모두 같고 GROUP과 같은가요?',
        },
        {
          en: 'The group id is what makes consumers one group; INSTANCE only names a worker.',
          ko: '컨슈머를 한 그룹으로 묶는 것은 그룹 ID입니다. INSTANCE는 워커의 이름일 뿐입니다.',
        },
        {
          en: 'Use `kafka.consumer({ groupId: process.env.GROUP })` in all of them, and keep running.',
          ko: '모두 `kafka.consumer({ groupId: process.env.GROUP })`를 쓰고, 프로그램을 계속 실행하세요.',
        },
      ],
    },
    '07-C2': {
      title: { en: 'Each partition has one owner', ko: '파티션마다 담당이 하나다' },
      hints: [
        {
          en: 'Look at who owns which partition: does one occur twice, or not at all?',
          ko: '어느 멤버가 어느 파티션을 맡았는지 보세요. 겹치거나 빠진 파티션이 있나요?',
        },
        {
          en: 'The group decides who reads what; a worker that picks for itself breaks that.',
          ko: '누가 무엇을 읽을지는 그룹이 정합니다. 워커가 직접 고르면 이 약속이 깨집니다.',
        },
        {
          en: 'Call `subscribe` with the topic and use a built-in assignor, none of your own.',
          ko: '토픽을 `subscribe`로 구독하고, 직접 만든 할당자 대신 기본 할당자를 쓰세요.',
        },
      ],
    },
    '07-C3': {
      title: { en: 'The work is shared evenly', ko: '일이 고르게 나뉜다' },
      hints: [
        {
          en: 'Count the partitions of each member in the table.',
          ko: '표에서 멤버마다 파티션이 몇 개인지 세어 보세요.',
        },
        {
          en: 'Only members that subscribe to the topic get a share of its partitions.',
          ko: '토픽을 구독한 멤버만 그 토픽의 파티션을 나누어 받습니다.',
        },
        {
          en: 'Let every worker subscribe to TOPIC, whatever its INSTANCE is.',
          ko: 'INSTANCE와 관계없이 모든 워커가 TOPIC을 구독하게 하세요.',
        },
      ],
    },
    '07-C4': {
      title: { en: 'Each message is handled once', ko: '메시지를 한 번씩만 처리한다' },
      hints: [
        {
          en: 'Find the message in the output of all workers: who printed it?',
          ko: '그 메시지를 모든 워커의 출력에서 찾아보세요. 누가 출력했나요?',
        },
        {
          en: 'A message goes to the owner of its partition; a handler that holds up too long loses it.',
          ko: '메시지는 파티션을 맡은 멤버에게 갑니다. 처리가 너무 오래 걸리면 그 파티션을 잃습니다.',
        },
        {
          en: 'Print `INSTANCE nonce` in `eachMessage`, return quickly, and use one group only.',
          ko: '`eachMessage`에서 `INSTANCE nonce`를 출력하고 바로 반환하며, 그룹은 하나만 쓰세요.',
        },
      ],
    },
    '07-C5': {
      title: { en: 'The others take over', ko: '나머지가 이어받는다' },
      hints: [
        {
          en: 'What does a worker do when SIGTERM arrives, before it is gone?',
          ko: '워커는 SIGTERM을 받으면 사라지기 전에 무엇을 하나요?',
        },
        {
          en: 'A member that leaves frees its partitions at once; one that just dies does so only after its session time-out.',
          ko: '그룹에서 나간 멤버의 파티션은 바로 넘어가지만, 그냥 죽은 멤버의 파티션은 세션 타임아웃이 지나야 넘어갑니다.',
        },
        {
          en: "Add `process.once('SIGTERM', () => consumer.disconnect())`; in Python leave the loop and `consumer.close()`.",
          ko: "`process.once('SIGTERM', () => consumer.disconnect())`를 추가하세요. Python에서는 반복을 끝내고 `consumer.close()`를 호출합니다.",
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What is said when a check fails. */
export const says = {
  notJoined: (wanted: number, groupId: string) => (seen: { members: number }) => ({
    en: `${seen.members} of ${wanted} workers are members of group ${groupId}.`,
    ko: `워커 ${wanted}개 가운데 ${seen.members}개만 ${groupId} 그룹의 멤버입니다.`,
  }),
  owners: ({ partition, owners }: { partition: number; owners: number }) => ({
    en: `Partition ${partition} has ${owners} owners.`,
    ko: `파티션 ${partition}을(를) 맡은 멤버가 ${owners}개입니다.`,
  }),
  uneven: ({ fewest, most }: { fewest: number; most: number }) => ({
    en:
      fewest === 0
        ? `One member has no partition while another has ${most}.`
        : `One member has ${fewest} partition(s), another ${most}.`,
    ko:
      fewest === 0
        ? `파티션을 하나도 받지 못한 멤버가 있고, 다른 멤버는 ${most}개를 맡았습니다.`
        : `어떤 멤버는 파티션 ${fewest}개, 다른 멤버는 ${most}개를 맡았습니다.`,
  }),
  handled: (nonce: string, times: number) => ({
    en: `Message ${nonce} was handled ${times} times.`,
    ko: `메시지 ${nonce}이(가) ${times}번 처리되었습니다.`,
  }),
  notHandled: ({ missing, given }: { missing: number; given: number }) => ({
    en: `${missing} of ${given} messages were handled by no worker.`,
    ko: `메시지 ${given}개 가운데 ${missing}개를 아무 워커도 처리하지 않았습니다.`,
  }),
  nameless: {
    en: 'Messages were printed without the INSTANCE of the worker that handled them.',
    ko: '메시지를 처리한 워커의 INSTANCE 없이 출력했습니다.',
  },
  notTakenOver: (partitions: string) => ({
    en: `After one worker stopped, nobody took over partition ${partitions}.`,
    ko: `워커 하나가 멈춘 뒤 파티션 ${partitions}을(를) 아무도 이어받지 않았습니다.`,
  }),
  notLeft: {
    en: 'The stopped worker is gone, but it never left the group, so its partitions stay with it until its session times out.',
    ko: '멈춘 워커가 그룹에서 나가지 않아, 세션 타임아웃까지 그 파티션이 묶여 있습니다.',
  },
  othersEnded: {
    en: 'After one worker stopped, none of the others was running any more.',
    ko: '워커 하나가 멈춘 뒤 나머지 워커도 모두 종료되었습니다.',
  },
  ignoredStop: {
    en: 'The worker did not stop on SIGTERM and had to be killed.',
    ko: '워커가 SIGTERM을 받고도 멈추지 않아 강제로 종료했습니다.',
  },
}
