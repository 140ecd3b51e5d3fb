import type { NodePorts } from '../jvm/choose-ports.ts'

/** One broker of a cluster to be started by the compose file. */
export type ContainerPlan = {
  readonly id: number
  readonly container: string
  readonly ports: NodePorts
  /** The port of the proxy, which learners are told. */
  readonly advertisedPort: number
}

/** What the variables of one start depend on. */
export type ComposeRequest = {
  readonly plans: readonly ContainerPlan[]
  readonly image: string
  readonly owner: string
  /** The folder of this computer for the request logs. */
  readonly logFolder: string
}

const ALL_IDS = [1, 2, 3] as const
const ANY_PORT = '0'

/** Everything in which one start of the top-level compose file differs from another. */
export function composeVariables(request: ComposeRequest): Record<string, string> {
  const { plans } = request
  const isOne = plans.length === 1
  return {
    KAFKALINGS_KAFKA_IMAGE: request.image,
    KAFKALINGS_OWNER: request.owner,
    KAFKALINGS_REQUEST_LOGS: request.logFolder,
    KAFKALINGS_HEAP: isOne ? '256m' : '192m',
    KAFKALINGS_INTERNAL_REPLICAS: String(plans.length),
    KAFKALINGS_INTERNAL_MIN_ISR: isOne ? '1' : '2',
    KAFKALINGS_JOINING_ROLES: 'broker,controller',
    KAFKALINGS_VOTERS: plans
      .map(({ id, ports }) => `${id}@127.0.0.1:${ports.controller}`)
      .join(','),
    ...Object.assign({}, ...ALL_IDS.map((id) => nodeVariables(id, plans))),
  }
}

/** The file has the ports of three brokers; those that are not started are given any free port. */
function nodeVariables(id: number, plans: readonly ContainerPlan[]): Record<string, string> {
  const plan = plans.find((one) => one.id === id)
  if (!plan) return { [`KAFKALINGS_LEARNER_PORT_${id}`]: ANY_PORT }
  const { internal, learner, controller } = plan.ports
  return {
    [`KAFKALINGS_LEARNER_PORT_${id}`]: String(learner),
    [`KAFKALINGS_ADVERTISED_PORT_${id}`]: String(plan.advertisedPort),
    [`KAFKALINGS_INTERNAL_PORT_${id}`]: String(internal),
    [`KAFKALINGS_CONTROLLER_LISTENER_${id}`]: `,CONTROLLER://127.0.0.1:${controller}`,
  }
}
