import type { Lang } from '#core/bilingual.ts'
import type { SeriesEvidence } from '#core/finding.ts'
import { onOneLine, padStartTo, padTo, renderDuration, type Paint } from './text-layout.ts'

const COLUMNS = 56
const ROWS = 6
const EIGHTHS = ' ▁▂▃▄▅▆▇█'

/** A quantity over time as columns, the largest value of each stretch; the limit is a broken line. */
export function renderSeries(evidence: SeriesEvidence, lang: Lang, paint: Paint): string {
  const { points, limit, title, moments } = evidence
  if (points.length === 0) return ''
  const fromMs = points[0]!.atMs
  const spanMs = Math.max(1, points.at(-1)!.atMs - fromMs)
  const columnOf = (atMs: number) =>
    Math.min(COLUMNS - 1, Math.max(0, Math.floor(((atMs - fromMs) / spanMs) * COLUMNS)))
  const heights = heightsOf(points, columnOf)
  const top = Math.max(1, limit?.value ?? 0, ...heights)
  const limitRow = limit && rowOf(limit.value, top)
  const labels = Math.max(String(top).length, String(limit?.value ?? '').length)
  const drawRow = (row: number): string => {
    const label = row === ROWS ? String(top) : row === limitRow ? String(limit!.value) : ''
    const cells = heights.map((height) => cellOf(height, row, top, row === limitRow)).join('')
    const name = row === limitRow ? ` ${onOneLine(limit!.label[lang])}` : ''
    return `  ${padStartTo(label, labels)} ${cells}${name}`.trimEnd()
  }
  const rows = Array.from({ length: ROWS }, (_, index) => drawRow(ROWS - index))
  const end = renderDuration(spanMs, lang)
  const base = `  ${padStartTo('0', labels)} ${padTo('└', COLUMNS - end.length).replaceAll(' ', '─')} ${end}`
  const said = moments.map(({ atMs, label }) => {
    const when = renderDuration(Math.max(0, atMs - fromMs), lang)
    return `  ${' '.repeat(labels)} ${' '.repeat(columnOf(atMs))}▲ ${when} ${onOneLine(label[lang])}`
  })
  return [paint('dim', `${title[lang]}:`), ...rows, base, ...said].join('\n')
}

/** The largest value that falls into each column; a column without one keeps the value before it. */
function heightsOf(points: SeriesEvidence['points'], columnOf: (atMs: number) => number): number[] {
  const heights = Array.from<number | undefined>({ length: COLUMNS })
  for (const { atMs, value } of points) {
    const column = columnOf(atMs)
    heights[column] = Math.max(heights[column] ?? 0, value)
  }
  let last = points[0]!.value
  return heights.map((height) => (last = height ?? last))
}

function rowOf(value: number, top: number): number {
  return Math.min(ROWS, Math.max(1, Math.ceil((value / top) * ROWS)))
}

function cellOf(height: number, row: number, top: number, isLimit: boolean): string {
  const filled = (height / top) * ROWS - (row - 1)
  const eighths = Math.min(8, Math.max(0, Math.round(filled * 8)))
  return eighths === 0 && isLimit ? '┄' : EIGHTHS[eighths]!
}
