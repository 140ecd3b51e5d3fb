import { randomBytes } from 'node:crypto'
import { lookAt, probeBrokers, type BrokerHealth, type ClusterHealth } from '../cluster-health.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import { readLogTail } from '../log-tail.ts'
import type { StartedCluster } from '../started-cluster.ts'
import { watchHealth } from '../watch-health.ts'
import { findArchive, type ArchiveKey } from './class-data-archive.ts'
import { classPathOf } from './java-command.ts'
import type { NodeControl } from './node-control.ts'
import type { ReadyNode } from './start-nodes.ts'

/** What a cluster of JVMs is made from. */
export type JvmParts = ArchiveKey & { readonly kafkaVersion: string }

/** A private cluster goes with all that is on it. */
const NOTHING_TO_TIDY: AsyncDisposable = { [Symbol.asyncDispose]: async () => {} }

/** The running parts of a cluster, and how they are ended. */
export type RunningParts = JvmParts & {
  readonly ready: readonly ReadyNode[]
  readonly nodes: readonly NodeControl[]
  readonly proxy: FaultProxy
  readonly toolsFolder: string
  readonly dispose: () => Promise<void>
}

/** The cluster as the rest of the program sees it. */
export function describeCluster(parts: RunningParts): StartedCluster {
  const { nodes, ready, java, jars } = parts
  const brokers = nodes.map(({ broker }) => broker)
  const nodeOf = (id: number): NodeControl => find(nodes, ({ broker }) => broker.id === id, id)
  const health = () => probeDeclaredUp(nodes)
  return {
    id: randomBytes(4).toString('hex'),
    provider: 'jvm',
    isShared: false,
    kafkaVersion: parts.kafkaVersion,
    brokers,
    brokersForLearner: brokers.map(({ addressForLearner }) => addressForLearner).join(','),
    brokersForGrader: brokers.map(({ addressForGrader }) => addressForGrader).join(','),
    requestLogs: ready.map(({ files }) => files.requestLog),
    classPath: classPathOf(jars),
    javaPath: java.path,
    toolsFolder: parts.toolsFolder,
    toolArchive: () => findArchive('tool', parts),
    serverLogTail: (id, lines) => {
      return readLogTail(find(ready, ({ plan }) => plan.id === id, id).files.serverLog, lines)
    },
    stopBroker: (id) => nodeOf(id).stop(),
    killBroker: (id) => nodeOf(id).kill(),
    pauseBroker: (id) => nodeOf(id).pause(),
    resumeBroker: (id) => nodeOf(id).resume(),
    restartBroker: (id) => nodeOf(id).restart(),
    proxy: parts.proxy,
    claimNames: () => NOTHING_TO_TIDY,
    health,
    watchHealth: () => {
      const look = () => nodes.flatMap((node) => lookAtNode(node) ?? [])
      return watchHealth({ probe: health, look, onUnexpectedExit: listenTo(nodes) })
    },
    [Symbol.asyncDispose]: parts.dispose,
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

function find<T>(all: readonly T[], isIt: (one: T) => boolean, id: number): T {
  const one = all.find(isIt)
  if (!one) throw new Error(`no broker ${id} in this cluster`)
  return one
}
