import type { Lang } from '#core/bilingual.ts'
import type { CheckResult, ExerciseResult, LeftOutExercise } from '#core/result-record.ts'
import { renderEvidence } from './render-evidence.ts'
import { indent, onOneLine, padTo, renderDuration, type Paint, type Style } from './text-layout.ts'
import { SENTENCES, STATUS_MARKS, STATUS_WORDS, WORDS } from './words.ts'

/** How a text report is to look. */
export type TextOptions = {
  readonly lang: Lang
  readonly paint: Paint
  /** Show passed checks with what was seen, too. */
  readonly isVerbose: boolean
}

/** The status of an exercise on one line. */
function renderExerciseLine(result: ExerciseResult, options: TextOptions): string {
  const { lang, paint } = options
  const style = STYLES[result.status]
  const name = `${padTo(result.slug, 22)} ${result.title[lang]}`
  const score =
    result.maxPoints > 0 && result.points !== null && result.status !== 'todo'
      ? `${result.points}/${result.maxPoints}`
      : ''
  const took = result.durationMs > 0 ? renderDuration(result.durationMs, lang) : ''
  const parts = [
    padTo(name, 58),
    padTo(score, 6),
    STATUS_WORDS[result.status][lang],
    paint('dim', took),
  ]
  return `${paint(style, STATUS_MARKS[result.status])} ${parts.join(' ').trimEnd()}`
}

/** An exercise in full: its line, and under it the checks that need the learner's attention. */
export function renderExercise(result: ExerciseResult, options: TextOptions): string {
  const { lang, paint, isVerbose } = options
  const blocks = [renderExerciseLine(result, options)]
  if (result.finding) blocks.push(indent(renderFinding(result.finding, options), 4))
  if (result.error) blocks.push(indent(renderError(result.error, options), 4))
  if (!result.finding && !result.error) {
    const isInteresting = isVerbose || result.status !== 'pass' || result.isSolvedAlready
    if (isInteresting)
      blocks.push(...result.checks.map((check) => renderCheck(check, result, options)))
  }
  if (result.typeNotes.length > 0) blocks.push(indent(renderTypeNotes(result, options), 4))
  if (result.hasPassMark && result.status === 'fail') {
    blocks.push(indent(paint('good', SENTENCES.passMark[lang]), 4))
  }
  const happened = result.whatHappened.map((line) => paint('dim', `· ${line[lang]}`))
  if (happened.length > 0) blocks.push(indent(happened.join('\n'), 4))
  if (result.flags.includes('broker-lost-again') && result.status === 'fail') {
    blocks.push(indent(paint('warn', SENTENCES.lostAgain[lang]), 4))
  } else if (result.attempts > 1) blocks.push(indent(paint('dim', SENTENCES.repeated[lang]), 4))
  if (isVerbose && result.durationMs > 0) {
    const { 'set-up': setUp, program, observing } = result.phasesMs
    const [one, two, three] = [setUp, program, observing].map((each) => renderDuration(each, lang))
    blocks.push(indent(paint('dim', SENTENCES.phases(one!, two!, three!)[lang]), 4))
  }
  return blocks.join('\n')
}

/** An exercise that the provider of brokers cannot serve, and why. */
export function renderLeftOut(exercise: LeftOutExercise, { lang, paint }: TextOptions): string {
  const { slug, title, reason } = exercise
  const name = padTo(`${padTo(slug, 22)} ${title[lang]}`, 58)
  const line = `${paint('dim', '–')} ${name} ${padTo('', 6)} ${WORDS.leftOut[lang]}`
  return `${line}\n${indent(paint('dim', reason[lang]), 4)}`
}

function renderCheck(check: CheckResult, exercise: ExerciseResult, options: TextOptions): string {
  const { lang, paint, isVerbose } = options
  const style = STYLES[check.status]
  const bonus = check.isBonus ? ` ${WORDS.bonus[lang]}` : ''
  const points = check.maxPoints > 0 ? `${check.points ?? '-'}/${check.maxPoints}${bonus}` : ''
  const head = `${paint(style, STATUS_MARKS[check.status])} ${check.id} ${check.title[lang]}`
  const lines = [indent(`${padTo(head, 56)} ${points}`.trimEnd(), 4)]
  if (check.blockedBy !== undefined) {
    lines[0] += paint('dim', `  ${SENTENCES.blockedBy(check.blockedBy)[lang]}`)
  }
  if (check.finding) {
    lines.push(indent(renderFinding(check.finding, options), 6))
    lines.push(indent(`${paint('dim', padTo(WORDS.hint[lang], 9))} npm run hint -- ${check.id}`, 6))
  }
  if (check.error) lines.push(indent(renderError(check.error, options), 6))
  if (isVerbose || exercise.isSolvedAlready) {
    for (const each of check.evidence) lines.push(indent(renderEvidence(each, lang, paint), 6))
  }
  return lines.join('\n')
}

function renderFinding(
  finding: NonNullable<CheckResult['finding']>,
  { lang, paint }: TextOptions,
): string {
  const pair = (word: string, text: string) => `${paint('dim', padTo(word, 9))} ${onOneLine(text)}`
  return [
    paint('strong', onOneLine(finding.message[lang])),
    ...(finding.expected ? [pair(WORDS.expected[lang], finding.expected[lang])] : []),
    ...(finding.actual ? [pair(WORDS.actual[lang], finding.actual[lang])] : []),
    ...finding.evidence.map((each) => renderEvidence(each, lang, paint)),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function renderTypeNotes({ typeNotes }: ExerciseResult, { lang, paint }: TextOptions): string {
  const lines = typeNotes.map(({ file, line, message }) =>
    paint('dim', `| ${onOneLine(`${file}:${line}  ${message}`)}`),
  )
  return [paint('dim', SENTENCES.typeNotes[lang]), ...lines].join('\n')
}

/** Why something could not be graded. */
export function renderError(
  error: NonNullable<ExerciseResult['error']>,
  { lang, paint, isVerbose }: TextOptions,
): string {
  const isOurs = error.code === undefined
  const lines = [paint('warn', error.message[lang])]
  if (error.advice) lines.push(error.advice[lang])
  lines.push(paint('dim', isOurs ? SENTENCES.ourFault[lang] : SENTENCES.notYourFault[lang]))
  if (isOurs && error.stack !== undefined) {
    const stack = error.stack.split('\n').slice(0, isVerbose ? 40 : 6)
    lines.push(...stack.map((line) => paint('dim', `| ${line}`)))
  }
  return lines.join('\n')
}

const STYLES: Readonly<Record<CheckResult['status'] | ExerciseResult['status'], Style>> = {
  pass: 'good',
  fail: 'bad',
  todo: 'plain',
  blocked: 'dim',
  infra: 'warn',
  defect: 'warn',
}
