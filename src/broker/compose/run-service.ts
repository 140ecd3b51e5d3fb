import type { BootedService } from '#core/booted-compose.ts'
import { noteMounts, type PlannedService } from './compose-plan.ts'
import { refusingContainer, type Container } from './container.ts'
import { waitForDependencies } from './wait-for-dependencies.ts'

/** What a service is started from. */
export type ServiceParts = {
  readonly planned: PlannedService
  /** Every service of the file, filled while they are made. */
  readonly all: readonly RunningService[]
  /** Starts its container, unless it cannot be; called once, when what it depends on is there. */
  readonly start: () => Promise<Container | undefined>
  readonly signal: AbortSignal
}

/** A service on its way: waiting for others, running, or at its end. */
export interface RunningService extends AsyncDisposable {
  readonly name: string
  /** Starts it, now or once its dependencies allow; with `lastWords` it has ended already. */
  readonly begin: (lastWords: string | undefined) => Promise<void>
  /** Throws what kept us from starting it, which is not the file's fault. */
  readonly look: () => Promise<BootedService>
  /** Undefined while it waits for others. */
  readonly container: () => Container | undefined
}

/** Makes a service that has not begun yet. */
export function runService({ planned, all, start, signal }: ServiceParts): RunningService {
  const { service, role } = planned
  let container: Container | undefined
  let waitsFor: string | undefined
  let beginning: Promise<void> | undefined
  let failure: { readonly error: unknown } | undefined
  const onWaiting = (name: string | undefined) => (waitsFor = name)
  const run = async (lastWords: string | undefined) => {
    const { dependsOn } = service
    const hasAll = await waitForDependencies({ dependsOn, others: all, onWaiting, signal })
    if (!hasAll || signal.aborted) return
    container = lastWords === undefined ? await start() : refusingContainer(lastWords)
    if (signal.aborted) await container?.[Symbol.asyncDispose]()
  }
  return {
    name: service.name,
    container: () => container,
    begin: async (lastWords) => {
      beginning = run(lastWords).catch((error: unknown) => {
        if (!signal.aborted) failure = { error }
      })
      const waits = service.dependsOn.some(({ condition }) => condition !== 'service_started')
      if (!waits) await beginning
    },
    look: async () => {
      if (failure) throw failure.error
      return {
        name: service.name,
        role,
        ...(await describe(container)),
        ...(waitsFor !== undefined && { waitsFor }),
        changes: [...noteMounts(service), ...(container?.changes ?? [])],
      }
    },
    [Symbol.asyncDispose]: async () => {
      await beginning
      await container?.[Symbol.asyncDispose]()
    },
  }
}

async function describe(container: Container | undefined) {
  if (!container) return { state: 'waiting', lastLines: [] } as const
  const ended = container.ended()
  const lastLines = await container.lastLines()
  if (ended) return { state: 'ended', exitCode: ended.exitCode, lastLines } as const
  const knows = await container.ask()
  return { state: 'running', lastLines, ...(knows && { knows }) } as const
}
