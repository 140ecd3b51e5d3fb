import type { Lang } from '#core/bilingual.ts'
import type { Evidence, SpreadEvidence, TableEvidence } from '#core/finding.ts'
import { renderSeries } from './render-series.ts'
import { renderTimeline } from './render-timeline.ts'
import { onOneLine, padTo, renderTable, widthOf, type Paint } from './text-layout.ts'

const LONGEST_BAR = 30

/** A fact as lines of text. */
export function renderEvidence(evidence: Evidence, lang: Lang, paint: Paint): string {
  switch (evidence.kind) {
    case 'note':
      return evidence.text[lang]
    case 'table':
      return renderTableEvidence(evidence, lang, paint)
    case 'spread':
      return renderSpread(evidence, lang, paint)
    case 'output':
      return [
        paint('dim', `${evidence.title[lang]}:`),
        ...evidence.lines
          .flatMap((line) => line.split('\n'))
          .map((line) => paint('dim', `| ${line}`)),
      ].join('\n')
    case 'timeline':
      return renderTimeline(evidence, lang, paint)
    case 'series':
      return renderSeries(evidence, lang, paint)
  }
}

function renderTableEvidence(evidence: TableEvidence, lang: Lang, paint: Paint): string {
  if (evidence.rows.length === 0) return ''
  const heading = evidence.columns.map((column) => column[lang])
  const marked = new Set(evidence.marked)
  const mark = (row: number) => (marked.has(row) ? paint('bad', '>') : ' ')
  return `${paint('dim', `${evidence.title[lang]}:`)}\n${renderTable(heading, evidence.rows, mark)}`
}

function renderSpread(evidence: SpreadEvidence, lang: Lang, paint: Paint): string {
  const most = Math.max(1, ...evidence.bars.map(({ count }) => count))
  const labels = Math.max(...evidence.bars.map(({ label }) => widthOf(onOneLine(label))))
  const scale = Math.min(1, LONGEST_BAR / most)
  const lines = evidence.bars.map(({ label, count, detail = '' }) => {
    const bar = '█'.repeat(count > 0 ? Math.max(1, Math.round(count * scale)) : 0)
    const tail = detail === '' ? '' : paint('dim', `  ${onOneLine(detail)}`)
    return `  ${padTo(onOneLine(label), labels)}  ${paint('good', bar)} ${count}${tail}`
  })
  return [paint('dim', `${evidence.title[lang]}:`), ...lines].join('\n')
}
