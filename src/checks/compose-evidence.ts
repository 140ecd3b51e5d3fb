import type { Evidence, NoteEvidence, TableEvidence } from '#core/finding.ts'
import type { KafkaCluster } from '#compose/kafka-cluster.ts'
import { followHost, viewListeners, type HostJourney } from '#compose/listener-view.ts'
import { noteOf } from './show.ts'

/** Every listener from all sides: where it is bound, what clients are told, what the computer sees. */
export function listenerTable(cluster: KafkaCluster): TableEvidence {
  return {
    kind: 'table',
    title: { en: 'Listeners of the brokers', ko: '브로커의 리스너' },
    columns: [
      { en: 'service', ko: '서비스' },
      { en: 'listener', ko: '리스너' },
      { en: 'bound to', ko: '바인딩 주소' },
      { en: 'advertised as', ko: '외부에 알리는 주소' },
      { en: 'on your computer', ko: '내 컴퓨터에서' },
    ],
    rows: viewListeners(cluster).map((view) => [
      view.service,
      view.name,
      view.bound || '-',
      view.advertised || '-',
      view.published || '-',
    ]),
  }
}

/** What a client on the computer is told at each published port, and how it fares with that. */
export function journeyNotes(cluster: KafkaCluster): NoteEvidence[] {
  return followHost(cluster).map((journey) => noteOf(describe(journey)))
}

/** Each Kafka service with its image, role and metadata mode. */
export function nodeTable({ nodes, zookeepers }: KafkaCluster): Evidence {
  const roles = ({ isBroker, isController }: (typeof nodes)[number]) =>
    [isBroker && 'broker', isController && 'controller'].filter(Boolean).join(', ')
  return {
    kind: 'table',
    title: { en: 'What the file starts', ko: '이 파일로 시작되는 것' },
    columns: [
      { en: 'service', ko: '서비스' },
      { en: 'image', ko: '이미지' },
      { en: 'role', ko: '역할' },
      { en: 'metadata', ko: '메타데이터' },
      { en: 'id', ko: 'ID' },
    ],
    rows: [
      ...nodes.map((node) => [
        node.service.name,
        node.image.text,
        roles(node),
        { kraft: 'KRaft', zookeeper: 'ZooKeeper', none: '-' }[node.mode],
        node.nodeId ?? '-',
      ]),
      ...zookeepers.map(({ name, image }) => [name, image?.value ?? '', 'ZooKeeper', '-', '-']),
    ],
  }
}

const ENDS: Readonly<Record<HostJourney['end'], { en: string; ko: string }>> = {
  there: { en: 'and reaches it there', ko: '그 주소로 접속됩니다' },
  'unknown-name': {
    en: 'a name your computer does not know',
    ko: '내 컴퓨터가 모르는 이름입니다',
  },
  refused: {
    en: 'where nothing listens: connection refused',
    ko: '그 포트에서 기다리는 것이 없어 접속이 거부됩니다',
  },
  'closed-at-once': {
    en: 'where the connection is closed at once',
    ko: '접속하자마자 연결이 끊깁니다',
  },
  other: {
    en: 'where something else answers',
    ko: '그 주소에서는 다른 것이 응답합니다',
  },
}

function describe({ bootstrap, service, listener, told, end }: HostJourney) {
  return {
    en: `A client that asks ${bootstrap} comes in by ${listener} of ${service}, is sent to ${told}, ${ENDS[end].en}.`,
    ko: `${bootstrap}(으)로 접속한 클라이언트는 ${service}의 ${listener} 리스너로 들어와 ${told} 주소를 안내받습니다. ${ENDS[end].ko}.`,
  }
}
