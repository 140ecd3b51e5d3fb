import os from 'node:os'
import path from 'node:path'
import type { BootedCompose, BootedService, HostPort } from '#core/booted-compose.ts'
import { createCleanUp, type CleanUp } from '../clean-up.ts'
import type { MavenOptions } from '../jvm/run-maven.ts'
import { makeRunFolder } from '../run-folder.ts'
import { claimAddresses } from './claim-addresses.ts'
import type { ComposePlan } from './compose-plan.ts'
import { forwardPorts } from './forward-ports.ts'
import { readyReleases } from './kafka-releases.ts'
import { assignMachines, drawContainerId } from './machine.ts'
import { runService, type RunningService } from './run-service.ts'
import { shapeService } from './service-shape.ts'

/** A compose file that was started; disposing it ends everything. */
export interface StartedCompose extends AsyncDisposable {
  /** How everything is at this moment. */
  readonly look: () => Promise<BootedCompose>
}

/** What booting needs, and whom it tells. */
export type BootTools = MavenOptions & {
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * Starts what a compose file describes, each service as a JVM that meets the names, addresses and
 * ports that its container would. Returns when everything was told to start, not when it is ready.
 */
export async function bootCompose(plan: ComposePlan, tools: BootTools): Promise<StartedCompose> {
  const startedAtMs = performance.now()
  const base = { refusals: plan.refusals, hostPorts: [] as readonly HostPort[] }
  const elapsed = () => ({ elapsedMs: Math.round(performance.now() - startedAtMs) })
  if (plan.refusals.length > 0) {
    return {
      look: async () => ({ ...base, services: [], ...elapsed() }),
      [Symbol.asyncDispose]: async () => {},
    }
  }
  const cleanUp = createCleanUp()
  try {
    const { services, hostPorts } = await start(plan, tools, cleanUp)
    return {
      look: async () => ({
        ...base,
        hostPorts,
        services: [
          ...(await Promise.all(services.map((service) => service.look()))),
          ...plan.leftOut.map(leftOut),
        ],
        ...elapsed(),
      }),
      [Symbol.asyncDispose]: cleanUp.run,
    }
  } catch (error) {
    await cleanUp.run().catch(() => {})
    throw error
  }
}

async function start(plan: ComposePlan, tools: BootTools, cleanUp: CleanUp) {
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
  for (const shape of shapes) {
    const { service, release: line } = shape.planned
    const release = releases[line]
    if (!release) throw new Error(`the jars for ${service.name} were not asked for`)
    services.push(
      runService({
        shape,
        release,
        machines,
        models,
        all: services,
        guardian,
        folder: path.join(runFolder, String(services.length)),
        ownHostname: os.hostname(),
        isAlone: plan.services.length === 1,
        signal: ending.signal,
      }),
    )
  }
  const ports = await forwardPorts(shapes, machines, cleanUp)
  cleanUp.add(async () => {
    ending.abort()
    await Promise.all(services.map((service) => service[Symbol.asyncDispose]()))
  })
  await Promise.all(services.map((service) => service.begin(ports.failures.get(service.name))))
  return { services, hostPorts: ports.hostPorts }
}

function leftOut(name: string): BootedService {
  return { name, role: 'other', state: 'left-out', lastLines: [], changes: [] }
}
