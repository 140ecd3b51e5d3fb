import type { BootedCompose, BootedService, HostPort } from '#core/booted-compose.ts'
import { createCleanUp, type CleanUp } from '../clean-up.ts'
import type { MavenOptions } from '../jvm/run-maven.ts'
import type { ComposePlan } from './compose-plan.ts'
import type { RunningService } from './run-service.ts'

/** A compose file that was started; disposing it ends everything. */
export interface StartedCompose extends AsyncDisposable {
  /** How everything is at this moment. */
  readonly look: () => Promise<BootedCompose>
}

/** What booting needs, and whom it tells. */
export type BootTools = MavenOptions & {
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A way to start a plan. Returns when everything was told to start, not when it is ready. */
export type BootCompose = (plan: ComposePlan, tools: BootTools) => Promise<StartedCompose>

/** Everything that was told to start, and the computer's ports as they are at a moment. */
export type StartedServices = {
  readonly services: readonly RunningService[]
  readonly hostPorts: () => readonly HostPort[]
}

/** Starts a plan in one way or another, unless it is refused; a start that fails is undone. */
export async function startCompose(
  plan: ComposePlan,
  start: (cleanUp: CleanUp) => Promise<StartedServices>,
): Promise<StartedCompose> {
  const startedAtMs = performance.now()
  const describe = (services: readonly BootedService[], hostPorts: readonly HostPort[]) => {
    const elapsedMs = Math.round(performance.now() - startedAtMs)
    return { refusals: plan.refusals, services, hostPorts, elapsedMs }
  }
  if (plan.refusals.length > 0) {
    return { look: async () => describe([], []), [Symbol.asyncDispose]: async () => {} }
  }
  const cleanUp = createCleanUp()
  try {
    const { services, hostPorts } = await start(cleanUp)
    return {
      look: async () => {
        const running = await Promise.all(services.map((service) => service.look()))
        return describe([...running, ...plan.leftOut.map(leftOut)], hostPorts())
      },
      [Symbol.asyncDispose]: cleanUp.run,
    }
  } catch (error) {
    await cleanUp.run().catch(() => {})
    throw error
  }
}

function leftOut(name: string): BootedService {
  return { name, role: 'other', state: 'left-out', lastLines: [], changes: [] }
}
