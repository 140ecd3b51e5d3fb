import type { Lang } from '#core/bilingual.ts'
import type { ExerciseResult, ResultRecord } from '#core/result-record.ts'
import { SENTENCES, STATUS_MARKS, STATUS_WORDS, WORDS as FIXED } from './words.ts'

/** GitHub shows no summary of a step that is larger than 1 MiB. */
const LARGEST = 900_000

const WORDS = {
  en: { exercise: 'exercise', result: 'result', points: 'points', of: 'of' },
  ko: { exercise: '연습', result: '결과', points: '점수', of: '/' },
}

/** The record as a job summary in Markdown: a table, and under it what is missing. */
export function renderJobSummary(record: ResultRecord, lang: Lang): string {
  const words = WORDS[lang]
  const rows = record.exercises.map(
    ({ slug, title, status, points, maxPoints }) =>
      `| ${STATUS_MARKS[status]} ${escape(slug)} ${escape(title[lang])} | ${STATUS_WORDS[status][lang]} | ${points ?? '-'} ${words.of} ${maxPoints} |`,
  )
  const leftOut = record.leftOut.map(
    ({ slug, title }) =>
      `| – ${escape(slug)} ${escape(title[lang])} | ${FIXED.leftOut[lang]} | - |`,
  )
  const text = [
    `### kafkalings: ${SENTENCES.score(record.points, record.maxPoints)[lang]}`,
    '',
    `| ${words.exercise} | ${words.result} | ${words.points} |`,
    '| --- | --- | --- |',
    ...rows,
    ...leftOut,
    '',
    ...record.leftOut.map(({ slug, reason }) => `- **${escape(slug)}** ${escape(reason[lang])}`),
    ...record.exercises.flatMap((exercise) => details(exercise, lang)),
    '',
  ].join('\n')
  return text.slice(0, LARGEST)
}

function details(exercise: ExerciseResult, lang: Lang): string[] {
  const own = exercise.finding ?? exercise.error
  const lines = own ? [`- **${escape(exercise.slug)}** ${escape(own.message[lang])}`] : []
  const checks = exercise.checks.flatMap(({ id, finding, error }) => {
    const said = finding ?? error
    return said ? [`- **${id}** ${escape(said.message[lang])}`] : []
  })
  return own ? lines : checks
}

/** Text of a learner stays text: no Markdown, no HTML, no line of its own. */
function escape(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll(/[\\`*_{}[\]<>|#&]/g, (mark) => `\\${mark}`)
}
