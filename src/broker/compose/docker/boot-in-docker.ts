import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { CleanUp } from '../../clean-up.ts'
import { createDocker } from '../../docker/docker-command.ts'
import { watchContainers } from '../../docker/container-watch.ts'
import { guardProject } from '../../docker/guard-project.ts'
import { probeDocker } from '../../docker/probe-docker.ts'
import { sweepLeftovers } from '../../docker/remove-project.ts'
import { noProvider } from '../../no-provider.ts'
import type { ComposePlan } from '../compose-plan.ts'
import { giveOutPorts } from '../give-out-ports.ts'
import { runService, type RunningService } from '../run-service.ts'
import {
  startCompose,
  type BootTools,
  type StartedCompose,
  type StartedServices,
} from '../started-compose.ts'
import { provideImages } from './compose-images.ts'
import { containerEnvironment } from './container-environment.ts'
import { specifyContainers } from './container-spec.ts'
import { startDockerContainer } from './docker-container.ts'
import { findUnsupported } from './find-unsupported.ts'
import { generateCompose } from './generate-compose.ts'

const CREATE_MS = 120_000

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
  const images = await provideImages(docker, plan.services, tools)
  const project = guardProject(guardian, cleanUp)
  const watch = watchContainers(docker, project)
  cleanUp.add(async () => await watch[Symbol.asyncDispose]())
  const { given, failures } = giveOutPorts(plan.services)
  const specs = specifyContainers(plan)
  const names = namesByAddress(plan)
  const isAlone = specs.length === 1
  const made = specs.map((spec) => ({
    spec,
    environment: containerEnvironment(spec.planned, names, isAlone),
  }))
  const text = generateCompose({
    specs,
    given,
    imageOf: ({ planned }) => images.get(planned.service.image?.value ?? '') ?? '',
    environmentOf: (spec) => made.find((each) => each.spec === spec)?.environment.variables ?? {},
  })
  const folder = await guardian.makeFolder(os.tmpdir(), 'kafkalings-')
  cleanUp.add(() => guardian.removeFolder(folder))
  const file = path.join(folder, 'compose.json')
  await writeFile(file, text)
  await docker.run(
    ['compose', '--project-name', project, '--file', file, 'up', '--no-start', '--pull', 'never'],
    { timeoutMs: CREATE_MS, ...(signal && { signal }) },
  )
  const ending = new AbortController()
  signal?.addEventListener('abort', () => ending.abort(), { once: true, signal: ending.signal })
  const containerOf = (key: string) => `${project}-${key}-1`
  const ports = new Map<string, ReadonlyMap<number, number>>()
  const services: RunningService[] = []
  for (const { spec, environment } of made) {
    const start = async () => {
      const parts = { docker, watch, guardian, containerOf }
      const container = await startDockerContainer(spec, environment.changes, parts)
      ports.set(spec.planned.service.name, container.ports)
      return container
    }
    services.push(
      runService({ planned: spec.planned, all: services, start, signal: ending.signal }),
    )
  }
  cleanUp.add(async () => {
    ending.abort()
    await Promise.all(services.map((service) => service[Symbol.asyncDispose]()))
  })
  // Whose network is shared has to run first.
  const [holders, sharers] = [true, false].map((isHolder) =>
    specs.filter(({ key, holder }) => (key === holder) === isHolder),
  )
  for (const group of [holders, sharers]) {
    await Promise.all(
      (group ?? []).map(
        ({
          planned: {
            service: { name },
          },
        }) => services.find((each) => each.name === name)?.begin(failures.get(name)),
      ),
    )
  }
  const hostPorts = () =>
    given.flatMap(({ planned, hostPort, containerPort }) => {
      const service = planned.service.name
      const standIn = ports.get(service)?.get(containerPort)
      return standIn === undefined ? [] : [{ port: hostPort, standIn, service }]
    })
  return { services, hostPorts }
}

/** The addresses that the file gives to containers, with a name for each. */
function namesByAddress({ services }: ComposePlan): ReadonlyMap<string, string> {
  const pairs = services.flatMap(({ service }) =>
    service.hostNames
      .filter((name) => /^[\d.]+$/.test(name))
      .map((address): [string, string] => [address, service.name]),
  )
  return new Map(pairs)
}
