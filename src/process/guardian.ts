import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

/**
 * A small shell process that ends everything a run started when the run ends, whatever the end was:
 * it holds the other side of a pipe, so even a SIGKILL of the grader sets it to work.
 */
export interface Guardian extends AsyncDisposable {
  /** To be part of the environment of every process started for the run. */
  readonly markerEnv: Readonly<Record<string, string>>
  /** The process group is killed at the end unless it is released before. */
  readonly guardGroup: (groupId: number) => void
  readonly releaseGroup: (groupId: number) => void
  /** One line of shell is run at the end, after all processes have ended, unless it is released before. */
  readonly guardCommand: (line: string) => void
  readonly releaseCommand: (line: string) => void
  /** Makes a fresh folder `<parent>/<prefix>XXXXXX`, mode 0700, that is removed at the end. */
  readonly makeFolder: (parent: string, prefix: string) => Promise<string>
  /** Removes a folder made by `makeFolder` ahead of the end. */
  readonly removeFolder: (folder: string) => Promise<void>
}

const SCRIPT = fileURLToPath(new URL('./guardian.sh', import.meta.url))

/** Starts the guardian of one run. Disposing it ends all that is left and waits for that. */
export function startGuardian(): Guardian {
  const marker = `KAFKALINGS_RUN=${randomBytes(9).toString('hex')}`
  const subprocess = execa('sh', [SCRIPT, marker], {
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
  })
  subprocess.stdin.on('error', () => {})
  subprocess.unref()
  const order = (line: string) => void subprocess.stdin.write(`${line}\n`)
  const [name, value] = marker.split('=') as [string, string]
  return {
    markerEnv: { [name]: value },
    guardGroup: (groupId) => order(`+group ${groupId}`),
    releaseGroup: (groupId) => order(`-group ${groupId}`),
    guardCommand: (line) => order(`+command ${line}`),
    releaseCommand: (line) => order(`-command ${line}`),
    makeFolder: async (parent, prefix) => {
      const folder = await mkdtemp(path.join(parent, prefix))
      order(`+folder ${folder}`)
      return folder
    },
    removeFolder: async (folder) => {
      await rm(folder, { recursive: true, force: true })
      order(`-folder ${folder}`)
    },
    [Symbol.asyncDispose]: async () => {
      subprocess.ref()
      subprocess.stdin.end()
      await subprocess
    },
  }
}
