import { diskFull, saysDiskFull, startFailed, startInterrupted } from '../broker-errors.ts'
import { choosePorts } from '../jvm/choose-ports.ts'
import type { Guardian } from '#process/guardian.ts'
import { REPOSITORY } from '#core/repository.ts'
import { PortTakenError } from '../start-failure.ts'
import { composeVariables, type ContainerPlan } from './compose-variables.ts'
import { ownerLabel, removeProject } from './remove-project.ts'
import { waitUntilAnswering, type Waiting } from './wait-until-answering.ts'

/** Which brokers to start, and where. */
export type ContainersRequest = Waiting & {
  readonly project: string
  readonly image: string
  readonly guardian: Guardian
  readonly count: 1 | 3
  readonly logFolder: string
  /** The port that broker `id` tells learners. */
  readonly advertisedPort: (id: number) => number
  /** How ports are chosen; tests choose bad ones. */
  readonly choosePorts?: typeof choosePorts
}

const TRIES = 3
const UP_MS = 120_000
/** The services of the compose file by broker. */
const SERVICES = ['kafka', 'kafka-2', 'kafka-3'] as const

/** The container that holds the network which all brokers of a project share. */
export function networkContainer(project: string): string {
  return `${project}-network-1`
}

/**
 * Starts all brokers of a cluster by Compose and waits until each answers. A port that somebody took
 * first means new ports: three tries in all.
 */
export async function startContainers(
  request: ContainersRequest,
): Promise<readonly ContainerPlan[]> {
  for (let tries = 1; ; tries++) {
    const ports = await (request.choosePorts ?? choosePorts)(request.count)
    const plans = ports.map((own, index): ContainerPlan => {
      const id = index + 1
      const container = `${request.project}-${SERVICES[index]}-1`
      return { id, container, ports: own, advertisedPort: request.advertisedPort(id) }
    })
    try {
      await composeUp(plans, request)
      await Promise.all(plans.map((plan) => waitUntilAnswering(plan, request)))
      return plans
    } catch (error) {
      if (!(error instanceof PortTakenError) || tries === TRIES) throw error
      await removeProject(request.project, request.guardian)
    }
  }
}

async function composeUp(
  plans: readonly ContainerPlan[],
  request: ContainersRequest,
): Promise<void> {
  const { docker, project, signal, image, logFolder } = request
  const file = ['--project-name', project, '--file', REPOSITORY.composeFile]
  const profile = plans.length === 1 ? [] : ['--profile', 'three']
  const result = await docker.call(
    ['compose', ...file, ...profile, 'up', '--detach', '--pull', 'never', '--quiet-pull'],
    {
      timeoutMs: UP_MS,
      env: composeVariables({ plans, image, logFolder, owner: ownerLabel() }),
      ...(signal && { signal }),
    },
  )
  if (signal?.aborted) throw startInterrupted(signal.reason)
  if (result.exitCode === 0) return
  if (
    /port is already allocated|address already in use|ports are not available/i.test(result.output)
  )
    throw new PortTakenError('a port was taken')
  if (saysDiskFull(result.output)) throw diskFull('the disk of Docker')
  throw startFailed(
    {
      en: `Docker Compose could not start the brokers (${result.outcome}).`,
      ko: `Docker Compose가 브로커를 시작하지 못했습니다(${result.outcome}).`,
    },
    result.output.trim().split('\n').slice(-10),
  )
}
