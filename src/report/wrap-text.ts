import { stripVTControlCharacters } from 'node:util'
import wrapAnsi from 'wrap-ansi'
import { widthOf } from './text-layout.ts'

/** Narrower terminals get lines of so many columns, which they then cut themselves. */
const NARROWEST = 40
/** What stands before the sentence of a line: its margin, then a mark or a word and a gap. */
const BEFORE_SENTENCE = /^ *(?:[|·>✂✔✘○!–-] |\S+ {2,})?/u
const GAPS = /\S {2,}(?=\S)/g

/**
 * Breaks lines that are too long for a terminal between words, the rest under where the sentence
 * began. Lines in several columns stay as they are: broken they would be harder to read.
 */
export function wrapText(text: string, columns: number): string {
  const width = Math.max(NARROWEST, columns)
  return text
    .split('\n')
    .map((line) => (widthOf(line) <= width ? line : wrapLine(line, width)))
    .join('\n')
}

function wrapLine(line: string, width: number): string {
  const plain = stripVTControlCharacters(line)
  const before = BEFORE_SENTENCE.exec(plain)?.[0] ?? ''
  if ((plain.slice(before.length).match(GAPS) ?? []).length > 0) return line
  const hang = Math.min(widthOf(before), Math.floor(width / 2))
  const margin = plain.length - plain.trimStart().length
  const wrapped = wrapAnsi(line.trimStart(), width - hang, { hard: false, wordWrap: true })
  return wrapped
    .split('\n')
    .map((part, at) => ' '.repeat(at === 0 ? margin : hang) + part.trimStart())
    .join('\n')
}
