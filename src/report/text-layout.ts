import stringWidth from 'string-width'
import type { Lang } from '#core/bilingual.ts'

/** How a piece of text is shown; `plain` leaves it alone. */
export type Style = 'good' | 'bad' | 'dim' | 'strong' | 'warn' | 'plain'

/** Turns a style into terminal colours, or does nothing where there are none. */
export type Paint = (style: Style, text: string) => string

/** A text padded with spaces to so many columns; Korean and emoji take two each. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)))
}

/** A text behind spaces, so many columns in all. */
export function padStartTo(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - stringWidth(text))) + text
}

/** The columns a text takes in a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text)
}

/** A text on one line: what a learner wrote must not begin a line of the report. */
export function onOneLine(text: string): string {
  return text.replaceAll('\n', ' ')
}

/** Every line of a text behind the same indentation. */
export function indent(text: string, columns: number): string {
  const margin = ' '.repeat(columns)
  return text
    .split('\n')
    .map((line) => (line === '' ? line : margin + line))
    .join('\n')
}

/** Rows under a heading, columns aligned, without lines. */
export function renderTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  mark: (row: number) => string,
): string {
  const columns = heading.map((title, at) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(onOneLine(row[at] ?? '')))),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => padTo(onOneLine(cell), columns[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [`  ${line(heading)}`, ...rows.map((row, at) => `${mark(at)} ${line(row)}`)].join('\n')
}

/** A duration as people read it: `0.4 s`, `12 s`, `1 min 5 s`. */
export function renderDuration(durationMs: number, lang: Lang): string {
  const unit = lang === 'ko' ? { second: '초', minute: '분' } : { second: ' s', minute: ' min' }
  const seconds = durationMs / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)}${unit.second}`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}${unit.second}`
  return `${Math.floor(whole / 60)}${unit.minute} ${whole % 60}${unit.second}`
}
