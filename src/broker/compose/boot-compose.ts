import os from 'node:os'
import path from 'node:path'
import type { CleanUp } from '../clean-up.ts'
import { makeRunFolder } from '../run-folder.ts'
import { claimAddresses } from './claim-addresses.ts'
import type { ComposePlan } from './compose-plan.ts'
import { forwardPorts } from './forward-ports.ts'
import { readyReleases } from './kafka-releases.ts'
import { assignMachines, drawContainerId } from './machine.ts'
import { runService, type RunningService } from './run-service.ts'
import { shapeService } from './service-shape.ts'
import { startOnMachine } from './start-on-machine.ts'
import {
  startCompose,
  type BootTools,
  type StartedCompose,
  type StartedServices,
} from './started-compose.ts'

/**
 * Starts what a compose file describes, each service as a JVM that meets the names, addresses and
 * ports that its container would.
 */
export async function bootCompose(plan: ComposePlan, tools: BootTools): Promise<StartedCompose> {
  return await startCompose(plan, (cleanUp) => startJvms(plan, tools, cleanUp))
}

async function startJvms(
  plan: ComposePlan,
  tools: BootTools,
  cleanUp: CleanUp,
): Promise<StartedServices> {
  const { guardian, signal, env } = tools
  const lines = [...new Set(plan.services.map(({ release }) => release))]
  const releases = await readyReleases(lines, env, tools)
  signal?.throwIfAborted()
  const runFolder = await makeRunFolder(guardian)
  cleanUp.add(() => guardian.removeFolder(runFolder))
  const block = await claimAddresses()
  cleanUp.add(async () => await block[Symbol.asyncDispose]())
  const models = plan.services.map(({ service }) => service)
  const machines = assignMachines(models, block, () => drawContainerId())
  const ending = new AbortController()
  signal?.addEventListener('abort', () => ending.abort(), { once: true, signal: ending.signal })
  const shapes = plan.services.map((planned) => shapeService(planned, machines))
  const services: RunningService[] = []
  for (const [index, shape] of shapes.entries()) {
    const { planned } = shape
    const release = releases[planned.release]
    if (!release) throw new Error(`the jars for ${planned.service.name} were not asked for`)
    const folder = path.join(runFolder, String(index))
    const parts = { shape, release, machines, models, guardian, folder, ownHostname: os.hostname() }
    const start = () => startOnMachine(parts)
    services.push(runService({ planned, all: services, start, signal: ending.signal }))
  }
  const { hostPorts, failures } = await forwardPorts(shapes, machines, cleanUp)
  cleanUp.add(async () => {
    ending.abort()
    await Promise.all(services.map((service) => service[Symbol.asyncDispose]()))
  })
  await Promise.all(
    shapes.map(({ planned, lastWords }, index) =>
      services[index]!.begin(failures.get(planned.service.name) ?? lastWords),
    ),
  )
  return { services, hostPorts: () => hostPorts }
}
