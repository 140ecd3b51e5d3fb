import type { ComposeFault } from './compose-fault.ts'

const LARGEST_CHARACTERS = 128 * 1024
const DEEPEST = 64

/**
 * Looks at a text before any parser does: too much or too deep input makes parsing slow, or ends the
 * process. Returns what is wrong, or undefined when the text may be parsed.
 */
export function exceedsCaps(text: string, file: string): ComposeFault | undefined {
  const at = { file, line: 1, column: 1 }
  if (text.length > LARGEST_CHARACTERS) return { id: 'too-large', at }
  if (text.includes('\0')) return { id: 'not-text', at }
  const line = tooDeepLine(text)
  return line === undefined ? undefined : { id: 'too-deep', at: { file, line, column: 1 } }
}

/** The line at which a text nests deeper than any compose file does, counted generously. */
function tooDeepLine(text: string): number | undefined {
  let brackets = 0
  const indents: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    for (const column of blockColumns(line)) {
      while (indents.length > 0 && indents.at(-1)! >= column) indents.pop()
      indents.push(column)
      if (indents.length > DEEPEST) return index + 1
    }
    for (const character of line) {
      if (character === '[' || character === '{') brackets++
      else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1)
      if (brackets > DEEPEST) return index + 1
    }
  }
  return undefined
}

/** The columns at which blocks may begin in a line: its indent, and one more after each `- `. */
function blockColumns(line: string): number[] {
  const start = line.search(/\S/)
  if (start < 0) return []
  const columns = [start]
  for (let at = start; /[-?:]/.test(line[at] ?? '') && /\s/.test(line[at + 1] ?? '');) {
    at += 1 + Math.max(1, line.slice(at + 1).search(/\S|$/))
    columns.push(at)
    if (columns.length > DEEPEST + 1) break
  }
  return columns
}
