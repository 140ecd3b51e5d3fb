import type { Finding, NameFault } from '#checks/index.ts'

type Says = (facts: Readonly<Record<string, string>>) => Finding['message']

/** Why the listeners do not fit together, or do not serve the other containers. */
export const nameSays: Readonly<Record<NameFault['id'], Says>> = {
  'listeners-unreadable': ({ part }) => ({
    en: `The broker cannot read ${part} in listeners; it has to look like NAME://host:port.`,
    ko: `브로커가 listeners의 ${part} 부분을 읽을 수 없습니다. 이름://호스트:포트 형식이어야 합니다.`,
  }),
  'name-twice': ({ name }) => ({
    en: `The listener name ${name} stands twice; each listener needs a name of its own.`,
    ko: `리스너 이름 ${name}이(가) 두 번 나옵니다. 리스너마다 이름이 달라야 합니다.`,
  }),
  'port-twice': ({ port, names }) => ({
    en: `The listeners ${names} are all bound to port ${port}; each one needs a port of its own.`,
    ko: `${names} 리스너가 모두 ${port} 포트에 바인딩됩니다. 리스너마다 포트가 달라야 합니다.`,
  }),
  'map-unreadable': ({ part }) => ({
    en: `The broker cannot read ${part} in listener.security.protocol.map; it has to look like NAME:PLAINTEXT.`,
    ko: `브로커가 listener.security.protocol.map의 ${part} 부분을 읽을 수 없습니다. 이름:PLAINTEXT 형식이어야 합니다.`,
  }),
  'not-in-map': ({ name, isGiven }) => ({
    en:
      isGiven === ''
        ? `The listener ${name} has no protocol: there is no listener.security.protocol.map, and Kafka knows only its own names.`
        : `The listener ${name} is missing in listener.security.protocol.map, so it has no protocol.`,
    ko:
      isGiven === ''
        ? `${name} 리스너의 프로토콜이 없습니다. listener.security.protocol.map을 적지 않으면 Kafka의 기본 이름만 쓸 수 있습니다.`
        : `listener.security.protocol.map에 ${name}이(가) 빠져 있어 프로토콜을 알 수 없습니다.`,
  }),
  'unknown-protocol': ({ name, protocol }) => ({
    en: `The listener ${name} is given the protocol ${protocol}, which does not exist; without encryption it is PLAINTEXT.`,
    ko: `${name} 리스너의 프로토콜 ${protocol}은(는) 없는 것입니다. 암호화하지 않으면 PLAINTEXT를 씁니다.`,
  }),
  'not-in-listeners': ({ name, bound }) => ({
    en: `The listener ${name} is advertised, but listeners binds only ${bound}.`,
    ko: `${name} 리스너를 알리고 있지만 listeners에는 ${bound}만 있습니다.`,
  }),
  'controller-advertised': ({ name }) => ({
    en: `The controller's listener ${name} is advertised to clients; before Kafka 3.9 a broker does not start with that.`,
    ko: `컨트롤러용 리스너 ${name}을(를) 클라이언트에게 알리고 있습니다. Kafka 3.9 이전에는 이렇게 하면 브로커가 시작되지 않습니다.`,
  }),
  'two-inter-broker-settings': () => ({
    en: 'inter.broker.listener.name and security.inter.broker.protocol are both set; only one of them may be.',
    ko: 'inter.broker.listener.name과 security.inter.broker.protocol이 모두 설정되어 있습니다. 하나만 써야 합니다.',
  }),
  'inter-broker-missing': ({ name, names, isGiven }) => ({
    en:
      isGiven === ''
        ? `No listener is named for the brokers themselves, so they look for ${name}, and only ${names} is advertised.`
        : `The brokers are to use the listener ${name} among themselves, and only ${names} is advertised.`,
    ko:
      isGiven === ''
        ? `브로커끼리 쓸 리스너를 지정하지 않아 ${name}을(를) 찾지만, 알린 것은 ${names}뿐입니다.`
        : `브로커끼리 ${name} 리스너를 쓰도록 했지만, 알린 것은 ${names}뿐입니다.`,
  }),
  'inter-broker-is-controller': ({ name }) => ({
    en: `The brokers cannot use ${name} among themselves, as it is the controller's listener.`,
    ko: `${name}은(는) 컨트롤러용 리스너이므로 브로커끼리 통신하는 데 쓸 수 없습니다.`,
  }),
  'inter-broker-localhost': ({ name, address, peer }) => ({
    en: `Brokers find each other by ${name} at ${address}, but in the container of ${peer} localhost is ${peer} itself. Use the service name there.`,
    ko: `브로커는 ${name} 리스너의 ${address} 주소로 서로를 찾는데, ${peer} 컨테이너 안에서 localhost는 ${peer} 자신입니다. 서비스 이름을 쓰세요.`,
  }),
  'inter-broker-unknown-host': ({ name, address, host, peer }) => ({
    en: `Brokers find each other by ${name} at ${address}, but ${peer} knows no container ${host}. Use the service name.`,
    ko: `브로커는 ${name} 리스너의 ${address} 주소로 서로를 찾는데, ${peer}에서 ${host}(이)라는 컨테이너를 찾을 수 없습니다. 서비스 이름을 쓰세요.`,
  }),
  'inter-broker-unreachable': ({ name, address, peer }) => ({
    en: `Brokers find each other by ${name} at ${address}, but that listener does not answer there when ${peer} asks.`,
    ko: `브로커는 ${name} 리스너의 ${address} 주소로 서로를 찾는데, ${peer}에서 접속하면 그 리스너가 응답하지 않습니다.`,
  }),
  'client-told-localhost': ({ client, asked, address, name }) => ({
    en: `The container ${client} asks ${asked} and is sent to ${address}, which in there is ${client} itself. Containers need a listener of their own beside ${name}.`,
    ko: `${client} 컨테이너는 ${asked}(으)로 접속한 뒤 ${address}을(를) 안내받는데, 그 안에서 localhost는 ${client} 자신입니다. ${name} 외에 컨테이너용 리스너가 필요합니다.`,
  }),
}
