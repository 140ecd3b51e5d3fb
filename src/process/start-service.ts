import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'

/** How a long-running process ended; `exitCode` is null when a signal ended it. */
export type ServiceExit = {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
}

/** A long-running process of ours (a broker), leader of a process group of its own. */
export type Service = {
  readonly pid: number
  /** Settles as soon as the process is gone, whoever still holds its output. */
  readonly exited: Promise<ServiceExit>
  /** How it ended, undefined while it runs. */
  readonly exit: () => ServiceExit | undefined
}

/** Where and with which whole environment a service runs; both outputs go to `outputFile`. */
export type ServiceOptions = {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly outputFile: string
}

/** Starts a long-running process; rejects with the system's error when it cannot be started. */
export async function startService(
  file: string,
  args: readonly string[],
  options: ServiceOptions,
): Promise<Service> {
  await using output = await open(options.outputFile, 'a')
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', output.fd, output.fd],
    detached: true,
  })
  let exit: ServiceExit | undefined
  const exited = new Promise<ServiceExit>((resolve) => {
    child.once('exit', (exitCode, signal) => {
      exit = { exitCode, signal }
      resolve(exit)
    })
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  child.on('error', () => {})
  return { pid: child.pid as number, exited, exit: () => exit }
}
