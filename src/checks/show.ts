import type { Bilingual } from '#core/bilingual.ts'
import type { NoteEvidence, SpreadBar, SpreadEvidence } from '#core/finding.ts'
import { spellOut } from '#core/sanitise.ts'
import { cutTo } from './cut-to.ts'
import { decodeUtf8 } from './match-events.ts'

const LONGEST = 72

/** A value as a learner can read it: its text, or its bytes in hexadecimal, cut to one line. */
export function showValue(value: Buffer | string | null): string {
  if (value === null) return 'null'
  const text = typeof value === 'string' ? value : decodeUtf8(value)
  const shown = text === undefined ? `bytes ${(value as Buffer).toString('hex')}` : text
  return cutTo(spellOut(shown).replaceAll('\n', '\\n'), LONGEST)
}

/** Counts over owners, as a picture of bars. */
export function spreadOver(title: Bilingual, bars: readonly SpreadBar[]): SpreadEvidence {
  return { kind: 'spread', title, bars }
}

/** One sentence of fact. */
export function noteOf(text: Bilingual): NoteEvidence {
  return { kind: 'note', text }
}

/** Partition numbers or names as a list for a sentence. */
export function listOf(items: readonly (string | number)[]): string {
  return items.join(', ')
}
