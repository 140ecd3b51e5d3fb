import type { Lang } from '#core/bilingual.ts'
import type { TimelineEvent, TimelineEvidence } from '#core/finding.ts'
import { onOneLine, padTo, renderDuration, widthOf, type Paint } from './text-layout.ts'

/** What happened, a line each: a mark where it matters, when, who, what. */
export function renderTimeline(evidence: TimelineEvidence, lang: Lang, paint: Paint): string {
  const { events, title } = evidence
  if (events.length === 0) return ''
  const startMs = events[0]!.atMs
  const rows = events.map((event) => ({
    event,
    when: renderDuration(event.atMs - startMs, lang),
    who: onOneLine(event.who[lang]),
    what: onOneLine(event.what[lang]),
  }))
  const widest = (texts: readonly string[]) => Math.max(...texts.map(widthOf))
  const times = widest(rows.map(({ when }) => when))
  const actors = widest(rows.map(({ who }) => who))
  const lines = rows.map(({ event, when, who, what }) => {
    const time = paint('dim', padTo(when, times))
    return `${markOf(event, paint)} ${time}  ${padTo(who, actors)}  ${what}`
  })
  return [paint('dim', `${title[lang]}:`), ...lines].join('\n')
}

function markOf({ mark }: TimelineEvent, paint: Paint): string {
  if (mark === 'wrong') return paint('bad', '>')
  return mark === 'fault' ? paint('warn', '✂') : ' '
}
