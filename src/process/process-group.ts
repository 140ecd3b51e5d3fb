import { readFileSync, readdirSync } from 'node:fs'
import { pollUntil } from '#core/poll-until.ts'

/** Sends a signal to every process of a group; false when the group is gone. */
export function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  return send(-groupId, signal)
}

/** Sends a signal to one process; false when it is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  return send(pid, signal)
}

/** Waits until no process of a group runs, for at most `timeoutMs`; true when none does. */
export async function waitUntilGroupGone(groupId: number, timeoutMs: number): Promise<boolean> {
  const { outcome } = await pollUntil(
    () => isGroupRunning(groupId),
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

/** Whether a process of the group runs: a dead one that nobody has reaped yet counts as gone. */
function isGroupRunning(groupId: number): boolean {
  if (!signalGroup(groupId, 0)) return false
  const states = statesOfGroup(groupId)
  return states === undefined || states.some((state) => state !== 'Z' && state !== 'X')
}

function statesOfGroup(groupId: number): string[] | undefined {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => statFields(pid))
      .flatMap(([state, , group]) => (group === String(groupId) && state ? [state] : []))
  } catch {
    return undefined
  }
}

/** The kernel's one-letter state (`R`, `S`, `T`, `Z` …), undefined without /proc or process. */
export function processState(pid: number): string | undefined {
  return statFields(String(pid))[0]
}

/** What stands behind the name in /proc/PID/stat: state, parent, group …; empty when it is gone. */
function statFields(pid: string): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
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
