import { spawn, type ChildProcess } from 'node:child_process'
import { signalProcess } from './process-group.ts'

/** An interactive shell on our own terminal. */
export type RunningShell = {
  readonly pid: number
  readonly exited: Promise<void>
  /** Hangs up, which ends interactive shells too; kills it when that takes over two seconds. */
  readonly hangUp: () => void
}

type Env = Readonly<Record<string, string>>

const HANG_UP_MS = 2_000

/** Starts the first of some shells that can be started; it has our terminal until it exits. */
export async function startShell(
  [file, ...others]: readonly string[],
  env: Env,
): Promise<RunningShell> {
  if (file === undefined) throw new Error('no shell can be started')
  // Not detached: job control takes the terminal over from our own process group.
  const child = spawn(file, [], { env, stdio: 'inherit' })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  if (!(await hasStarted(child))) return await startShell(others, env)
  const pid = child.pid as number
  return {
    pid,
    exited,
    hangUp: () => {
      signalProcess(pid, 'SIGHUP')
      const timer = setTimeout(() => signalProcess(pid, 'SIGKILL'), HANG_UP_MS)
      void exited.then(() => clearTimeout(timer))
    },
  }
}

async function hasStarted(child: ChildProcess): Promise<boolean> {
  return await new Promise((resolve) => {
    child.once('spawn', () => resolve(true))
    child.on('error', () => resolve(false))
  })
}
