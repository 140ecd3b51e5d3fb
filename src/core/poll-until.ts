import { setTimeout as delay } from 'node:timers/promises'

/** How to wait for a condition: what is read, what proves it, what makes it impossible. */
export type PollOptions<T> = {
  /** What is being waited for, as it would stand after "waited for". */
  readonly what: string
  readonly timeoutMs: number
  /** How long the condition must hold without a break; 0 = one good reading is enough. */
  readonly stableForMs?: number
  /** True when the condition can no longer come true, so waiting on would be vain. */
  readonly isHopeless?: (value: T) => boolean
  /** First pause between two readings; pauses grow to `maxPauseMs`. */
  readonly firstPauseMs?: number
  readonly maxPauseMs?: number
  readonly signal?: AbortSignal
}

/** What a wait came to. `value` is the last reading, also when the condition never held. */
export type PollResult<T> = {
  readonly outcome: 'ready' | 'hopeless' | 'timed-out'
  readonly value: T
  readonly elapsedMs: number
  readonly polls: number
  /** The distinct readings in order with the time each was first seen, newest last, at most 20. */
  readonly history: readonly { readonly atMs: number; readonly value: T }[]
}

/**
 * Reads until the condition holds, becomes impossible or the time is over; never throws for a
 * condition that did not come true, but lets an error of `read` through. Monotonic clock.
 */
export async function pollUntil<T>(
  read: () => Promise<T> | T,
  isReady: (value: T) => boolean,
  options: PollOptions<T>,
): Promise<PollResult<T>> {
  const startedAt = performance.now()
  const history: { atMs: number; value: T }[] = []
  let pauseMs = options.firstPauseMs ?? 10
  let readySince: number | undefined
  for (let polls = 1; ; polls++) {
    options.signal?.throwIfAborted()
    const value = await read()
    const now = performance.now()
    const elapsedMs = now - startedAt
    remember(history, elapsedMs, value)
    const result = (outcome: PollResult<T>['outcome']): PollResult<T> => ({
      outcome,
      value,
      elapsedMs,
      polls,
      history,
    })
    if (isReady(value)) {
      readySince ??= now
      if (now - readySince >= (options.stableForMs ?? 0)) return result('ready')
    } else {
      readySince = undefined
      if (options.isHopeless?.(value)) return result('hopeless')
    }
    if (elapsedMs >= options.timeoutMs) return result('timed-out')
    await delay(Math.min(pauseMs, Math.max(1, options.timeoutMs - elapsedMs)))
    pauseMs = Math.min(pauseMs * 1.5, options.maxPauseMs ?? 100)
  }
}

function remember<T>(history: { atMs: number; value: T }[], atMs: number, value: T): void {
  const last = history.at(-1)
  if (last && describe(last.value) === describe(value)) return
  history.push({ atMs, value })
  if (history.length > 20) history.shift()
}

function describe(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'bigint' ? String(part) : part,
    ) ?? String(value)
  )
}
