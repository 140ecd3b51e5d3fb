import type { BootedCompose } from '#core/booted-compose.ts'
import { InfraError } from '#core/errors.ts'
import type { KafkaCluster } from '#compose/kafka-cluster.ts'
import { followHost } from '#compose/listener-view.ts'
import { countBrokers, findReplicationFault } from '#compose/replication-faults.ts'
import { askCoordinatorOnce } from '#kafka/ask-coordinator.ts'
import { followHostPorts, type HostJourney } from './host-journey.ts'
import type { Lab } from './lab.ts'
import { bootUntilReady, deadServices, lookAgain } from './live-compose.ts'
import { findSecuredListener, findStartFault, findWayFault, type LiveFault } from './live-faults.ts'
import { testRoundTrip, type TripEnd } from './test-round-trip.ts'

/** Everything that was seen of a started file, up to where it failed or to a message that came back. */
export type LiveRun = {
  readonly compose: BootedCompose
  readonly journeys: readonly HostJourney[]
  readonly fault?: LiveFault
  /** Why no group can start: the broker's own word. */
  readonly coordinator?: string
  readonly trip?: TripEnd
}

/**
 * Starts the learner's file and goes the way of a client on the computer: first contact, metadata,
 * every address it is given, and a message for each broker that comes back through a group.
 */
export async function followComposeLive(lab: Lab, cluster: KafkaCluster): Promise<LiveRun> {
  const secured = findSecuredListener(cluster)
  if (secured) return { compose: NOTHING, journeys: [], fault: secured }
  const expected = countBrokers(cluster)
  const live = await bootUntilReady(lab, expected)
  const startFault = findStartFault(cluster, live)
  if (startFault) return withFault({ compose: live.compose, journeys: [] }, startFault)
  const preferred = followHost(cluster).flatMap(({ bootstrap, end }) => {
    return end === 'there' ? [Number(bootstrap.split(':').at(-1))] : []
  })
  lab.doing({ en: 'asking for the brokers as a client would', ko: '클라이언트처럼 접속해 봅니다' })
  const { view, journeys } = await followHostPorts(live.compose, preferred, expected)
  const run = { compose: live.compose, journeys }
  const wayFault = findWayFault(cluster, journeys, expected)
  if (wayFault) return withFault(run, wayFault)
  const bootstrap = `localhost:${journeys[0]!.bootstrap.port}`
  const groupId = lab.name('compose-check-group')
  if (findReplicationFault(cluster)) {
    const coordinator = await askCoordinatorOnce(bootstrap, groupId, view.openSocket)
    if (coordinator !== '') return { ...run, coordinator }
  }
  lab.doing({ en: 'sending a message and reading it back', ko: '메시지를 보내고 다시 읽습니다' })
  const topic = lab.name('compose-check')
  const { nonce } = lab
  const trip = await testRoundTrip({ bootstrap, view, brokers: expected, topic, groupId, nonce })
  return trip.step === 'done' ? { ...run, trip } : await explainTrip(lab, cluster, run, trip)
}

const NOTHING: BootedCompose = { refusals: [], services: [], hostPorts: [], elapsedMs: 0 }

/** A container that ended meanwhile explains more than what its client complains of. */
async function explainTrip(lab: Lab, cluster: KafkaCluster, run: LiveRun, trip: TripEnd) {
  const compose = await lookAgain(lab)
  const fault =
    deadServices(compose).length > 0 ? findStartFault(cluster, { compose, end: 'dead' }) : undefined
  return fault ? withFault({ ...run, compose, trip }, fault) : { ...run, compose, trip }
}

/** What the machine did to a container is not the learner's mistake. */
function withFault(run: Omit<LiveRun, 'fault'>, fault: LiveFault): LiveRun {
  if (fault.id !== 'machine') return { ...run, fault }
  const { service, facts } = fault
  throw new InfraError({
    code: 'broker-lost',
    message: {
      en: `The service ${service} was ended by this computer (${facts.words || 'killed'}).`,
      ko: `이 컴퓨터의 사정으로 ${service} 서비스가 종료되었습니다(${facts.words || 'killed'}).`,
    },
    advice: {
      en: 'Close other heavy programs and grade again.',
      ko: '다른 무거운 프로그램을 닫고 다시 채점해 주세요.',
    },
  })
}
