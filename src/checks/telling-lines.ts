import { cutTo } from './cut-to.ts'

const SHOWN_LINES = 8
const LONGEST_LINE = 200
/** Of a longer line only the beginning is looked at: what follows takes time and tells nothing. */
const LONGEST_READ = 2_000

/** The last lines of a program's output that tell a learner something. */
export function tellingLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => withoutFolder(line.slice(0, LONGEST_READ)).trimEnd())
    .flatMap((line) => readable(line) ?? [])
    .filter((line) => line !== '' && !NOISE.some((noise) => noise.test(line)))
    .map((line) => cutTo(line, LONGEST_LINE))
    .reduce(fold, [])
    .map(({ line, times }) => (times > 1 ? `${line} (×${times})` : line))
    .slice(-SHOWN_LINES)
}

/** Frames of others' code, and what an error object prints beside its message. */
const NOISE = [
  /^\s+at .*(?:node:internal|node_modules)/,
  /^\s+at (?:java|javax|jdk|sun|scala|kafka|joptsimple|net\.sourceforge|org\.apache)\./,
  /^Node\.js v\d/,
  /^\s+(?:retriable|helpUrl|retryCount|retryTime|broker|code): .{0,60},?$/,
  /^[}\]],?$/,
]

type Folded = { readonly line: string; readonly times: number }

/** What comes again within so many lines, as in a loop of tries, is said once. */
const LOOP_LINES = 3

/** Lines that come again soon, but for the time they begin with, count as one. */
function fold(folded: readonly Folded[], line: string): Folded[] {
  const at = folded.findLastIndex((each) => withoutTime(each.line) === withoutTime(line))
  if (at < 0 || at < folded.length - LOOP_LINES) return [...folded, { line, times: 1 }]
  return folded.with(at, { line, times: folded[at]!.times + 1 })
}

function withoutTime(line: string): string {
  return line.replace(/^\[?\d{4}-\d\d-\d\d[ T][\d:.,Z]+\]?/, '')
}

/** The program ran in a private copy; the learner knows its file by its name alone. */
export function withoutFolder(line: string): string {
  return line.replaceAll(/(?:file:\/\/)?[^\s(]*\/exercise-\w+\/exercise\//g, '')
}

/** kafkajs logs JSON: what it says stays, what it does in passing goes. */
function readable(line: string): string | undefined {
  if (!line.startsWith('{"level":')) return line
  try {
    const entry = JSON.parse(line) as Record<string, unknown>
    if (entry.level === 'INFO' || entry.level === 'DEBUG') return undefined
    const error = typeof entry.error === 'string' ? `: ${entry.error}` : ''
    return `kafkajs ${String(entry.level)}: ${String(entry.message)}${error}`
  } catch {
    return line
  }
}
