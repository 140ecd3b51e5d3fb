import type { Finding, LiveFault } from '#checks/index.ts'

type Says = (facts: Readonly<Record<string, string>>) => Finding['message']

/** What a program on the computer met, or why a container did not run, in the words of the mistake. */
export const liveSays: Readonly<Record<LiveFault['id'], Says>> = {
  'refused-key': ({ key }) => ({
    en: `Nothing was started: ${key} reaches for your computer, and a broker does not need it.`,
    ko: `아무것도 시작하지 않았습니다. ${key}은(는) 컴퓨터 자체를 건드리는 설정이며 브로커에는 필요하지 않습니다.`,
  }),
  'secured-listener': ({ name, protocol }) => ({
    en: `Nothing was started: the listener ${name} uses ${protocol}, and the certificates or passwords for that are not taken over here; PLAINTEXT will do.`,
    ko: `아무것도 시작하지 않았습니다. ${name} 리스너가 ${protocol}을(를) 쓰는데 채점할 때는 인증서나 비밀번호를 쓰지 않습니다. PLAINTEXT면 충분합니다.`,
  }),
  split: ({ known, brokers }) => ({
    en: `There should be one cluster of ${brokers} brokers, but they know of ${known}: they are clusters of their own.`,
    ko: `브로커 ${brokers}개가 한 클러스터여야 하지만 서로 아는 브로커 수가 ${known}입니다. 저마다 다른 클러스터가 되었습니다.`,
  }),
  'never-begins': ({ waitsFor }) => ({
    en: `This service waits for ${waitsFor}, which never becomes what depends_on asks for.`,
    ko: `이 서비스는 ${waitsFor}을(를) 기다리지만 depends_on의 조건이 끝내 충족되지 않습니다.`,
  }),
  'not-ready': ({ known }) => ({
    en: `The containers run, but their broker does not get ready: it finds no controller or no ZooKeeper (brokers known: ${known}).`,
    ko: `컨테이너는 실행 중이지만 브로커가 준비되지 않습니다. 컨트롤러나 ZooKeeper를 찾지 못합니다(알고 있는 브로커 수: ${known}).`,
  }),
  'no-port': () => ({
    en: 'The brokers are up, but no port of your computer leads to them: every connection is refused.',
    ko: '브로커는 떠 있지만 내 컴퓨터에서 이어지는 포트가 없어 모든 접속이 거부됩니다.',
  }),
  'bound-to-localhost': ({ name, bound }) => ({
    en: `The published port takes the connection and closes it at once: ${name} is bound to ${bound}, which only the container itself reaches. Bind it to 0.0.0.0.`,
    ko: `공개한 포트에 접속하면 바로 끊깁니다. ${name} 리스너가 ${bound}에 바인딩되어 컨테이너 자신만 접속할 수 있습니다. 0.0.0.0에 바인딩하세요.`,
  }),
  'bootstrap-refused': ({ asked }) => ({
    en: `The connection to ${asked} is refused: nothing of your computer listens there.`,
    ko: `${asked} 접속이 거부됩니다. 내 컴퓨터의 그 포트에는 아무것도 없습니다.`,
  }),
  'bootstrap-unknown-name': ({ asked }) => ({
    en: `${asked} is not found.`,
    ko: `${asked}을(를) 찾을 수 없습니다.`,
  }),
  'bootstrap-closed-at-once': ({ asked }) => ({
    en: `${asked} takes the connection and closes it at once: the port is published, but in the container no listener for clients takes what comes from outside.`,
    ko: `${asked}에 접속하면 바로 끊깁니다. 포트는 공개되어 있지만 컨테이너 안에 밖에서 오는 접속을 받는 리스너가 없습니다.`,
  }),
  'bootstrap-unreachable': ({ asked }) => ({
    en: `There is no way to ${asked}.`,
    ko: `${asked}(으)로 가는 길이 없습니다.`,
  }),
  'bootstrap-silent': ({ asked }) => ({
    en: `${asked} takes the connection and gives no answer.`,
    ko: `${asked}에 접속되지만 응답이 없습니다.`,
  }),
  'told-refused': ({ asked, address }) => ({
    en: `${asked} answers and sends the client to ${address}; there the connection is refused, because that port is not published.`,
    ko: `${asked}은(는) 응답하며 ${address}(으)로 안내하지만, 그 포트는 공개되어 있지 않아 접속이 거부됩니다.`,
  }),
  'told-unknown-name': ({ asked, address, host = '' }) => {
    const isId = /^[0-9a-f]{12}$/.test(host)
    return {
      en: `${asked} answers and sends the client to ${address}; your computer does not find the name ${host}${isId ? ', which is the id of the container' : ''}.`,
      ko: `${asked}은(는) 응답하며 ${address}(으)로 안내하지만, 내 컴퓨터는 ${host}${isId ? '(컨테이너 ID)' : ''}(이)라는 이름을 찾지 못합니다.`,
    }
  },
  'told-closed-at-once': ({ asked, address }) => ({
    en: `${asked} answers and sends the client to ${address}; that takes the connection and closes it at once, as no listener for clients is behind it.`,
    ko: `${asked}은(는) 응답하며 ${address}(으)로 안내하지만, 그 뒤에 클라이언트용 리스너가 없어 접속하면 바로 끊깁니다.`,
  }),
  'told-unreachable': ({ asked, address }) => ({
    en: `${asked} answers and sends the client to ${address}, an address of another network.`,
    ko: `${asked}은(는) 응답하며 ${address}(으)로 안내하지만, 다른 네트워크의 주소입니다.`,
  }),
  'told-silent': ({ asked, address }) => ({
    en: `${asked} answers and sends the client to ${address}; there is no answer from there.`,
    ko: `${asked}은(는) 응답하며 ${address}(으)로 안내하지만, 그곳에서는 응답이 없습니다.`,
  }),
  'told-shared': ({ address }) => ({
    en: `Several brokers say that they are at ${address}; a client finds only one of them there, and the others never.`,
    ko: `여러 브로커가 모두 ${address}(이)라고 알려 줍니다. 클라이언트는 그중 하나만 만나고 나머지에는 접속하지 못합니다.`,
  }),
  'told-too-few': ({ asked, told, expected }) => ({
    en: `${asked} answers and tells of ${told} broker(s), though the file starts ${expected}: the others do not advertise this listener.`,
    ko: `${asked}은(는) 브로커 ${told}개만 알려 주지만 파일로 시작되는 브로커는 ${expected}개입니다. 나머지는 이 리스너를 알리지 않습니다.`,
  }),
  'image-requires': ({ first }) => ({
    en: `The container ends at once: this image requires ${first}.`,
    ko: `컨테이너가 바로 종료됩니다. 이 이미지에는 ${first} 변수가 필요합니다.`,
  }),
  'image-refuses': ({ first }) => ({
    en: `The container ends at once; the image says: ${first}`,
    ko: `컨테이너가 바로 종료됩니다. 이미지의 메시지: ${first}`,
  }),
  'port-allocated': ({ first }) => ({
    en: `The container does not start: port ${first} of your computer is already given to another service of the file.`,
    ko: `컨테이너가 시작되지 않습니다. 내 컴퓨터의 ${first} 포트를 이미 다른 서비스가 쓰고 있습니다.`,
  }),
  'missing-property': ({ first }) => ({
    en: `The broker ends while it starts: ${first} is missing in its configuration.`,
    ko: `브로커가 시작하다가 종료됩니다. 설정에 ${first}이(가) 없습니다.`,
  }),
  'no-protocol': ({ first }) => ({
    en: `The broker ends while it starts: the listener ${first} has no protocol in listener.security.protocol.map.`,
    ko: `브로커가 시작하다가 종료됩니다. ${first} 리스너의 프로토콜이 listener.security.protocol.map에 없습니다.`,
  }),
  'unknown-protocol': ({ first }) => ({
    en: `The broker ends while it starts: there is no protocol ${first}.`,
    ko: `브로커가 시작하다가 종료됩니다. ${first}(이)라는 프로토콜은 없습니다.`,
  }),
  'same-name-or-port': ({ first }) => ({
    en: `The broker ends while it starts: two of its listeners have the same ${first}.`,
    ko: `브로커가 시작하다가 종료됩니다. 리스너 두 개의 ${first === 'port' ? '포트가' : '이름이'} 같습니다.`,
  }),
  'unreadable-endpoint': ({ first }) => ({
    en: `The broker ends while it starts: it cannot read ${first} as NAME://host:port.`,
    ko: `브로커가 시작하다가 종료됩니다. ${first}을(를) 이름://호스트:포트로 읽을 수 없습니다.`,
  }),
  'controller-not-bound': () => ({
    en: 'The broker ends while it starts: the listener named in controller.listener.names is not among its listeners.',
    ko: '브로커가 시작하다가 종료됩니다. controller.listener.names의 리스너가 listeners에 없습니다.',
  }),
  'not-a-voter': ({ first }) => ({
    en: `The broker ends while it starts: node ${first} is a controller, but not among controller.quorum.voters.`,
    ko: `브로커가 시작하다가 종료됩니다. 노드 ${first}은(는) 컨트롤러인데 controller.quorum.voters에 없습니다.`,
  }),
  'controller-among-broker': () => ({
    en: "The broker ends while it starts: a node that is only a broker must not have the controllers' listener.",
    ko: '브로커가 시작하다가 종료됩니다. 브로커 전용 노드에는 컨트롤러용 리스너를 둘 수 없습니다.',
  }),
  'inter-broker-undefined': () => ({
    en: 'The broker ends while it starts: inter.broker.listener.name names a listener that is not advertised.',
    ko: '브로커가 시작하다가 종료됩니다. inter.broker.listener.name의 리스너가 advertised.listeners에 없습니다.',
  }),
  'advertised-not-bound': () => ({
    en: 'The broker ends while it starts: a listener is advertised that does not stand in listeners.',
    ko: '브로커가 시작하다가 종료됩니다. 알리는 리스너 가운데 listeners에 없는 것이 있습니다.',
  }),
  'advertises-any': () => ({
    en: 'The broker ends while it starts: 0.0.0.0 cannot be advertised, it is no address to go to.',
    ko: '브로커가 시작하다가 종료됩니다. 0.0.0.0은 접속할 수 있는 주소가 아니어서 알릴 수 없습니다.',
  }),
  'nothing-advertised': () => ({
    en: 'The broker ends while it starts: no listener for clients is advertised.',
    ko: '브로커가 시작하다가 종료됩니다. 클라이언트용으로 알리는 리스너가 없습니다.',
  }),
  'ids-differ': () => ({
    en: 'The broker ends while it starts: node.id and broker.id are not the same.',
    ko: '브로커가 시작하다가 종료됩니다. node.id와 broker.id가 서로 다릅니다.',
  }),
  'two-inter-broker-settings': () => ({
    en: 'The broker ends while it starts: only one of inter.broker.listener.name and security.inter.broker.protocol may be set.',
    ko: '브로커가 시작하다가 종료됩니다. inter.broker.listener.name과 security.inter.broker.protocol은 하나만 쓸 수 있습니다.',
  }),
  'no-voters': () => ({
    en: 'The container ends while it starts: a controller needs controller.quorum.voters, here as 1@kafka:9093; the image cannot set up any other quorum.',
    ko: '컨테이너가 시작하다가 종료됩니다. 컨트롤러에는 controller.quorum.voters가 필요합니다(예: 1@kafka:9093). 이미지는 다른 방식의 쿼럼을 준비하지 못합니다.',
  }),
  'bad-value': ({ first, second }) => ({
    en: `The broker ends while it starts: ${first} is no value for ${second}.`,
    ko: `브로커가 시작하다가 종료됩니다. ${second}의 값으로 ${first}은(는) 쓸 수 없습니다.`,
  }),
  'zookeeper-timeout': () => ({
    en: 'The broker ends while it starts: it does not find the ZooKeeper named in zookeeper.connect.',
    ko: '브로커가 시작하다가 종료됩니다. zookeeper.connect에 적힌 ZooKeeper에 접속하지 못합니다.',
  }),
  'broker-id-taken': () => ({
    en: 'The broker ends while it starts: another one with the same number is already there.',
    ko: '브로커가 시작하다가 종료됩니다. 같은 번호의 브로커가 이미 있습니다.',
  }),
  'other-cluster': () => ({
    en: 'The broker ends while it starts: its storage belongs to a cluster with another id.',
    ko: '브로커가 시작하다가 종료됩니다. 저장소의 클러스터 ID가 다릅니다.',
  }),
  'name-unknown': ({ first }) => ({
    en: `The container ends while it starts: it does not find the name ${first}.`,
    ko: `컨테이너가 시작하다가 종료됩니다. ${first}(이)라는 이름을 찾지 못합니다.`,
  }),
  'address-in-use': () => ({
    en: 'The container ends while it starts: another service on the same network address has its port already.',
    ko: '컨테이너가 시작하다가 종료됩니다. 같은 네트워크를 쓰는 다른 서비스가 이미 그 포트를 쓰고 있습니다.',
  }),
  machine: ({ words }) => ({
    en: `The container was ended: ${words}`,
    ko: `컨테이너가 종료되었습니다: ${words}`,
  }),
  'unknown-words': ({ words }) => ({
    en: `The container ends while it starts. Its last words: ${words}`,
    ko: `컨테이너가 시작하다가 종료됩니다. 마지막 로그: ${words}`,
  }),
}
