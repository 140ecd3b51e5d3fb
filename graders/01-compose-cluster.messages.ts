import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'A Kafka cluster with Compose', ko: 'Compose로 Kafka 클러스터 만들기' },
  goal: {
    en: 'You will describe a broker that programs on your computer can use, and know why it often needs two listeners.',
    ko: '내 컴퓨터의 프로그램이 접속할 수 있는 브로커를 구성하고, 리스너가 왜 두 개 필요할 때가 많은지 알게 됩니다.',
  },
  firstStep: {
    en: 'Open docker-compose.yml and give the image a fixed version where TODO 1 stands.',
    ko: 'docker-compose.yml을 열고 TODO 1 자리에서 이미지 버전을 고정해 보세요.',
  },
  whatHappened: [
    {
      en: 'A client meets the published port first, asks for metadata, and is told the advertised address.',
      ko: '클라이언트는 먼저 공개된 포트로 접속해 메타데이터를 요청하고, advertised.listeners의 주소를 안내받습니다.',
    },
    {
      en: 'That address works from your computer, because it is published and leads to the same listener.',
      ko: '그 주소는 포트로 공개되어 있고 같은 리스너로 이어지므로 내 컴퓨터에서 접속됩니다.',
    },
    {
      en: 'The internal topics find enough brokers for their copies, so consumer groups can start.',
      ko: '내부 토픽의 복제본을 둘 브로커가 충분하므로 컨슈머 그룹이 시작될 수 있습니다.',
    },
  ],
  checks: {
    '01-C1': {
      title: { en: 'A broker of a fixed version', ko: '버전이 고정된 브로커가 있다' },
      hints: [
        {
          en: 'Look under services: which of them is the broker, and which image does it run?',
          ko: 'services 아래를 보세요. 어느 서비스가 브로커이고 어떤 이미지를 사용하나요?',
        },
        {
          en: 'Without a tag, or with latest, an image changes under you; a version that works today may not tomorrow.',
          ko: '태그가 없거나 latest이면 이미지가 언제든 바뀝니다. 오늘 되던 설정이 내일은 안 될 수 있습니다.',
        },
        {
          en: 'Write the version after a colon, for example `image: apache/kafka:4.1.0`.',
          ko: '콜론 뒤에 버전을 적으세요. 예: `image: apache/kafka:4.1.0`',
        },
      ],
    },
    '01-C2': {
      title: {
        en: 'Your computer can use the advertised address',
        ko: '외부에 알리는 주소로 내 컴퓨터에서 접속된다',
      },
      hints: [
        {
          en: 'The address you connect to is only the first contact. Which address does the broker tell afterwards?',
          ko: '처음 접속한 주소는 첫 연락에만 쓰입니다. 그다음에 브로커가 알려 주는 주소는 무엇인가요?',
        },
        {
          en: 'Compare advertised.listeners with ports: line by line. Left of the colon is your computer, right of it the container.',
          ko: 'advertised.listeners와 ports를 나란히 비교해 보세요. 콜론 왼쪽은 내 컴퓨터, 오른쪽은 컨테이너의 포트입니다.',
        },
        {
          en: 'Advertise `localhost:` and the left port; have the same listener bound to the right port, on 0.0.0.0.',
          ko: '`localhost:왼쪽 포트`로 알리고, 같은 이름의 리스너를 0.0.0.0의 오른쪽 포트에 바인딩하세요.',
        },
      ],
    },
    '01-C3': {
      title: { en: 'The listeners fit together', ko: '리스너 설정이 서로 맞는다' },
      hints: [
        {
          en: 'Write down every listener name that occurs anywhere. Is each one spelt the same everywhere?',
          ko: '설정에 나오는 리스너 이름을 모두 적어 보세요. 어디서나 철자가 같은가요?',
        },
        {
          en: 'A name needs an entry in listeners, a protocol in the map, and one of the names is for the brokers themselves.',
          ko: '이름마다 listeners의 항목과 프로토콜이 필요하고, 그중 하나는 브로커끼리 통신하는 데 쓰입니다.',
        },
        {
          en: 'Add it to KAFKA_LISTENER_SECURITY_PROTOCOL_MAP; let KAFKA_INTER_BROKER_LISTENER_NAME name one that is advertised with the service name.',
          ko: 'KAFKA_LISTENER_SECURITY_PROTOCOL_MAP에 추가하고, KAFKA_INTER_BROKER_LISTENER_NAME에는 서비스 이름으로 알리는 리스너를 지정하세요.',
        },
      ],
    },
    '01-C4': {
      title: {
        en: 'Internal topics have enough brokers',
        ko: '내부 토픽의 복제본을 둘 브로커가 있다',
      },
      hints: [
        {
          en: 'Count your brokers. How many copies can a topic have then?',
          ko: '브로커가 몇 개인지 세어 보세요. 그러면 토픽의 복제본은 몇 개까지 가능할까요?',
        },
        {
          en: 'Kafka keeps committed offsets in a topic of its own, and wants three copies of it unless told otherwise.',
          ko: 'Kafka는 커밋된 오프셋을 내부 토픽에 저장하며, 따로 지정하지 않으면 복제본을 세 개 만들려고 합니다.',
        },
        {
          en: 'With one broker set `KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1`.',
          ko: '브로커가 하나라면 `KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1`로 설정하세요.',
        },
      ],
    },
    '01-C5': {
      title: {
        en: 'Metadata has a home: KRaft or ZooKeeper',
        ko: 'KRaft 또는 ZooKeeper 설정이 완전하다',
      },
      hints: [
        {
          en: 'Does your image use KRaft or ZooKeeper? From Kafka 4 and Confluent 8 on there is only KRaft.',
          ko: '사용하는 이미지는 KRaft를 쓰나요, ZooKeeper를 쓰나요? Kafka 4와 Confluent 8부터는 KRaft뿐입니다.',
        },
        {
          en: 'KRaft needs roles, a node id, the voters, and a controller listener that is really bound.',
          ko: 'KRaft에는 역할, 노드 ID, voters, 그리고 실제로 바인딩된 컨트롤러 리스너가 필요합니다.',
        },
        {
          en: 'Bind CONTROLLER in KAFKA_LISTENERS and name it in KAFKA_CONTROLLER_LISTENER_NAMES; voters are written `1@kafka:9093`.',
          ko: 'KAFKA_LISTENERS에 CONTROLLER를 넣고 KAFKA_CONTROLLER_LISTENER_NAMES에 그 이름을 적으세요. voters는 `1@kafka:9093`처럼 씁니다.',
        },
      ],
    },
    '01-C6': {
      title: {
        en: 'It starts, and a message makes the round trip',
        ko: '실제로 시작되고 메시지가 왕복한다',
      },
      hints: [
        {
          en: 'Read the last lines of the container in the report; they are what `docker compose logs` would show you.',
          ko: '결과에 나온 컨테이너의 마지막 로그를 읽어 보세요. `docker compose logs`로 보게 될 내용입니다.',
        },
        {
          en: 'A client goes two steps: the port you published, then the address the broker tells. Which of the two failed?',
          ko: '클라이언트는 두 단계를 거칩니다. 공개한 포트로 접속하고, 브로커가 알려 준 주소로 다시 접속합니다. 어느 단계에서 실패했나요?',
        },
        {
          en: 'Mend the other checks first. If they pass, look at the line named here: each broker needs an advertised address of its own, and as many brokers must be up as the file has.',
          ko: '다른 항목부터 고치세요. 모두 통과했다면 여기 나온 줄을 보세요. 브로커마다 서로 다른 주소를 알려야 하고, 파일에 있는 브로커가 모두 떠 있어야 합니다.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What a check would have seen if it had passed. */
export const wants = {
  readable: { en: 'a file that docker compose accepts', ko: 'docker compose가 받아들이는 파일' },
  pinned: {
    en: 'a service with a known Kafka image of a fixed version',
    ko: '버전이 고정된 Kafka 이미지를 쓰는 서비스',
  },
  reachable: {
    en: 'localhost and a published port that leads to this listener',
    ko: 'localhost와, 이 리스너로 이어지는 공개된 포트',
  },
  named: {
    en: 'each name bound, with a protocol, and one for the brokers themselves',
    ko: '모든 이름이 바인딩되고 프로토콜이 있으며, 그중 하나는 브로커끼리 쓰는 것',
  },
  copies: (brokers: number) => ({
    en: `at most ${brokers} ${brokers === 1 ? 'copy' : 'copies'}: one for each broker`,
    ko: `브로커가 ${brokers}개이므로 복제본은 ${brokers}개 이하`,
  }),
  live: (brokers: number) => ({
    en: `${brokers} broker(s) up, each at an address your computer reaches, and a message that comes back`,
    ko: `브로커 ${brokers}개가 떠 있고, 알려 준 주소로 모두 접속되며, 보낸 메시지가 돌아온다`,
  }),
  metadata: {
    en: 'a complete KRaft or ZooKeeper configuration',
    ko: '빠진 것이 없는 KRaft 또는 ZooKeeper 설정',
  },
}

/** What else is said beside the findings. */
export const says = {
  service: (name: string) => ({
    en: `It is the service ${name}.`,
    ko: `해당 서비스는 ${name}입니다.`,
  }),
  whoCanConnect: (servesContainers: boolean) =>
    servesContainers
      ? []
      : [
          {
            kind: 'note' as const,
            text: {
              en: 'Programs in other containers could not use this broker: it advertises nothing but localhost.',
              ko: '다른 컨테이너의 프로그램은 이 브로커를 쓸 수 없습니다. 알리는 주소가 localhost뿐이기 때문입니다.',
            },
          },
        ],
  seenLive: (elapsedMs: number) => ({
    en: `Everything was up after ${(elapsedMs / 1000).toFixed(1)} s, and a message for each broker came back through a group.`,
    ko: `${(elapsedMs / 1000).toFixed(1)}초 만에 모두 시작되었고, 브로커마다 보낸 메시지를 컨슈머 그룹이 읽었습니다.`,
  }),
  noCoordinator: (answer: string) => ({
    en: `The broker is up, but no consumer group can start: it answers ${answer}, as its topic for committed offsets cannot be made.`,
    ko: `브로커는 떠 있지만 컨슈머 그룹이 시작되지 않습니다. 오프셋을 저장할 내부 토픽을 만들 수 없어 ${answer} 오류로 답합니다.`,
  }),
  trip: (step: 'create' | 'send' | 'read', detail: string) => {
    const words = {
      create: {
        en: 'The cluster is up, but a topic for a test message could not be made',
        ko: '클러스터는 떴지만 테스트 메시지를 위한 토픽을 만들지 못했습니다',
      },
      send: {
        en: 'The cluster is up, but a test message could not be sent',
        ko: '클러스터는 떴지만 테스트 메시지를 보내지 못했습니다',
      },
      read: {
        en: 'The cluster is up and took a test message, but a consumer group did not get it back',
        ko: '클러스터가 테스트 메시지를 받았지만 컨슈머 그룹이 다시 읽지 못했습니다',
      },
    }[step]
    return { en: `${words.en}: ${detail}`, ko: `${words.ko}: ${detail}` }
  },
  transactions: (copies: number, brokers: number) => ({
    en: `For later: transactions ask for ${copies} copies and there are ${brokers} broker(s); until KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR and …_MIN_ISR are lower, they will not work.`,
    ko: `참고: 트랜잭션용 내부 토픽은 복제본 ${copies}개를 요구하지만 브로커는 ${brokers}개입니다. KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR와 …_MIN_ISR을 낮추기 전에는 트랜잭션을 쓸 수 없습니다.`,
  }),
}
