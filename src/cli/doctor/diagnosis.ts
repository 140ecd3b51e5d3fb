import type { Bilingual, Lang } from '#core/bilingual.ts'
import { sanitiseText } from '#core/sanitise.ts'
import { indent, onOneLine, padTo, type Paint } from '#report/text-layout.ts'
import { STATUS_MARKS } from '#report/words.ts'

/** One thing that was looked at. */
export type Diagnosis = {
  readonly subject: Bilingual
  /** `bad` keeps grading from working; `note` is information. */
  readonly state: 'good' | 'bad' | 'note'
  readonly found: Bilingual
  /** What to do about it, exactly. */
  readonly mend?: Bilingual
}

const MARKS = {
  good: ['good', STATUS_MARKS.pass],
  bad: ['bad', STATUS_MARKS.fail],
  note: ['dim', STATUS_MARKS.blocked],
} as const

const MEND: Bilingual = { en: 'mend', ko: '해결' }

/** A diagnosis as a line, with the mend below it. */
export function renderDiagnosis(diagnosis: Diagnosis, lang: Lang, paint: Paint): string {
  const { subject, state, found, mend } = diagnosis
  const [style, mark] = MARKS[state]
  const line = `${paint(style, mark)} ${padTo(subject[lang], 18)} ${clean(onOneLine(found[lang]))}`
  if (!mend) return line
  return `${line}\n${indent(`${MEND[lang]}: ${clean(mend[lang])}`, 4)}`
}

function clean(text: string): string {
  return sanitiseText(text)
}
