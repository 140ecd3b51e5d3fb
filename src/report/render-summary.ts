import type { Bilingual } from '#core/bilingual.ts'
import type { ExerciseResult, ResultRecord } from '#core/result-record.ts'
import { renderError, type TextOptions } from './render-exercise.ts'
import { padTo, renderDuration } from './text-layout.ts'
import { SENTENCES, WORDS } from './words.ts'

/** What the summary says of the exercise to do next. */
export type NextExercise = {
  readonly slug: string
  readonly title: Bilingual
  readonly goal: Bilingual
  readonly firstStep: Bilingual
  /** The file to open, relative to where the learner is. */
  readonly file: string
  /** The command that grades it. */
  readonly command: string
}

/** The end of a text report: score, time, and what to do next. */
export function renderSummary(
  record: ResultRecord,
  next: NextExercise | undefined,
  options: TextOptions,
): string {
  const { lang, paint } = options
  const blocks = []
  if (record.isInterrupted) blocks.push(paint('warn', SENTENCES.interrupted[lang]))
  if (record.error) return [...blocks, renderError(record.error, options)].join('\n\n')
  const graded = record.exercises.filter(({ status }) => status !== 'todo')
  const isGraded = graded.length > 0 || record.environment.provider !== null
  if (isGraded) blocks.push(renderTotals(record, options))
  if (next && !record.isInterrupted) blocks.push(renderNext(next, options))
  const isAllPassed = graded.length > 0 && record.exercises.every(({ status }) => status === 'pass')
  if (isAllPassed && !record.isInterrupted) blocks.push(paint('good', SENTENCES.allDone[lang]))
  return blocks.join('\n\n')
}

function renderTotals(record: ResultRecord, { lang, paint }: TextOptions): string {
  const total = renderDuration(record.durationMs, lang)
  const seed = `${WORDS.seed[lang]} ${record.seed}`
  const { kafka, provider } = record.environment
  const isWithoutBroker = provider === null
  const timing = isWithoutBroker
    ? SENTENCES.inAll(total)
    : SENTENCES.timing(total, renderDuration(record.clusterMs, lang))
  const broker = isWithoutBroker ? '' : ['Kafka', kafka, `(${provider})`].filter(Boolean).join(' ')
  const facts = paint('dim', [timing[lang], seed, broker].filter(Boolean).join(' · '))
  const isJudged = ({ points, maxPoints }: ExerciseResult) => points !== null && maxPoints > 0
  if (!record.exercises.some(isJudged)) return facts
  const score = SENTENCES.score(record.points, record.maxPoints)[lang]
  return `${paint('strong', score)}\n${facts}`
}

/** The exercise to do next: what it is about, the file to open, the command that grades it. */
export function renderNext(
  next: NextExercise,
  { lang, paint }: Pick<TextOptions, 'lang' | 'paint'>,
): string {
  const row = (word: Bilingual, text: string) => `  ${paint('dim', padTo(word[lang], 6))} ${text}`
  return [
    `${paint('strong', `${WORDS.next[lang]}: ${next.slug}`)}  ${next.title[lang]}`,
    row(WORDS.goal, next.goal[lang]),
    row(WORDS.file, next.file),
    row(WORDS.start, next.firstStep[lang]),
    row(WORDS.grade, next.command),
  ].join('\n')
}
