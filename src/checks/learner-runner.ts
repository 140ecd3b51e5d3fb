import path from 'node:path'
import type { LabDescription } from '#core/lab.ts'
import { TSX_LOADER } from '#process/tsx-loader.ts'

/** How a file is run. */
export type RunCommand = {
  readonly file: string
  readonly args: readonly string[]
  /** SIGTERM goes to the whole process group, as Ctrl-C would: a shell does not pass it on. */
  readonly stopsAsGroup: boolean
}

/** kafkajs asks for a negative timer on Node 24, which warns (tulios/kafkajs issue 1751). */
const QUIET = '--disable-warning=TimeoutNegativeWarning'
const NODE = process.execPath

type Runner = (entry: string, lab: LabDescription) => RunCommand

const RUNNERS: Readonly<Record<string, Runner>> = {
  '.ts': (entry) => program(NODE, [QUIET, '--import', TSX_LOADER, entry]),
  '.mts': (entry) => program(NODE, [QUIET, '--import', TSX_LOADER, entry]),
  '.js': (entry) => program(NODE, [QUIET, entry]),
  '.mjs': (entry) => program(NODE, [QUIET, entry]),
  '.py': (entry) => program('python3', ['-u', entry]),
  '.sh': (entry) => ({ file: 'bash', args: [entry], stopsAsGroup: true }),
  '.java': (entry, lab) =>
    program(lab.cluster?.javaPath ?? 'java', [
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-Xshare:auto',
      ...(lab.cluster?.classPath === undefined ? [] : ['-cp', lab.cluster.classPath]),
      entry,
    ]),
}

/** The command for a learner's file, chosen by its extension. */
export function runCommandFor(entryFile: string, lab: LabDescription): RunCommand {
  const runner = RUNNERS[path.extname(entryFile)]
  if (!runner) throw new Error(`no runner for ${entryFile}`)
  return runner(entryFile, lab)
}

function program(file: string, args: readonly string[]): RunCommand {
  return { file, args, stopsAsGroup: false }
}
