import { StringDecoder } from 'node:string_decoder'
import { execa } from 'execa'
import { signalGroup } from './process-group.ts'

/** How to run one of our own short commands (a version probe, Maven), never a learner's program. */
export type CommandOptions = {
  readonly timeoutMs: number
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Called with every line of standard output and standard error as it comes. */
  readonly onLine?: (line: string) => void
  /** Called once with the process group, which is the command's own. */
  readonly onStarted?: (groupId: number) => void
  readonly signal?: AbortSignal
}

/** How a command ended; a command that could not be started is a result too, not an exception. */
export type CommandResult = {
  readonly outcome: 'exited' | 'not-found' | 'timed-out' | 'killed' | 'not-started'
  readonly exitCode: number | undefined
  /** Standard output and standard error in the order they came, at most 1 MB. */
  readonly output: string
}

/** Runs a command to its end under a time limit, in a process group of its own, and never throws. */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const subprocess = execa(file, args, {
    reject: false,
    all: true,
    stdin: 'ignore',
    maxBuffer: 1_000_000,
    detached: true,
    cleanup: false,
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...(options.env && { env: options.env }),
    ...(options.signal && { cancelSignal: options.signal }),
  })
  const groupId = subprocess.pid
  if (groupId !== undefined) options.onStarted?.(groupId)
  const timer = setTimeout(() => {
    if (groupId !== undefined) signalGroup(groupId, 'SIGKILL')
  }, options.timeoutMs)
  if (options.onLine) forwardLines(subprocess.all, options.onLine)
  const startedAt = performance.now()
  const result = await subprocess
  clearTimeout(timer)
  const isOverdue = performance.now() - startedAt >= options.timeoutMs
  return {
    outcome: outcomeOf(result, isOverdue),
    exitCode: result.exitCode,
    output: typeof result.all === 'string' ? result.all : '',
  }
}

function outcomeOf(
  result: { exitCode?: number | undefined; code?: string | undefined; isTerminated?: boolean },
  isOverdue: boolean,
): CommandResult['outcome'] {
  if (result.exitCode !== undefined) return 'exited'
  if (result.code === 'ENOENT') return 'not-found'
  if (result.isTerminated) return isOverdue ? 'timed-out' : 'killed'
  return 'not-started'
}

function forwardLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = (lines.pop() ?? '').slice(-10_000)
    for (const line of lines) onLine(line)
  })
  stream.on('end', () => {
    if (rest !== '') onLine(rest)
  })
}
