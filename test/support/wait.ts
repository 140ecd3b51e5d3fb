import { pollUntil } from '#core/poll-until.ts'
import { isRunning } from '#process/process-group.ts'

/** Waits for a reading to be good, and fails the test with the last one when it never is. */
export async function eventually<T>(
  what: string,
  read: () => Promise<T> | T,
  isGood: (value: T) => boolean,
  timeoutMs = 5_000,
): Promise<T> {
  const result = await pollUntil(read, isGood, { what, timeoutMs, maxPauseMs: 50 })
  if (result.outcome === 'ready') return result.value
  throw new Error(`waited ${timeoutMs} ms for ${what}; last seen: ${JSON.stringify(result.value)}`)
}

/** Waits until a process is gone. */
export async function gone(pid: number, timeoutMs = 5_000): Promise<void> {
  await eventually(
    `process ${pid} to be gone`,
    () => isRunning(pid),
    (runs) => !runs,
    timeoutMs,
  )
}
