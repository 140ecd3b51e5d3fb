import { pollUntil } from '#core/poll-until.ts'
import type { BrokerHealth } from '../cluster-health.ts'
import type { NodeControl } from '../controlled-nodes.ts'
import type { BrokerState } from '../started-cluster.ts'
import type { ContainerPlan } from './compose-variables.ts'
import type { ContainerState } from './container-watch.ts'
import { engineGone, waitUntilAnswering, type Waiting } from './wait-until-answering.ts'

type Controlled = Waiting & {
  readonly plan: ContainerPlan
  readonly address: string
  state: BrokerState
  life: number
}

const STOP_SECONDS = 20
const SEEN_MS = 10_000

/** Takes charge of a broker in a container that answers. */
export function createContainerControl(plan: ContainerPlan, waiting: Waiting): NodeControl {
  const address = `127.0.0.1:${plan.ports.internal}`
  const own: Controlled = { ...waiting, plan, address, state: 'up', life: 0 }
  return {
    broker: {
      id: plan.id,
      addressForGrader: address,
      addressForLearner: `127.0.0.1:${plan.advertisedPort}`,
      pid: undefined,
      get state() {
        return own.state
      },
    },
    stop: () => end(own, 'stopped', ['stop', '--time', String(STOP_SECONDS)]),
    kill: () => end(own, 'killed', ['kill']),
    pause: () => pause(own),
    resume: () => resume(own),
    restart: () => restart(own),
    probed: () => {
      if (own.state !== 'up') return undefined
      const fault = () => faultOf(own)
      return { brokerId: plan.id, address, pid: undefined, fault, life: own.life }
    },
    onUnexpectedExit: (report) =>
      own.watch.onChange(() => {
        if (own.state === 'up' && faultOf(own)?.reason === 'ended') report(plan.id)
      }),
  }
}

function faultOf({ plan, watch }: Controlled): BrokerHealth | undefined {
  const brokerId = plan.id
  if (watch.isEngineGone()) {
    return { brokerId, reason: 'ended', detail: 'the Docker engine went away' }
  }
  const state = watch.stateOf(plan.container)
  if (state === 'ended') return { brokerId, reason: 'ended', detail: 'its container ended' }
  if (state !== 'paused') return undefined
  return { brokerId, reason: 'stopped-by-signal', detail: 'its container is paused' }
}

function declare(own: Controlled, state: BrokerState): void {
  own.state = state
  own.life += 1
}

async function end(own: Controlled, state: BrokerState, command: readonly string[]): Promise<void> {
  declare(own, state)
  const { container } = own.plan
  if (own.watch.stateOf(container) === 'ended') return
  if (own.watch.stateOf(container) === 'paused') await own.docker.run(['unpause', container])
  await own.docker.run([...command, container], { timeoutMs: (STOP_SECONDS + 40) * 1000 })
  await untilSeen(own, 'ended')
}

async function pause(own: Controlled): Promise<void> {
  declare(own, 'paused')
  await own.docker.run(['pause', own.plan.container])
  await untilSeen(own, 'paused')
}

async function resume(own: Controlled): Promise<void> {
  await own.docker.run(['unpause', own.plan.container])
  await waitUntilAnswering(own.plan, own)
  declare(own, 'up')
}

async function restart(own: Controlled): Promise<void> {
  const { container, id } = own.plan
  if (own.watch.stateOf(container) !== 'ended') throw new Error(`broker ${id} is still running`)
  await own.docker.run(['start', container])
  await untilSeen(own, 'running')
  await waitUntilAnswering(own.plan, own)
  declare(own, 'up')
}

/** The engine tells of what it did a moment after it has answered. */
async function untilSeen({ plan, watch }: Controlled, state: ContainerState): Promise<void> {
  const { outcome, value } = await pollUntil(
    () => watch.stateOf(plan.container),
    (seen) => seen === state,
    {
      what: `${plan.container} to be ${state}`,
      timeoutMs: SEEN_MS,
      isHopeless: watch.isEngineGone,
    },
  )
  if (outcome === 'ready') return
  if (watch.isEngineGone()) throw engineGone()
  throw new Error(`${plan.container} is ${value}, not ${state}`)
}
