import { setTimeout as setTimer, clearTimeout } from 'node:timers'
import { execa } from 'execa'
import { createOutputCapture, type CapturedOutput } from './output-capture.ts'
import { signalGroup, signalProcess, waitUntilGroupGone } from './process-group.ts'

/** A program of a learner: what to run, where, with which environment (nothing is inherited). */
export type ProgramSpec = {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** The program is ended when it runs longer. */
  readonly deadlineMs: number
  /** The program is ended when it writes more than this in all. */
  readonly outputLimitBytes?: number
  /** Whether SIGTERM goes to the whole group (scripts, whose children do the work) or the program. */
  readonly stopsAsGroup?: boolean
  readonly onOutput?: (stream: 'stdout' | 'stderr', chunk: Buffer) => void
  readonly onGroupStarted?: (groupId: number) => void
  /** `leftProcesses`: some of its processes outlived it and were killed. */
  readonly onGroupEnded?: (groupId: number, leftProcesses: boolean) => void
}

/** Why a program is no longer running. */
export type EndReason = 'by-itself' | 'stopped' | 'deadline' | 'output-limit' | 'not-started'

/** How a program ended. */
export type ProgramEnd = {
  readonly reason: EndReason
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly durationMs: number
  /** Processes of its group still ran after it had ended; they were killed. */
  readonly leftProcesses: boolean
  readonly stdout: CapturedOutput
  readonly stderr: CapturedOutput
}

/** A program that was started; disposing it kills its whole group. */
export interface RunningProgram extends AsyncDisposable {
  readonly pid: number | undefined
  readonly ended: Promise<ProgramEnd>
  readonly hasEnded: () => boolean
  readonly readOutput: () => { readonly stdout: CapturedOutput; readonly stderr: CapturedOutput }
  /** SIGTERM, then SIGKILL to the group after `graceMs`; resolves when it has ended. */
  readonly stop: (graceMs: number) => Promise<ProgramEnd>
  /** SIGKILL to the whole group; resolves when it has ended. */
  readonly kill: () => Promise<ProgramEnd>
}

const DEFAULT_OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024
const DRAIN_MS = 20
const LEFTOVER_GRACE_MS = 300
/** A shell ends before the children that got the same SIGTERM and still have to tidy up. */
const STOPPED_GROUP_GRACE_MS = 5_000

/**
 * Starts a program in a process group of its own. The end is the *exit* of the program, not the
 * closing of its pipes, so that a grandchild that keeps them open cannot hold the grader.
 */
export function startProgram(spec: ProgramSpec): RunningProgram {
  const startedAt = performance.now()
  const capture = { stdout: createOutputCapture(), stderr: createOutputCapture() }
  const readOutput = () => ({ stdout: capture.stdout.read(), stderr: capture.stderr.read() })
  const subprocess = spawn(spec)
  const groupId = subprocess.pid
  if (groupId !== undefined) spec.onGroupStarted?.(groupId)
  let reason: EndReason | undefined
  const endBecause = (why: EndReason) => {
    reason ??= why
    if (groupId !== undefined) signalGroup(groupId, 'SIGKILL')
  }
  watchOutput(subprocess, spec, capture, () => endBecause('output-limit'))
  const deadline = setTimer(() => endBecause('deadline'), spec.deadlineMs)
  let isEnded = false
  const ended = waitForExit(subprocess).then(async (exit) => {
    const durationMs = performance.now() - startedAt
    clearTimeout(deadline)
    const leftProcesses = await endGroup(subprocess, reason === 'stopped' && spec.stopsAsGroup)
    if (groupId !== undefined) spec.onGroupEnded?.(groupId, leftProcesses)
    isEnded = true
    const why = groupId === undefined ? 'not-started' : (reason ?? 'by-itself')
    return { reason: why, ...exit, durationMs, leftProcesses, ...readOutput() }
  })
  return {
    pid: groupId,
    ended,
    hasEnded: () => isEnded,
    readOutput,
    stop: async (graceMs) => {
      if (isEnded || groupId === undefined) return ended
      reason ??= 'stopped'
      const sendTo = spec.stopsAsGroup ? signalGroup : signalProcess
      sendTo(groupId, 'SIGTERM')
      const kill = setTimer(() => signalGroup(groupId, 'SIGKILL'), graceMs)
      return ended.finally(() => clearTimeout(kill))
    },
    kill: async () => {
      if (!isEnded) endBecause('stopped')
      return ended
    },
    [Symbol.asyncDispose]: async () => {
      if (isEnded) return
      endBecause('stopped')
      await ended
    },
  }
}

function spawn({ file, args, cwd, env }: ProgramSpec) {
  return execa(file, args, {
    cwd,
    env,
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    detached: true,
    cleanup: false,
    reject: false,
  })
}

/** Kills what a program left in its group; true when there was something. */
async function endGroup(subprocess: Subprocess, isStoppedGroup = false): Promise<boolean> {
  const groupId = subprocess.pid
  const graceMs = isStoppedGroup ? STOPPED_GROUP_GRACE_MS : LEFTOVER_GRACE_MS
  const leftProcesses = groupId !== undefined && !(await waitUntilGroupGone(groupId, graceMs))
  if (groupId !== undefined) signalGroup(groupId, 'SIGKILL')
  subprocess.stdout.destroy()
  subprocess.stderr.destroy()
  return leftProcesses
}

type Subprocess = {
  readonly stdout: NodeJS.ReadableStream & { destroy: () => void }
  readonly stderr: NodeJS.ReadableStream & { destroy: () => void }
  readonly pid?: number | undefined
  once(
    event: 'exit',
    listener: (code: number | null, signal: NodeJS.Signals | null) => void,
  ): unknown
  once(event: 'close' | 'error', listener: () => void): unknown
}

function watchOutput(
  subprocess: Subprocess,
  spec: ProgramSpec,
  capture: Record<'stdout' | 'stderr', { add: (chunk: Buffer) => void }>,
  onTooMuch: () => void,
): void {
  let total = 0
  for (const name of ['stdout', 'stderr'] as const) {
    subprocess[name].on('data', (chunk: Buffer) => {
      total += chunk.length
      if (total > (spec.outputLimitBytes ?? DEFAULT_OUTPUT_LIMIT_BYTES)) return onTooMuch()
      capture[name].add(chunk)
      spec.onOutput?.(name, chunk)
    })
    subprocess[name].on('error', () => {})
  }
}

/** Settles on exit plus a short drain, or at once when the pipes close first. */
function waitForExit(
  subprocess: Subprocess,
): Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    if (subprocess.pid === undefined) return resolve({ exitCode: null, signal: null })
    subprocess.once('exit', (exitCode, signal) => {
      const settle = () => resolve({ exitCode, signal })
      const timer = setTimer(settle, DRAIN_MS)
      subprocess.once('close', () => {
        clearTimeout(timer)
        settle()
      })
    })
  })
}
