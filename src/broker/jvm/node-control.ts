import { pollUntil } from '#core/poll-until.ts'
import type { Guardian } from '#process/guardian.ts'
import { isRunning, processState, signalGroup } from '#process/process-group.ts'
import type { NodeControl } from '../controlled-nodes.ts'
import { PortTakenError } from '../start-failure.ts'
import type { BrokerState, StartedBroker } from '../started-cluster.ts'
import type { Java } from './find-java.ts'
import { killNode, startNode, type StartedNode } from './start-node.ts'
import type { ReadyNode } from './start-nodes.ts'
import { waitForAnswer } from './wait-for-answer.ts'
import { waitUntilReady } from './wait-until-ready.ts'

/** What restarting needs. */
export type ControlTools = {
  readonly java: Java
  readonly guardian: Guardian
  /** Aborts when the cluster is being disposed. */
  readonly signal: AbortSignal
}

type Controlled = Omit<ReadyNode, 'node'> & {
  readonly address: string
  readonly tools: ControlTools
  readonly listeners: Set<(brokerId: number) => void>
  node: StartedNode
  state: BrokerState
  /** Grows with every change, so that a probe can tell that it began in another state. */
  life: number
}

const STOP_MS = 20_000
const RESTART_TRIES = 3

/** Takes charge of a node that is ready. */
export function createNodeControl(ready: ReadyNode, tools: ControlTools): NodeControl {
  const address = `127.0.0.1:${ready.plan.ports.internal}`
  const own: Controlled = { ...ready, address, tools, listeners: new Set(), state: 'up', life: 0 }
  reportExit(own)
  return {
    broker: describeBroker(own),
    stop: () => stop(own),
    kill: () => kill(own),
    pause: () => pause(own),
    resume: () => resume(own),
    restart: () => restart(own),
    probed: () => {
      if (own.state !== 'up') return undefined
      return { brokerId: own.plan.id, address, pid: own.node.service.pid, life: own.life }
    },
    onUnexpectedExit: (report) => {
      own.listeners.add(report)
      return () => void own.listeners.delete(report)
    },
  }
}

function describeBroker(own: Controlled): StartedBroker {
  return {
    id: own.plan.id,
    addressForGrader: own.address,
    addressForLearner: `127.0.0.1:${own.plan.advertisedPort}`,
    get pid() {
      return own.node.service.pid
    },
    get state() {
      return own.state
    },
  }
}

function declare(own: Controlled, state: BrokerState): void {
  own.state = state
  own.life += 1
}

function reportExit(own: Controlled): void {
  const { service } = own.node
  void service.exited.then(() => {
    const isUnexpected = own.state === 'up' && service === own.node.service
    if (isUnexpected) own.listeners.forEach((report) => report(own.plan.id))
  })
}

async function stop(own: Controlled): Promise<void> {
  declare(own, 'stopped')
  const { pid, exit } = own.node.service
  signalGroup(pid, 'SIGTERM')
  signalGroup(pid, 'SIGCONT')
  const what = `broker ${own.plan.id} to stop`
  await pollUntil(exit, (seen) => seen !== undefined, { what, timeoutMs: STOP_MS })
  await killNode(own.node)
}

async function kill(own: Controlled): Promise<void> {
  declare(own, 'killed')
  await killNode(own.node)
}

async function pause(own: Controlled): Promise<void> {
  declare(own, 'paused')
  const { pid } = own.node.service
  signalGroup(pid, 'SIGSTOP')
  const isStopped = (seen: string | undefined) => seen === 'T' || seen === undefined
  const what = `process ${pid} to be stopped`
  await pollUntil(() => processState(pid), isStopped, { what, timeoutMs: 2000 })
}

async function resume(own: Controlled): Promise<void> {
  signalGroup(own.node.service.pid, 'SIGCONT')
  await waitForAnswer(own.plan.id, own.address, own.files.serverLog, own.tools.signal)
  declare(own, 'up')
}

async function restart(own: Controlled): Promise<void> {
  const { pid, exited } = own.node.service
  if (isRunning(pid)) throw new Error(`broker ${own.plan.id} is still running`)
  await exited
  await startAgain(own, RESTART_TRIES)
  declare(own, 'up')
  reportExit(own)
}

async function startAgain(own: Controlled, tries: number): Promise<void> {
  const { java, guardian, signal } = own.tools
  signal.throwIfAborted()
  own.node = await startNode(own.files, java, guardian)
  try {
    await waitUntilReady(own.node, own.files, own.address, { signal })
  } catch (error) {
    await killNode(own.node)
    if (!(error instanceof PortTakenError) || tries === 1) throw error
    await startAgain(own, tries - 1)
  }
}
