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
    .filter((line) => line !== '' && !NOISE.test(line))
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line))
    .slice(-SHOWN_LINES)
}

const NOISE = /^\s+at .*(?:node:internal|node_modules)|^Node\.js v\d/

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
