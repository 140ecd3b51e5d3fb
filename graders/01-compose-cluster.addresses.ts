import type { Finding, HostFault } from '#checks/index.ts'

type Says = (facts: Readonly<Record<string, string>>) => Finding['message']

/** Why a program on the computer cannot use the address that the broker gives it. */
export const addressSays: Readonly<Record<HostFault['id'], Says>> = {
  'advertised-unreadable': ({ part = '' }) => ({
    en: `The broker cannot read ${part} in advertised.listeners${quotes(part).en}; it has to look like NAME://host:port.`,
    ko: `브로커가 advertised.listeners의 ${part} 부분을 읽을 수 없습니다${quotes(part).ko}. 이름://호스트:포트 형식이어야 합니다.`,
  }),
  'advertised-missing': ({ ignored = '', required = '' }) => {
    if (ignored !== '') {
      return {
        en: `This image does not take ${ignored}, so the broker advertises only its container's own name.`,
        ko: `이 이미지는 ${ignored} 변수를 사용하지 않으므로 브로커가 컨테이너 이름만 알려 줍니다.`,
      }
    }
    return required !== ''
      ? {
          en: 'KAFKA_ADVERTISED_LISTENERS is missing; without it this image does not start.',
          ko: 'KAFKA_ADVERTISED_LISTENERS가 없습니다. 이 이미지는 이 변수가 없으면 시작되지 않습니다.',
        }
      : {
          en: 'The broker advertises no address of its own choice, so clients are told the name of the container.',
          ko: '외부에 알리는 주소(advertised.listeners)가 없어 클라이언트가 컨테이너 이름을 안내받습니다.',
        }
  },
  'advertises-any': ({ address }) => ({
    en: `The broker advertises ${address}; 0.0.0.0 says where to listen, never where to go, and the broker refuses to start.`,
    ko: `브로커가 ${address}을(를) 알려 줍니다. 0.0.0.0은 어디서 기다릴지를 뜻할 뿐 접속할 주소가 아니므로 브로커가 시작되지 않습니다.`,
  }),
  'advertises-docker-host': ({ host }) => ({
    en: `The broker advertises ${host}, a name that containers know; on a computer with plain Docker it means nothing.`,
    ko: `브로커가 알려 주는 ${host}은(는) 컨테이너를 위한 이름입니다. 컴퓨터에서는 통하지 않을 수 있습니다.`,
  }),
  'advertises-name': ({ address, host = '' }) =>
    /^[\d.]+$|:/.test(host)
      ? {
          en: `The broker sends clients to ${address}, an address that only one computer in one network has; your own is always localhost.`,
          ko: `브로커가 클라이언트에게 ${address}을(를) 알려 줍니다. 특정 네트워크의 한 컴퓨터에서만 통하는 주소이며, 내 컴퓨터는 언제나 localhost입니다.`,
        }
      : {
          en: `The broker sends clients to ${address}, and your computer does not know the name ${host}; only other containers do.`,
          ko: `브로커가 클라이언트에게 ${address}을(를) 알려 주지만, ${host}은(는) 내 컴퓨터가 모르는 이름입니다. 다른 컨테이너만 알 수 있습니다.`,
        },
  'variable-refused': ({ variable }) => ({
    en: `This image stops at once when ${variable} is set; addresses belong into KAFKA_ADVERTISED_LISTENERS.`,
    ko: `이 이미지는 ${variable} 변수가 있으면 바로 종료됩니다. 주소는 KAFKA_ADVERTISED_LISTENERS에 적어야 합니다.`,
  }),
  'port-taken-twice': ({ port, other }) => ({
    en: `Port ${port} of your computer is published twice (also by ${other}), so the second container does not start.`,
    ko: `내 컴퓨터의 ${port} 포트를 두 번 공개하므로(${other}에서도) 두 번째 컨테이너가 시작되지 않습니다.`,
  }),
  'not-published': ({ address, isHostNetwork }) => ({
    en:
      isHostNetwork === ''
        ? `The broker advertises ${address}, and that port of your computer is not published.`
        : `The broker advertises ${address}, and nothing of it listens at that port.`,
    ko:
      isHostNetwork === ''
        ? `브로커가 ${address}을(를) 알려 주지만 내 컴퓨터에 그 포트가 공개되어 있지 않습니다.`
        : `브로커가 ${address}을(를) 알려 주지만 그 포트에서 기다리는 리스너가 없습니다.`,
  }),
  'published-elsewhere': ({ address, published }) => ({
    en: `The broker advertises ${address}, but on your computer it is published as port ${published}: the first contact works, the second is refused.`,
    ko: `브로커는 ${address}을(를) 알려 주지만 내 컴퓨터에는 ${published} 포트로 공개되어 있습니다. 첫 접속은 되고 그다음 접속이 거부됩니다.`,
  }),
  'ports-reversed': ({ address, port, published }) => ({
    en: `The broker advertises ${address}, but ports has ${port} on the right, the container's side; your computer has ${published} on the left.`,
    ko: `브로커는 ${address}을(를) 알려 주지만 ports에서 ${port}은(는) 오른쪽, 곧 컨테이너 쪽에 있습니다. 내 컴퓨터의 포트는 왼쪽의 ${published}입니다.`,
  }),
  'random-port': ({ address }) => ({
    en: `The broker advertises ${address}, but the port is published without a number for your computer, so Docker picks another one each time.`,
    ko: `브로커는 ${address}을(를) 알려 주지만, 내 컴퓨터 쪽 포트를 적지 않아 Docker가 매번 다른 포트를 고릅니다.`,
  }),
  'only-exposed': ({ address }) => ({
    en: `The broker advertises ${address}, but expose only notes a port; to reach it from your computer it has to stand under ports.`,
    ko: `브로커는 ${address}을(를) 알려 주지만 expose는 포트를 표시만 합니다. 내 컴퓨터에서 접속하려면 ports에 적어야 합니다.`,
  }),
  'wrong-listener': ({ address, container, other, name, right }) => ({
    en: `Port ${address} leads to ${container} in the container, where ${other} listens; ${name}, which is advertised there, is bound to ${right}.`,
    ko: `${address}은(는) 컨테이너의 ${container} 포트로 이어지는데 거기에는 ${other} 리스너가 있습니다. 그 주소로 알린 ${name} 리스너는 ${right} 포트에 있습니다.`,
  }),
  'other-broker': ({ address, other }) => ({
    en: `The broker advertises ${address}, and that port leads to another broker, ${other}.`,
    ko: `브로커가 알려 주는 ${address}은(는) 다른 브로커(${other})로 이어집니다.`,
  }),
  'other-service': ({ address, other }) => ({
    en: `The broker advertises ${address}, and that port is published by ${other}, which is no broker.`,
    ko: `브로커가 알려 주는 ${address} 포트는 브로커가 아닌 ${other} 서비스의 것입니다.`,
  }),
  'nothing-listens': ({ address, container, name, right }) => ({
    en: `Port ${address} leads to ${container} in the container, and nothing listens there; ${name} is bound to ${right || 'no port'}.`,
    ko: `${address}은(는) 컨테이너의 ${container} 포트로 이어지지만 거기에는 리스너가 없습니다. ${name} 리스너의 포트는 ${right || '없음'}입니다.`,
  }),
  'bound-to-localhost': ({ name, bound }) => ({
    en: `The listener ${name} is bound to ${bound}, which is the container itself: a published port cannot reach it. Bind it to 0.0.0.0.`,
    ko: `${name} 리스너가 ${bound}에 바인딩되어 있습니다. 이는 컨테이너 자신을 뜻하므로 공개한 포트로 들어갈 수 없습니다. 0.0.0.0에 바인딩하세요.`,
  }),
  'not-bound': ({ name }) => ({
    en: `The listener ${name} is advertised and not bound.`,
    ko: `${name} 리스너를 알리지만 바인딩하지 않았습니다.`,
  }),
}

function quotes(part: string): Finding['message'] {
  if (!/["']/.test(part)) return { en: '', ko: '' }
  return {
    en: ' (in a list, quotes around the value become part of it)',
    ko: '(목록 안에서 값을 따옴표로 감싸면 따옴표까지 값이 됩니다)',
  }
}
