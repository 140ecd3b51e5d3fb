import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'Replication and a broker failure', ko: '복제와 브로커 장애' },
  goal: {
    en: 'You will make a topic that keeps its data, and goes on taking new data, when a broker dies.',
    ko: '브로커 하나가 죽어도 데이터를 잃지 않고 계속 쓸 수 있는 토픽을 만들게 됩니다.',
  },
  firstStep: {
    en: 'Open create.sh and create the topic with three replicas where TODO 1 stands.',
    ko: 'create.sh를 열고 TODO 1 자리에서 복제본이 3개인 토픽을 만들어 보세요.',
  },
  whatHappened: [
    {
      en: 'Each message was on three brokers before it was acknowledged to the grader.',
      ko: '채점기가 보낸 메시지는 응답 확인을 받기 전에 브로커 세 곳에 저장되었습니다.',
    },
    {
      en: 'A leader was killed; once its session had timed out, an in-sync follower took over.',
      ko: '리더가 강제 종료되었고, 세션 타임아웃이 지나자 동기화되어 있던 팔로워가 리더 자리를 이어받았습니다.',
    },
    {
      en: 'Two replicas were left in sync, which is the minimum you set, so writing went on.',
      ko: '동기화된 복제본이 2개 남아 설정한 최소 개수를 채웠으므로 쓰기가 계속되었습니다.',
    },
  ],
  checks: {
    '10-C1': {
      title: { en: 'Every partition has three copies', ko: '모든 파티션의 복제본이 3개다' },
      hints: [
        {
          en: 'Run `kafka-topics --describe` for your topic and count the broker numbers under Replicas.',
          ko: '`kafka-topics --describe`로 토픽을 조회해서 Replicas에 적힌 브로커 번호가 몇 개인지 세어 보세요.',
        },
        {
          en: 'A partition lives on as many brokers as the replication factor says; a lone copy dies with its broker.',
          ko: '파티션은 복제 팩터만큼의 브로커에 저장됩니다. 하나뿐인 복제본은 그 브로커와 함께 사라집니다.',
        },
        {
          en: 'Create it with `kafka-topics --create --replication-factor 3`.',
          ko: '`kafka-topics --create --replication-factor 3`으로 만드세요.',
        },
      ],
    },
    '10-C2': {
      title: {
        en: 'acks=all means at least two copies',
        ko: 'acks=all이면 복제본 2개 이상에 저장된다',
      },
      hints: [
        {
          en: 'Which replicas does a producer with acks=all wait for? How few may that become?',
          ko: 'acks=all인 프로듀서는 어떤 복제본을 기다릴까요? 그 수는 얼마까지 줄어들 수 있을까요?',
        },
        {
          en: '"All" means the replicas in sync at the moment, and one that is down is not. min.insync.replicas sets the least number of them.',
          ko: '"all"은 지금 동기화된 복제본 전부이며, 멈춘 복제본은 빠집니다. 그 최소 개수가 min.insync.replicas입니다.',
        },
        {
          en: 'Add `--config min.insync.replicas=2` when you create the topic.',
          ko: '토픽을 만들 때 `--config min.insync.replicas=2`를 붙이세요.',
        },
      ],
    },
    '10-C3': {
      title: { en: 'Nothing is lost with a broker', ko: '브로커가 죽어도 메시지를 잃지 않는다' },
      hints: [
        {
          en: 'Who leads the partition after its leader has died? Look at the table.',
          ko: '리더가 죽은 뒤 그 파티션의 리더는 누구인가요? 표를 살펴보세요.',
        },
        {
          en: 'Only an in-sync replica has everything. Without one there is no new leader or, if unclean elections are allowed, one that lacks messages.',
          ko: '모든 메시지를 가진 것은 동기화된 복제본뿐입니다. 그런 복제본이 없으면 새 리더도 없고, unclean 선출을 허용하면 일부 메시지가 없는 리더가 나옵니다.',
        },
        {
          en: 'Use three replicas and leave `unclean.leader.election.enable` at false.',
          ko: '복제본을 3개로 하고 `unclean.leader.election.enable`은 false로 두세요.',
        },
      ],
    },
    '10-C4': {
      title: { en: 'Writing goes on without a broker', ko: '브로커 하나가 없어도 쓸 수 있다' },
      hints: [
        {
          en: 'Compare the number of in-sync replicas during the outage with the minimum.',
          ko: '장애가 난 동안의 동기화된 복제본 수를 최소 개수와 비교해 보세요.',
        },
        {
          en: 'Below the minimum, brokers refuse acks=all. A minimum as large as the number of replicas leaves no room.',
          ko: '최소 개수보다 적으면 브로커는 acks=all을 거절합니다. 최소 개수가 복제본 수와 같으면 여유가 없습니다.',
        },
        {
          en: 'The minimum has to be one less than the number of replicas: 3 replicas and `min.insync.replicas=2`.',
          ko: '최소 개수는 복제본 수보다 하나 적어야 합니다. 복제본 3개에 `min.insync.replicas=2`입니다.',
        },
      ],
    },
    '10-C5': {
      title: { en: 'For information: the broker comes back', ko: '참고용: 브로커의 복귀' },
      hints: [
        {
          en: 'Run `kafka-topics --describe` again after a restart and compare Isr with Replicas.',
          ko: '브로커를 다시 시작한 뒤 `kafka-topics --describe`로 Isr과 Replicas를 비교해 보세요.',
        },
        {
          en: 'A replica that comes back fetches what it missed; then it counts as in sync again.',
          ko: '돌아온 복제본은 놓친 메시지를 가져오고, 다 따라잡으면 다시 동기화된 복제본이 됩니다.',
        },
        {
          en: '`kafka-topics --describe --under-replicated-partitions` lists those that are not there yet.',
          ko: '`kafka-topics --describe --under-replicated-partitions`로 아직 따라잡지 못한 파티션을 볼 수 있습니다.',
        },
      ],
    },
    '10-C6': {
      title: { en: 'The old topic has three copies, too', ko: '기존 토픽도 복제본이 3개다' },
      hints: [
        {
          en: 'A replication factor cannot be changed with --alter. What can be changed is who holds each partition.',
          ko: '복제 팩터는 --alter로 바꿀 수 없습니다. 대신 파티션을 어느 브로커가 가질지 바꿀 수 있습니다.',
        },
        {
          en: 'A reassignment gives every partition a new list of brokers; the data is copied meanwhile.',
          ko: '재할당은 파티션마다 새 브로커 목록을 지정하는 작업이며, 데이터는 그동안 복사됩니다.',
        },
        {
          en: 'Write a JSON file and run `kafka-reassign-partitions --reassignment-json-file reassign.json --execute`.',
          ko: 'JSON 파일을 작성해 `kafka-reassign-partitions --reassignment-json-file reassign.json --execute`를 실행하세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

const seconds = (ms: number) => (ms / 1000).toFixed(1)

/** What is said when a check fails, and of what was seen. */
export const says = {
  missing: (topic: string) => ({
    en: `There is no topic ${topic}.`,
    ko: `${topic} 토픽이 없습니다.`,
  }),
  replicas: ({ found }: { found: number }) => ({
    en: `There are partitions with ${found} ${found === 1 ? 'copy' : 'copies'}, and three are needed.`,
    ko: `복제본이 ${found}개뿐인 파티션이 있습니다. 3개가 필요합니다.`,
  }),
  minimum: (found: number) => ({
    en: `min.insync.replicas is ${found}, so acks=all may mean a single copy.`,
    ko: `min.insync.replicas가 ${found}(이)라 acks=all이어도 복제본 하나만 보장됩니다.`,
  }),
  lost: (lost: number, broker: number) => ({
    en: `${lost} acknowledged message(s) were lost with broker ${broker}.`,
    ko: `브로커 ${broker} 장애로, 저장을 확인받은 메시지 ${lost}개를 잃었습니다.`,
  }),
  unclean: {
    en: 'unclean.leader.election.enable is true: a copy that lacks acknowledged messages may become the leader.',
    ko: 'unclean.leader.election.enable이 true입니다. 확인된 메시지가 빠진 복제본이 리더가 될 수 있습니다.',
  },
  refused: (broker: number) => ({
    en: `Writing with acks=all stopped while broker ${broker} was down.`,
    ko: `브로커 ${broker}이(가) 멈춘 동안 acks=all로 쓸 수 없었습니다.`,
  }),
  refusedBefore: {
    en: 'Messages were refused although all brokers were up: a setting of the topic does not allow it.',
    ko: '모든 브로커가 정상인데도 메시지가 거절되었습니다. 토픽 설정 때문이니 확인해 주세요.',
  },
  oldLost: (topic: string, lost: number, partitions: string) => ({
    en: `${lost} message(s) of ${topic} are gone (partition ${partitions}); the topic has to be reassigned, not created anew.`,
    ko: `${topic} 토픽의 메시지 ${lost}개가 사라졌습니다(파티션 ${partitions}). 토픽을 새로 만들지 말고 재할당해야 합니다.`,
  }),
  notMoved: (topic: string, unreadable: number, given: number) => ({
    en: `${topic} still has partitions with fewer than three copies${unreadable > 0 ? `: ${unreadable} of its ${given} messages could not be read during the outage` : ''}.`,
    ko: `${topic} 토픽에는 아직 복제본이 3개보다 적은 파티션이 있습니다.${unreadable > 0 ? ` 장애가 난 동안 메시지 ${given}개 중 ${unreadable}개를 읽을 수 없었습니다.` : ''}`,
  }),
  stayed: (count: number, broker: number) => ({
    en: `All ${count} messages could be read without broker ${broker}.`,
    ko: `브로커 ${broker} 없이도 메시지 ${count}개를 모두 읽을 수 있었습니다.`,
  }),
  failover: (broker: number, ms: number) => ({
    en: `${seconds(ms)} s after broker ${broker} was killed, other brokers led its partitions and took acks=all.`,
    ko: `브로커 ${broker}을(를) 강제 종료하고 ${seconds(ms)}초 뒤 다른 브로커가 리더가 되어 acks=all 쓰기를 받았습니다.`,
  }),
  caughtUp: (broker: number, ms: number) => ({
    en: `Broker ${broker} was back in sync ${seconds(ms)} s after its restart.`,
    ko: `브로커 ${broker}은(는) 다시 시작하고 ${seconds(ms)}초 뒤 동기화되었습니다.`,
  }),
  notCaughtUp: (broker: number) => ({
    en: `Broker ${broker} was restarted and had not caught up within a minute.`,
    ko: `브로커 ${broker}을(를) 다시 시작했지만 1분 안에 동기화되지 않았습니다.`,
  }),
}
