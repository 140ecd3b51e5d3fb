import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pollUntil } from '#core/poll-until.ts'
import { isRunning } from '#process/process-group.ts'

/** How long to wait for another run that does the same work. */
export type LockOptions = {
  readonly timeoutMs: number
  readonly onWaiting?: () => void
  readonly signal?: AbortSignal
}

const TOUCH_EVERY_MS = 5000
const STALE_MS = 30_000

/**
 * Does work that another run may be doing at the same moment, one after the other. The lock only
 * saves doing it twice: after `timeoutMs` the work is done without it, so it must be safe anyway.
 */
export async function withCacheLock<T>(
  file: string,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true })
  let isHeld = await tryToLock(file)
  if (!isHeld) {
    options.onWaiting?.()
    const waited = await pollUntil(() => tryToLock(file), Boolean, {
      what: `the lock ${file}`,
      timeoutMs: options.timeoutMs,
      ...(options.signal && { signal: options.signal }),
    })
    isHeld = waited.outcome === 'ready'
  }
  const touching = setInterval(() => void touch(file), TOUCH_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(touching)
    if (isHeld) await rm(file, { force: true })
  }
}

/** Takes a lock without waiting; false when somebody alive holds it. */
export async function tryToLock(file: string): Promise<boolean> {
  if (await create(file)) return true
  if (!(await isAbandoned(file))) return false
  await rm(file, { force: true })
  return await create(file)
}

async function create(file: string): Promise<boolean> {
  try {
    await using handle = await open(file, 'wx')
    await handle.writeFile(`${os.hostname()} ${process.pid}`)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    const ageMs = Date.now() - (await stat(file)).mtimeMs
    const [host, pid] = (await readFile(file, 'utf8')).split(' ')
    if (host === os.hostname() && pid) return !isRunning(Number(pid))
    return ageMs > STALE_MS
  } catch {
    return false
  }
}

async function touch(file: string): Promise<void> {
  const now = new Date()
  await utimes(file, now, now).catch(() => {})
}
