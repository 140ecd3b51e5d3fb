import type { BootedCompose, BootedService } from '#core/booted-compose.ts'
import { showAddress } from '#compose/endpoint.ts'
import type { KafkaCluster } from '#compose/kafka-cluster.ts'
import { reachFromHost } from '#compose/reach.ts'
import type { Evidence, NoteEvidence } from '#core/finding.ts'
import type { ContactEnd, FirstContact } from '#kafka/first-contact.ts'
import type { HostJourney } from './host-journey.ts'
import { noteOf } from './show.ts'

/** Each service with what became of it. */
export function serviceTable({ services }: BootedCompose): Evidence {
  const marked = services.flatMap(({ state }, index) => (state === 'ended' ? [index] : []))
  return {
    kind: 'table',
    title: { en: 'What was started', ko: '시작한 서비스' },
    columns: [
      { en: 'service', ko: '서비스' },
      { en: 'role', ko: '역할' },
      { en: 'state', ko: '상태' },
      { en: 'brokers it knows', ko: '알고 있는 브로커 수' },
    ],
    rows: services.map((service) => [
      service.name,
      service.role,
      stateOf(service),
      service.knows ? String(service.knows.brokers) : '-',
    ]),
    marked,
  }
}

/** The last lines of services that did not do as they should, and what was changed to start them. */
export function logLines({ services }: BootedCompose): Evidence[] {
  const odd = services.filter(({ state, role, knows }) => {
    return state === 'ended' || (state === 'running' && role === 'broker' && !knows)
  })
  return odd.map(({ name, lastLines }) => ({
    kind: 'output',
    title: {
      en: `The last lines of ${name}, as docker compose logs would show them`,
      ko: `${name}의 마지막 로그(docker compose logs로 볼 수 있는 내용)`,
    },
    lines: lastLines,
  }))
}

/** What was left out of the configuration, as it may explain what is seen. */
export function changeNotes({ services }: BootedCompose): NoteEvidence[] {
  return services.flatMap(({ name, changes }) =>
    changes.map(({ en, ko }) => noteOf({ en: `${name}: ${en}`, ko: `${name}: ${ko}` })),
  )
}

/** The ways of a client: the computer's port, what it leads to, and each address it is given there. */
export function wayPicture(cluster: KafkaCluster, journeys: readonly HostJourney[]): Evidence[] {
  if (journeys.length === 0) return []
  const lines = journeys.flatMap((journey) => [
    pad(`localhost:${journey.bootstrap.port} ──► ${leadsTo(cluster, journey)}`, journey.bootstrap),
    ...journey.told.map(({ nodeId, host, port, contact, isShared }) =>
      pad(`  ◄── broker ${nodeId} = ${host}:${port}`, isShared ? undefined : contact),
    ),
  ])
  return [
    {
      kind: 'output',
      title: {
        en: 'The way of a client from your computer: the port, the listener, the addresses it is given',
        ko: '내 컴퓨터의 클라이언트가 거친 길: 포트, 리스너, 안내받은 주소',
      },
      lines,
    },
  ]
}

/** Error codes as every client shows them. */
const CODES: Readonly<Record<ContactEnd, string>> = {
  answered: '✓',
  refused: '✗ ECONNREFUSED',
  'unknown-name': '✗ ENOTFOUND',
  'closed-at-once': '✗ ECONNRESET',
  unreachable: '✗ EHOSTUNREACH',
  silent: '✗ ETIMEDOUT',
}

/** A hop with how it ended; undefined: at an address that other brokers have, too. */
function pad(text: string, contact: FirstContact | undefined): string {
  return `${text.padEnd(56)} ${contact ? CODES[contact.end] : '✗ ='}`
}

function leadsTo(cluster: KafkaCluster, { service, bootstrap }: HostJourney): string {
  const reached = reachFromHost(cluster, bootstrap.port)
  if (reached.kind === 'listener' || reached.kind === 'loopback-only') {
    const { name, host, port } = reached.endpoint
    return `${service} · ${name} ${showAddress(host || '*', port)}`
  }
  return reached.kind === 'closed' ? `${service} · :${reached.port}` : service
}

function stateOf({ state, exitCode, waitsFor }: BootedService): string {
  if (state === 'ended') return exitCode === null ? 'killed' : `exited (${exitCode ?? '?'})`
  if (state === 'waiting') return `waiting (${waitsFor ?? '?'})`
  return state === 'left-out' ? '-' : state
}
