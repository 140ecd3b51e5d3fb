import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** A command of ours whose three streams somebody else feeds and reads. */
export type PipedCommand = {
  readonly pid: number
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  /** The exit code when both outputs are read to their end; 128 when a signal ended it. */
  readonly exited: Promise<number>
}

/** Starts a command, leader of a group of its own; rejects when it cannot be started. */
export async function startPiped(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<PipedCommand> {
  const child = spawn(file, args, { env: { ...process.env, ...env }, detached: true })
  const exited = new Promise<number>((resolve) => {
    child.once('close', (exitCode) => resolve(exitCode ?? 128))
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  const { stdin, stdout, stderr } = child
  return { pid: child.pid as number, stdin, stdout, stderr, exited }
}
