import type { Finding, ModeFault } from '#checks/index.ts'

type Says = (facts: Readonly<Record<string, string>>) => Finding['message']

/** What is met at a voter's address instead of the controller. */
const WHY: Readonly<Record<string, Finding['message']>> = {
  'other-node': { en: 'another node answers there', ko: '그 주소에는 다른 노드가 있습니다' },
  'other-listener': {
    en: "a listener for clients answers there, not the controller's",
    ko: '그 주소에는 컨트롤러가 아니라 클라이언트용 리스너가 있습니다',
  },
  'loopback-only': {
    en: 'the listener there is bound to localhost and takes nothing from outside',
    ko: '그 리스너는 localhost에 바인딩되어 밖에서 접속할 수 없습니다',
  },
  closed: { en: 'nothing listens there', ko: '그 주소에는 리스너가 없습니다' },
  'unknown-host': { en: 'no container has that name', ko: '그런 이름의 컨테이너가 없습니다' },
}

/** Why the cluster has nowhere to keep its metadata. */
export const metadataSays: Readonly<Record<ModeFault['id'], Says>> = {
  'no-mode': ({ ignored, lost, variable }) => {
    if (ignored !== '') {
      return {
        en: `This image does not take ${ignored}; only Bitnami's does. So neither KRaft nor ZooKeeper is configured.`,
        ko: `${ignored} 같은 변수는 Bitnami 이미지만 사용합니다. 그래서 KRaft도 ZooKeeper도 설정되지 않았습니다.`,
      }
    }
    return lost === ''
      ? {
          en: 'Neither KRaft (KAFKA_PROCESS_ROLES) nor ZooKeeper (KAFKA_ZOOKEEPER_CONNECT) is configured.',
          ko: 'KRaft(KAFKA_PROCESS_ROLES)도 ZooKeeper(KAFKA_ZOOKEEPER_CONNECT)도 설정되지 않았습니다.',
        }
      : {
          en: `One variable such as ${variable} is enough, and apache/kafka no longer uses its own configuration: the KRaft roles are missing now.`,
          ko: `${variable} 같은 변수가 하나라도 있으면 apache/kafka는 기본 설정을 전혀 쓰지 않습니다. 그래서 KRaft 역할이 없습니다.`,
        }
  },
  'two-modes': ({ other }) => ({
    en: `This node uses ZooKeeper and ${other} uses KRaft; a cluster has one home for its metadata.`,
    ko: `이 노드는 ZooKeeper를, ${other}은(는) KRaft를 사용합니다. 한 클러스터는 하나만 써야 합니다.`,
  }),
  'zookeeper-unsupported': ({ image }) => ({
    en: `The image ${image} has no ZooKeeper mode; it needs KRaft, or an older image.`,
    ko: `${image} 이미지는 ZooKeeper를 지원하지 않습니다. KRaft로 설정하거나 이전 버전의 이미지를 써야 합니다.`,
  }),
  'zookeeper-not-found': ({ server, names }) => ({
    en: `The broker looks for ZooKeeper at ${server}, and no such service is on its networks (ZooKeeper here: ${names || 'none'}).`,
    ko: `브로커가 ${server}에서 ZooKeeper를 찾지만 같은 네트워크에 그런 서비스가 없습니다(이 파일의 ZooKeeper: ${names || '없음'}).`,
  }),
  'zookeeper-localhost': ({ server, names }) => ({
    en: `The broker looks for ZooKeeper at ${server}, which is its own container; use the service name (${names || 'none is there'}).`,
    ko: `브로커가 ${server}에서 ZooKeeper를 찾는데, 이는 브로커 자신의 컨테이너입니다. 서비스 이름(${names || '없음'})을 써야 합니다.`,
  }),
  'zookeeper-wrong-port': ({ server, listening }) => ({
    en: `The broker looks for ZooKeeper at ${server}, but it listens at port ${listening} in its container.`,
    ko: `브로커가 ${server}에서 ZooKeeper를 찾지만, 컨테이너 안에서 ZooKeeper의 포트는 ${listening}입니다.`,
  }),
  'zookeeper-incomplete': ({ variable, image }) => ({
    en: `${image} does not start without ${variable}.`,
    ko: `${image}은(는) ${variable} 없이는 시작되지 않습니다.`,
  }),
  'unknown-role': ({ role }) => ({
    en: `${role} is no role; KAFKA_PROCESS_ROLES takes broker, controller, or both with a comma.`,
    ko: `${role}은(는) 역할이 아닙니다. KAFKA_PROCESS_ROLES에는 broker, controller, 또는 둘 다 쉼표로 적습니다.`,
  }),
  'no-broker-role': () => ({
    en: 'No node has the role broker, so nobody can store messages.',
    ko: 'broker 역할을 하는 노드가 없어 메시지를 저장할 수 없습니다.',
  }),
  'no-controller-role': () => ({
    en: 'No node has the role controller, so nobody keeps the metadata.',
    ko: 'controller 역할을 하는 노드가 없어 메타데이터를 관리할 수 없습니다.',
  }),
  'node-id-missing': () => ({
    en: 'With KRaft each node needs a number of its own: KAFKA_NODE_ID is missing.',
    ko: 'KRaft에서는 노드마다 번호가 필요한데 KAFKA_NODE_ID가 없습니다.',
  }),
  'node-id-twice': ({ nodeId, other }) => ({
    en: `The number ${nodeId} is already that of ${other}; each node needs its own.`,
    ko: `${nodeId}번은 이미 ${other}이(가) 사용합니다. 노드마다 번호가 달라야 합니다.`,
  }),
  'node-ids-differ': ({ nodeId, brokerId }) => ({
    en: `node.id is ${nodeId} and broker.id is ${brokerId}; they have to be equal, or only one set.`,
    ko: `node.id는 ${nodeId}, broker.id는 ${brokerId}입니다. 같은 값이거나 하나만 설정해야 합니다.`,
  }),
  'kraft-too-old': ({ image }) => ({
    en: `${image} does not start KRaft by itself; Confluent's image does so since 7.4.`,
    ko: `${image}은(는) KRaft로 바로 시작되지 않습니다. Confluent 이미지는 7.4부터 가능합니다.`,
  }),
  'controller-names-missing': () => ({
    en: 'KRaft has to know which listener the controllers use: KAFKA_CONTROLLER_LISTENER_NAMES is missing.',
    ko: 'KRaft는 컨트롤러용 리스너를 알아야 하는데 KAFKA_CONTROLLER_LISTENER_NAMES가 없습니다.',
  }),
  'controller-not-listening': ({ name, bound, isGiven }) => ({
    en:
      isGiven === ''
        ? `The controller's listener ${name} is bound nowhere: without KAFKA_LISTENERS only what is advertised is bound (${bound}).`
        : `The controller's listener ${name} is not bound; KAFKA_LISTENERS has only ${bound}.`,
    ko:
      isGiven === ''
        ? `컨트롤러용 리스너 ${name}이(가) 바인딩되지 않았습니다. KAFKA_LISTENERS가 없으면 알린 주소만 바인딩됩니다(${bound}).`
        : `컨트롤러용 리스너 ${name}이(가) 바인딩되지 않았습니다. KAFKA_LISTENERS에는 ${bound}만 있습니다.`,
  }),
  'controller-name-case': ({ name, upper }) => ({
    en: `Kafka writes listener names in capitals everywhere but in KAFKA_CONTROLLER_LISTENER_NAMES: ${name} is not found among the listeners there, ${upper} is.`,
    ko: `Kafka는 리스너 이름을 대문자로 바꿔 읽지만 KAFKA_CONTROLLER_LISTENER_NAMES만은 적힌 그대로 읽습니다. ${name}은(는) 리스너 목록에 없으니 ${upper}(으)로 적어야 합니다.`,
  }),
  'broker-binds-controller': ({ name }) => ({
    en: `This node is only a broker, so it must not bind the controller's listener ${name}.`,
    ko: `이 노드는 브로커 역할만 하므로 컨트롤러용 리스너 ${name}을(를) 바인딩하면 안 됩니다.`,
  }),
  'voters-missing': () => ({
    en: 'The node is not told where the controllers are: KAFKA_CONTROLLER_QUORUM_VOTERS is missing.',
    ko: '컨트롤러가 어디에 있는지 알려 주는 KAFKA_CONTROLLER_QUORUM_VOTERS가 없습니다.',
  }),
  'voters-unreadable': ({ part }) => ({
    en: `The broker cannot read ${part} among the voters; a voter looks like 1@kafka:9093.`,
    ko: `브로커가 voters의 ${part} 부분을 읽을 수 없습니다. 1@kafka:9093 같은 형식이어야 합니다.`,
  }),
  'not-a-voter': ({ nodeId, voters }) => ({
    en: `The controller has the number ${nodeId}, and the voters are ${voters}: it is not among them.`,
    ko: `이 컨트롤러의 번호는 ${nodeId}인데 voters(${voters})에 없습니다.`,
  }),
  'voter-unreachable': ({ voter, why = '' }) => ({
    en: `The controller ${voter} cannot be reached from this node: ${WHY[why]?.en ?? why}.`,
    ko: `이 노드에서 컨트롤러 ${voter}에 접속할 수 없습니다. ${WHY[why]?.ko ?? why}.`,
  }),
  'cluster-id-missing': ({ misnamed }) => ({
    en:
      misnamed === ''
        ? 'CLUSTER_ID is missing; without it this image does not start in KRaft mode.'
        : `This image wants CLUSTER_ID, not ${misnamed}; without it it does not start in KRaft mode.`,
    ko:
      misnamed === ''
        ? 'CLUSTER_ID가 없습니다. 이 이미지는 KRaft 모드에서 이 값이 없으면 시작되지 않습니다.'
        : `이 이미지에는 ${misnamed} 대신 CLUSTER_ID가 필요합니다. 없으면 KRaft 모드로 시작되지 않습니다.`,
  }),
  'cluster-ids-differ': ({ other, variable }) => ({
    en: `This node and ${other} do not have the same ${variable}, so they never form one cluster.`,
    ko: `이 노드와 ${other}의 ${variable}이(가) 같지 않아 하나의 클러스터를 이루지 못합니다.`,
  }),
}
