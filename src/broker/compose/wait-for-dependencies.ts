import { pollUntil } from '#core/poll-until.ts'
import type { Dependency } from '#compose/compose-model.ts'
import type { Container } from './container.ts'

/** How a container is doing that another one may wait for. */
export type Awaited = {
  readonly name: string
  readonly container: () => Container | undefined
}

/** What waits, and whom it tells for whom. */
export type WaitOptions = {
  readonly dependsOn: readonly Dependency[]
  readonly others: readonly Awaited[]
  readonly onWaiting: (name: string | undefined) => void
  readonly signal: AbortSignal
}

const HEALTHY_MS = 80_000

/**
 * Waits for the conditions of `depends_on`. A service that only has to be started is started with us;
 * for one that has to be healthy we ask it ourselves. False when a condition never comes true.
 */
export async function waitForDependencies(options: WaitOptions): Promise<boolean> {
  const { dependsOn, others, onWaiting, signal } = options
  for (const { value: name, condition } of dependsOn) {
    const other = others.find((each) => each.name === name)
    if (!other || condition === 'service_started') continue
    onWaiting(name)
    const { outcome } = await pollUntil(
      async () => ({
        isDead: other.container()?.ended() !== undefined,
        isHealthy: (await other.container()?.isHealthy()) ?? false,
      }),
      ({ isHealthy }) => isHealthy && condition === 'service_healthy',
      {
        what: `${name} to be healthy`,
        timeoutMs: HEALTHY_MS,
        isHopeless: ({ isDead }) => isDead || condition !== 'service_healthy',
        signal,
      },
    )
    if (outcome !== 'ready') return false
  }
  onWaiting(undefined)
  return true
}
