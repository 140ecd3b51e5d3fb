import { readFileSync } from 'node:fs'
import { pollUntil } from '#core/poll-until.ts'

/** Sends a signal to every process of a group; false when the group is gone. */
export function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  return send(-groupId, signal)
}

/** Sends a signal to one process; false when it is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  return send(pid, signal)
}

/** Waits until a group has no process left, for at most `timeoutMs`; true when it is gone. */
export async function waitUntilGroupGone(groupId: number, timeoutMs: number): Promise<boolean> {
  const { outcome } = await pollUntil(
    () => signalGroup(groupId, 0),
    (isAlive) => !isAlive,
    { what: `process group ${groupId} to be gone`, timeoutMs, maxPauseMs: 50 },
  )
  return outcome === 'ready'
}

/** Whether a process runs: a zombie counts as gone, a stopped one as running. */
export function isRunning(pid: number): boolean {
  if (!send(pid, 0)) return false
  return processState(pid) !== 'Z'
}

/** The kernel's one-letter state (`R`, `S`, `T`, `Z` …), undefined without /proc or process. */
export function processState(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
  } catch {
    return undefined
  }
}

function send(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(target, signal)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
