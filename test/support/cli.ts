import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import { resultRecordSchema, type ResultRecord } from '#core/result-record.ts'
import {
  childrenOf,
  environmentOf,
  processesByCommand,
  processesByEnvironment,
} from './processes.ts'
import { eventually } from './wait.ts'

/** How a run of the command line came out. */
export type CliEnd = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A run of the command line in a process of its own. */
export type CliRun = AsyncDisposable & {
  readonly pid: number
  readonly ended: Promise<CliEnd>
  readonly seen: () => string
  readonly kill: ChildProcess['kill']
}

/** How to start it: `env` replaces variables, an undefined one is left out. */
export type CliOptions = {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** A shell line that ends by running "$@", for example with another standard input. */
  readonly shell?: string
  /** The checkout whose command line it is; ours when left out. */
  readonly root?: string
}

/** Starts `kafkalings …args` in English; disposing kills it. */
export function startCli(args: readonly string[], options: CliOptions = {}): CliRun {
  const root = options.root ?? REPOSITORY.root
  const main = path.join(root, 'src', 'cli', 'main.ts')
  const command = [process.execPath, '--import', 'tsx', main, ...args]
  const [file, ...rest] = options.shell ? ['sh', '-c', options.shell, 'sh', ...command] : command
  const env = {
    ...process.env,
    LANG: 'C',
    LC_ALL: undefined,
    FORCE_COLOR: undefined,
    ...options.env,
  }
  const child = spawn(file!, rest, {
    cwd: root,
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  const ended = new Promise<CliEnd>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...output }))
  })
  return {
    pid: child.pid!,
    ended,
    seen: () => output.stdout + output.stderr,
    kill: (signal) => child.kill(signal),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs `kafkalings …args` to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliEnd> {
  await using run = startCli(args, options)
  return await run.ended
}

/** Runs `grade …args --json -` to its end and reads the record. */
export async function gradeToRecord(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliEnd & { readonly record: ResultRecord }> {
  const end = await runCli(['grade', ...args, '--json', '-'], options)
  return { ...end, record: readRecord(end) }
}

/** The record a run wrote to standard output, checked against its schema. */
export function readRecord({ stdout, stderr }: CliEnd): ResultRecord {
  try {
    return resultRecordSchema.parse(JSON.parse(stdout))
  } catch (error) {
    throw new Error(`no record on standard output: ${stdout}\n${stderr}`, { cause: error })
  }
}

/** The marker that all processes of a run carry in their environment, once there are any. */
export async function markerOfRun(run: CliRun): Promise<string> {
  const markers = await eventually(
    'a process of the run',
    () => childrenOf(run.pid).flatMap((pid) => environmentOf(pid).get('KAFKALINGS_RUN') ?? []),
    ({ length }) => length > 0,
    30_000,
  )
  return `KAFKALINGS_RUN=${markers[0]}`
}

/** What of a run is still there: processes with its marker, and its guardian. */
export function leftOf(marker: string): number[] {
  return [...processesByEnvironment(marker), ...processesByCommand(marker)]
}

/** The broker of a run, once its JVM was started. */
export async function brokerOfRun(marker: string): Promise<number> {
  const isBroker = (pid: number) => processesByCommand('/node-1/java.args').includes(pid)
  const pids = await eventually(
    'the broker of the run',
    () => processesByEnvironment(marker).filter(isBroker),
    ({ length }) => length > 0,
    30_000,
  )
  return pids[0]!
}
