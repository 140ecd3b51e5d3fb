import {
  lookAt,
  probeBrokers,
  type BrokerHealth,
  type ClusterHealth,
  type ProbedBroker,
} from './cluster-health.ts'
import type { StartedBroker, StartedCluster } from './started-cluster.ts'
import { watchHealth } from './watch-health.ts'

/** One broker of a running cluster of ours and everything that can be done to it. */
export type NodeControl = {
  readonly broker: StartedBroker
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
  readonly pause: () => Promise<void>
  readonly resume: () => Promise<void>
  readonly restart: () => Promise<void>
  /** What a probe needs, undefined unless the broker is declared up; `life` grows with every change. */
  readonly probed: () => (ProbedBroker & { readonly life: number }) | undefined
  /** Calls back when the broker ends while it is declared up; returns how to stop that. */
  readonly onUnexpectedExit: (report: (brokerId: number) => void) => () => void
}

/** What of a cluster follows from its nodes alone. */
export type ControlledNodes = Pick<
  StartedCluster,
  | 'brokers'
  | 'brokersForLearner'
  | 'brokersForGrader'
  | 'stopBroker'
  | 'killBroker'
  | 'pauseBroker'
  | 'resumeBroker'
  | 'restartBroker'
  | 'health'
  | 'watchHealth'
>

/** A private cluster goes with all that is on it. */
export const NOTHING_TO_TIDY: AsyncDisposable = { [Symbol.asyncDispose]: async () => {} }

/** Addresses, control and health of a cluster of our own, from its nodes. */
export function describeNodes(nodes: readonly NodeControl[]): ControlledNodes {
  const brokers = nodes.map(({ broker }) => broker)
  const nodeOf = (id: number): NodeControl => {
    const node = nodes.find(({ broker }) => broker.id === id)
    if (!node) throw new Error(`no broker ${id} in this cluster`)
    return node
  }
  const health = () => probeDeclaredUp(nodes)
  return {
    brokers,
    brokersForLearner: brokers.map(({ addressForLearner }) => addressForLearner).join(','),
    brokersForGrader: brokers.map(({ addressForGrader }) => addressForGrader).join(','),
    stopBroker: (id) => nodeOf(id).stop(),
    killBroker: (id) => nodeOf(id).kill(),
    pauseBroker: (id) => nodeOf(id).pause(),
    resumeBroker: (id) => nodeOf(id).resume(),
    restartBroker: (id) => nodeOf(id).restart(),
    health,
    watchHealth: () => {
      const look = () => nodes.flatMap((node) => lookAtNode(node) ?? [])
      return watchHealth({ probe: health, look, onUnexpectedExit: listenTo(nodes) })
    },
  }
}

/** Probes the brokers that are declared up before and after, without a change in between. */
async function probeDeclaredUp(nodes: readonly NodeControl[]): Promise<ClusterHealth> {
  const before = nodes.flatMap((node) => node.probed() ?? [])
  const { brokers } = await probeBrokers(before)
  const lives = new Map(nodes.map((node) => [node.broker.id, node.probed()?.life]))
  const isSame = (id: number) =>
    before.some(({ brokerId, life }) => brokerId === id && lives.get(id) === life)
  const relevant = brokers.filter(({ brokerId }) => isSame(brokerId))
  return { isHealthy: relevant.every(({ reason }) => reason === 'ok'), brokers: relevant }
}

function lookAtNode(node: NodeControl): BrokerHealth | undefined {
  const probed = node.probed()
  return probed && lookAt(probed)
}

function listenTo(nodes: readonly NodeControl[]) {
  return (report: (brokerId: number) => void): (() => void) => {
    const stops = nodes.map((node) => node.onUnexpectedExit(report))
    return () => stops.forEach((stop) => stop())
  }
}
