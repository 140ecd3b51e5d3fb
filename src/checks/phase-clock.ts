import type { PhaseName } from '#core/worker-protocol.ts'

/** Books time on phases. A phase that awaits another one is not charged for it. */
export type PhaseClock = {
  readonly time: <T>(phase: PhaseName, work: () => Promise<T>) => Promise<T>
}

/** A clock that reports each stretch of time when the phase it belongs to changes. */
export function createPhaseClock(
  report: (phase: PhaseName, durationMs: number) => void,
): PhaseClock {
  const running: PhaseName[] = []
  let since = performance.now()
  const book = () => {
    const now = performance.now()
    const current = running.at(-1)
    if (current !== undefined) report(current, now - since)
    since = now
  }
  return {
    time: async (phase, work) => {
      book()
      running.push(phase)
      try {
        return await work()
      } finally {
        book()
        running.splice(running.lastIndexOf(phase), 1)
      }
    },
  }
}
