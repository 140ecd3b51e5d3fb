import type { BootedService } from '#core/booted-compose.ts'
import type { ComposeService } from '#compose/compose-model.ts'
import type { Guardian } from '#process/guardian.ts'
import { noteMounts } from './compose-plan.ts'
import { refusingContainer, startContainer, type Container } from './container.ts'
import { isListening } from './forwarder.ts'
import { renderHostsFile } from './hosts-file.ts'
import type { ReadyRelease } from './kafka-releases.ts'
import type { Machines } from './machine.ts'
import type { ServiceShape } from './service-shape.ts'
import { waitForDependencies } from './wait-for-dependencies.ts'

/** What a service is started from. */
export type ServiceParts = {
  readonly shape: ServiceShape
  readonly release: ReadyRelease
  readonly machines: Machines
  readonly models: readonly ComposeService[]
  /** Every service of the file, filled while they are made. */
  readonly all: readonly RunningService[]
  readonly guardian: Guardian
  readonly folder: string
  readonly ownHostname: string
  readonly isAlone: boolean
  readonly signal: AbortSignal
}

/** A service on its way: waiting for others, running, or at its end. */
export interface RunningService extends AsyncDisposable {
  readonly name: string
  /** Starts it, now or once its dependencies allow; with `failure` it has ended already. */
  readonly begin: (failure: string | undefined) => Promise<void>
  readonly look: () => Promise<BootedService>
  /** Undefined while it waits for others. */
  readonly container: () => Container | undefined
  readonly isHealthy: () => Promise<boolean>
}

/** Makes a service that has not begun yet. */
export function runService(parts: ServiceParts): RunningService {
  const { shape, signal, all } = parts
  const { probe, planned } = shape
  const { service, role, node } = planned
  let container: Container | undefined
  let waitsFor: string | undefined
  let beginning: Promise<void> | undefined
  const onWaiting = (name: string | undefined) => (waitsFor = name)
  const run = async (lastWords: string | undefined) => {
    const { dependsOn } = service
    const hasAll = await waitForDependencies({ dependsOn, others: all, onWaiting, signal })
    if (!hasAll || signal.aborted) return
    container = lastWords === undefined ? await start(parts) : refusingContainer(lastWords)
    if (signal.aborted) await container[Symbol.asyncDispose]()
  }
  return {
    name: service.name,
    container: () => container,
    isHealthy: async () => {
      if (!probe) return container !== undefined
      return node ? (await container?.ask()) !== undefined : await isListening(probe)
    },
    begin: async (failure) => {
      beginning = run(failure ?? shape.lastWords).catch((error: unknown) => {
        if (!signal.aborted) container = refusingContainer(String(error))
      })
      const waits = service.dependsOn.some(({ condition }) => condition !== 'service_started')
      if (!waits) await beginning
    },
    look: async () => ({
      name: service.name,
      role,
      ...(await describe(container)),
      ...(waitsFor !== undefined && { waitsFor }),
      changes: [...noteMounts(service), ...(container?.changes ?? [])],
    }),
    [Symbol.asyncDispose]: async () => {
      await beginning
      await container?.[Symbol.asyncDispose]()
    },
  }
}

async function start(parts: ServiceParts): Promise<Container> {
  const { shape, models: services, machines, ownHostname, guardian, isAlone } = parts
  const { service, role } = shape.planned
  const texts = [...service.environment.values()].map(({ value }) => value)
  const hosts = renderHostsFile({ service, services, machines, ownHostname, texts })
  const heapMegabytes = role === 'zookeeper' ? 128 : isAlone ? 256 : 192
  const literals = new Map(
    services.flatMap((each) =>
      each.hostNames
        .filter((name) => /^[\d.]+$/.test(name))
        .map((name) => [name, machines.of(each).eth]),
    ),
  )
  const all = { ...parts, ...shape, hosts, literals, heapMegabytes }
  return await startContainer(all, guardian, shape.probe)
}

async function describe(container: Container | undefined) {
  if (!container) return { state: 'waiting', lastLines: [] } as const
  const lastLines = await container.lastLines()
  const ended = container.ended()
  if (ended) return { state: 'ended', exitCode: ended.exitCode, lastLines } as const
  const knows = await container.ask()
  return { state: 'running', lastLines, ...(knows && { knows }) } as const
}
