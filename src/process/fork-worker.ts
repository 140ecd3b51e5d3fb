import { execaNode } from 'execa'
import { signalGroup } from './process-group.ts'
import { TSX_LOADER } from './tsx-loader.ts'

/** A forked process of ours and its typed message channel (structured clone, so BigInt passes). */
export interface WorkerProcess<ToWorker, FromWorker> extends AsyncDisposable {
  readonly groupId: number | undefined
  readonly send: (message: ToWorker) => void
  readonly onMessage: (listener: (message: FromWorker) => void) => void
  /** Resolves when the process is gone, however it ended. */
  readonly ended: Promise<{
    readonly exitCode: number | null
    readonly signal: string | null
    /** The last of what it wrote to standard error, at most 16 kB. */
    readonly stderr: string
  }>
}

/** Forks a TypeScript module of ours in a process group of its own; disposing kills it. */
export function forkWorker<ToWorker, FromWorker>(
  modulePath: string,
  env: Readonly<Record<string, string>>,
): WorkerProcess<ToWorker, FromWorker> {
  const subprocess = execaNode(modulePath, [], {
    nodeOptions: ['--import', TSX_LOADER, '--no-warnings'],
    env,
    ipc: true,
    serialization: 'advanced',
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'pipe',
    buffer: false,
    detached: true,
    cleanup: false,
    reject: false,
  })
  const groupId = subprocess.pid
  let stderr = ''
  subprocess.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-16_384)
  })
  const ended = new Promise<{ exitCode: number | null; signal: string | null; stderr: string }>(
    (resolve) => {
      if (groupId === undefined) return resolve({ exitCode: null, signal: null, stderr })
      subprocess.once('exit', (exitCode, signal) => resolve({ exitCode, signal, stderr }))
    },
  )
  return {
    groupId,
    send: (message) => {
      if (subprocess.connected) subprocess.send(message as object, () => {})
    },
    onMessage: (listener) => void subprocess.on('message', (message) => listener(message as never)),
    ended,
    [Symbol.asyncDispose]: async () => {
      if (groupId !== undefined) signalGroup(groupId, 'SIGKILL')
      await ended
    },
  }
}
