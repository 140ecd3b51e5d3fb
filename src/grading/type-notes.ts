import path from 'node:path'
import type { TypeNote } from '#core/result-record.ts'
import { REPOSITORY } from '#core/repository.ts'
import { runCommand } from '#process/run-command.ts'

const TIME_LIMIT_MS = 10_000
const MOST = 4
/** Not strict: what it says then is nearly always a real slip, such as an option that does not exist. */
const OPTIONS = ['--noEmit', '--pretty', 'false', '--strict', 'false', '--skipLibCheck', 'true']
const SURROUNDINGS = ['--types', 'node', '--allowImportingTsExtensions', 'true']
const COMPLAINT = /^([^\s(][^(]*)\((\d+),(\d+)\): error (TS\d+): (.*)$/

/**
 * What the type checker says of a learner's TypeScript program; nothing for other languages, or when
 * it does not come to an end. tsx runs programs without looking at types.
 */
export async function readTypeNotes(
  folder: string,
  entryFile: string,
  signal: AbortSignal,
): Promise<TypeNote[]> {
  if (!/\.m?ts$/.test(entryFile)) return []
  const compiler = path.join(REPOSITORY.nodeModules, 'typescript', 'bin', 'tsc')
  const args = [compiler, '--project', '.', ...OPTIONS, ...SURROUNDINGS]
  const options = { cwd: folder, timeoutMs: TIME_LIMIT_MS, signal }
  const { outcome, output } = await runCommand(process.execPath, args, options)
  return outcome === 'exited' ? parseComplaints(output) : []
}

/** Takes the complaints about the learner's own files out of the compiler's output. */
export function parseComplaints(output: string): TypeNote[] {
  const notes = output.split('\n').flatMap((line): TypeNote[] => {
    const [, file, row, column, code, message] = COMPLAINT.exec(line) ?? []
    if (file === undefined || file.includes('..') || path.isAbsolute(file)) return []
    return [{ file, line: Number(row), column: Number(column), code: code!, message: message! }]
  })
  return notes.slice(0, MOST)
}
