import type { HostPort } from '#core/booted-compose.ts'
import type { CleanUp } from '../../clean-up.ts'
import { createDocker } from '../../docker/docker-command.ts'
import { watchContainers } from '../../docker/container-watch.ts'
import { guardProject } from '../../docker/guard-project.ts'
import { probeDocker } from '../../docker/probe-docker.ts'
import { sweepLeftovers } from '../../docker/remove-project.ts'
import { noProvider } from '../../no-provider.ts'
import type { ComposePlan } from '../compose-plan.ts'
import { giveOutPorts, type GivenPorts } from '../give-out-ports.ts'
import { runService, type RunningService } from '../run-service.ts'
import {
  startCompose,
  type BootTools,
  type StartedCompose,
  type StartedServices,
} from '../started-compose.ts'
import { createContainers, type MadeContainer } from './create-containers.ts'
import { startDockerContainer, type DockerContainerTools } from './docker-container.ts'
import { findUnsupported } from './find-unsupported.ts'

/**
 * Starts what a compose file describes as containers of a file that is generated from the plan, in a
 * project of its own that is gone afterwards. Throws an `InfraError` when that cannot be done here.
 */
export async function bootInDocker(plan: ComposePlan, tools: BootTools): Promise<StartedCompose> {
  return await startCompose(plan, (cleanUp) => startInDocker(plan, tools, cleanUp))
}

async function startInDocker(
  plan: ComposePlan,
  tools: BootTools,
  cleanUp: CleanUp,
): Promise<StartedServices> {
  const { guardian, signal, env } = tools
  const reason = findUnsupported(plan)
  if (reason) throw reason
  const probe = await probeDocker(env, [])
  if (!probe.isUsable) throw noProvider([['docker', probe]])
  const docker = createDocker(guardian)
  await sweepLeftovers(docker, guardian)
  const project = guardProject(guardian, cleanUp)
  const watch = watchContainers(docker, project)
  cleanUp.add(async () => await watch[Symbol.asyncDispose]())
  const ports = giveOutPorts(plan.services)
  const { given } = ports
  const made = await createContainers({ docker, project, plan, given, tools, cleanUp })
  const ending = new AbortController()
  signal?.addEventListener('abort', () => ending.abort(), { once: true, signal: ending.signal })
  const containerOf = (key: string) => `${project}-${key}-1`
  const parts = { docker, watch, guardian, containerOf, ending }
  return await startContainers(made, ports, parts, cleanUp)
}

/** Starts every container when its time has come. */
async function startContainers(
  made: readonly MadeContainer[],
  { given, failures }: GivenPorts,
  parts: DockerContainerTools & { readonly ending: AbortController },
  cleanUp: CleanUp,
): Promise<StartedServices> {
  const portsOf = new Map<string, ReadonlyMap<number, number>>()
  const services: RunningService[] = []
  for (const { spec, environment } of made) {
    const { planned } = spec
    const start = async () => {
      const container = await startDockerContainer(spec, environment.changes, parts)
      if (container) portsOf.set(planned.service.name, container.ports)
      return container
    }
    services.push(runService({ planned, all: services, start, signal: parts.ending.signal }))
  }
  cleanUp.add(async () => {
    parts.ending.abort()
    await Promise.all(services.map((service) => service[Symbol.asyncDispose]()))
  })
  const begin = async (isHolder: boolean) => {
    const those = services.filter((_, index) => isHolderOf(made[index]!) === isHolder)
    await Promise.all(those.map((service) => service.begin(failures.get(service.name))))
  }
  // Whose network is shared has to run first.
  await begin(true)
  await begin(false)
  const hostPorts = () =>
    given.flatMap(({ planned, hostPort, containerPort }): HostPort[] => {
      const service = planned.service.name
      const standIn = portsOf.get(service)?.get(containerPort)
      return standIn === undefined ? [] : [{ port: hostPort, standIn, service }]
    })
  return { services, hostPorts }
}

function isHolderOf({ spec }: MadeContainer): boolean {
  return spec.key === spec.holder
}
