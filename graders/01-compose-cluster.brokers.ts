import type { BrokerFault, Finding, ReplicationFault } from '#checks/index.ts'

type Says = (facts: Readonly<Record<string, string>>) => Finding['message']

/** Why there is no broker that can be judged, or none of a fixed version. */
export const brokerSays: Readonly<Record<BrokerFault['id'], Says>> = {
  'no-broker': ({ services }) => ({
    en: `None of the services (${services}) runs a Kafka image that is known here.`,
    ko: `서비스(${services}) 가운데 Kafka 이미지를 실행하는 것이 없습니다.`,
  }),
  wurstmeister: () => ({
    en: 'The image wurstmeister/kafka is no longer kept, and follows rules of its own; use apache/kafka.',
    ko: 'wurstmeister/kafka는 더 이상 관리되지 않고 설정 방식도 다릅니다. apache/kafka를 사용해 주세요.',
  }),
  redpanda: () => ({
    en: 'Redpanda speaks the same protocol, but it is another broker; this exercise is about Kafka.',
    ko: 'Redpanda는 같은 프로토콜을 쓰지만 Kafka가 아닌 다른 브로커입니다. 이 연습에서는 Kafka를 사용합니다.',
  }),
  'unknown-kafka': ({ image }) => ({
    en: `How the image ${image} is configured is not known here; use apache/kafka or confluentinc/cp-kafka.`,
    ko: `${image} 이미지의 설정 방식은 채점기가 알지 못합니다. apache/kafka나 confluentinc/cp-kafka를 사용해 주세요.`,
  }),
  build: () => ({
    en: 'The broker is built from a Dockerfile, so its version cannot be seen; name a ready image.',
    ko: '브로커를 Dockerfile로 빌드하므로 버전을 알 수 없습니다. 이미 만들어진 이미지를 지정해 주세요.',
  }),
  profile: () => ({
    en: 'The broker has a profile, so a plain `docker compose up` does not start it.',
    ko: '브로커에 profile이 있어 `docker compose up`만으로는 시작되지 않습니다.',
  }),
  'no-replicas': () => ({
    en: 'The broker has no replicas, so nothing is started.',
    ko: '브로커의 replicas가 0이므로 시작되지 않습니다.',
  }),
  'config-file': () => ({
    en: 'The broker takes its configuration from a mounted file; here it has to stand under environment.',
    ko: '브로커 설정을 마운트한 파일에서 읽습니다. 이 연습에서는 environment에 적어 주세요.',
  }),
  'own-command': () => ({
    en: 'The broker is started by a command of its own, past what the image makes of the environment; leave command out.',
    ko: '이미지의 기본 시작 방식 대신 직접 적은 command로 브로커를 시작합니다. command를 빼 주세요.',
  }),
  vanished: ({ image, successor }) => ({
    en: `The image ${image} can no longer be pulled: Bitnami's versions have left Docker Hub. The old ones are kept as ${successor}.`,
    ko: `${image} 이미지는 더 이상 받을 수 없습니다. Bitnami 이미지는 Docker Hub에서 내려갔고, 예전 것은 ${successor}(으)로 남아 있습니다.`,
  }),
  unpinned: ({ image, tag, isNamed }) => ({
    en:
      isNamed === 'true'
        ? `The image ${image} has no fixed version: what ${tag} means changes over time.`
        : `The image ${image} has no tag, which means latest: the version changes over time.`,
    ko:
      isNamed === 'true'
        ? `${image} 이미지의 버전이 고정되어 있지 않습니다. ${tag}이(가) 가리키는 버전은 계속 바뀝니다.`
        : `${image} 이미지에 태그가 없어 latest로 취급됩니다. 버전이 계속 바뀝니다.`,
  }),
  'never-existed': ({ image, first }) => ({
    en: `There is no image ${image}: its versions begin with ${first}.`,
    ko: `${image} 이미지는 없습니다. 이 이미지는 ${first} 버전부터 있습니다.`,
  }),
}

/** Why committed offsets have nowhere to be stored. */
export const replicationSays: Readonly<Record<ReplicationFault['id'], Says>> = {
  'too-many-copies': ({ value, brokers, source, misnamed }) => {
    const why =
      misnamed !== ''
        ? { en: ` ${misnamed} does not set it.`, ko: ` ${misnamed}(으)로는 설정되지 않습니다.` }
        : source === 'default'
          ? {
              en: ' Nothing sets it, so the default holds.',
              ko: ' 설정하지 않아 기본값이 쓰입니다.',
            }
          : { en: '', ko: '' }
    return {
      en: `The topic of committed offsets asks for ${value} copies and there are ${brokers} broker(s), so consumer groups cannot start.${why.en}`,
      ko: `오프셋을 저장하는 내부 토픽의 복제 팩터가 ${value}인데 브로커는 ${brokers}개라서 컨슈머 그룹이 시작되지 않습니다.${why.ko}`,
    }
  },
  'not-a-number': ({ value }) => ({
    en: `The replication factor of the offsets topic is not a number of copies: ${value}`,
    ko: `오프셋 토픽의 복제 팩터가 올바른 숫자가 아닙니다: ${value}`,
  }),
}
