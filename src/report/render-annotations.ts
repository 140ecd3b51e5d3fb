import type { Lang } from '#core/bilingual.ts'
import type { CheckResult, ExerciseResult, ResultRecord } from '#core/result-record.ts'
import { WORDS } from './words.ts'

/** GitHub shows ten annotations of a kind per step and silently drops the rest. */
const MOST = 10

/**
 * The record as GitHub workflow commands, the weightiest faults first. `folder` is where the files
 * are, relative to the repository.
 */
export function renderAnnotations(record: ResultRecord, lang: Lang, folder: string): string[] {
  const faults = record.exercises.flatMap((exercise) => faultsOf(exercise, lang, folder))
  const ordered = faults.toSorted((one, other) => other.weight - one.weight)
  const lines = ordered.slice(0, MOST).map(({ line }) => line)
  const more = ordered.length - lines.length
  const rest = lang === 'ko' ? `그 밖에 ${more}개가 더 있습니다.` : `${more} more; see the log.`
  return more > 0 ? [...lines, command('notice', { title: 'kafkalings' }, rest)] : lines
}

type Fault = { readonly weight: number; readonly line: string }

function faultsOf(exercise: ExerciseResult, lang: Lang, folder: string): Fault[] {
  const { slug, file: name, finding, error } = exercise
  const file = name === null ? undefined : `${folder}/${slug}/${name}`
  if (error) {
    return [{ weight: 1_000, line: command('error', { title: slug }, error.message[lang]) }]
  }
  if (finding) {
    const line = command('error', { file, title: slug }, finding.message[lang])
    return [{ weight: exercise.maxPoints, line }]
  }
  return exercise.checks.flatMap((check) => {
    const text = textOf(check, lang)
    if (text === undefined) return []
    const title = `${check.id} ${check.title[lang]}`
    const weight = check.maxPoints + (check.isEssential ? 100 : 0)
    return [{ weight, line: command('error', { file, title }, text) }]
  })
}

function textOf(check: CheckResult, lang: Lang): string | undefined {
  const { finding, error, status, isBonus } = check
  if (error) return error.message[lang]
  if (status !== 'fail' || isBonus || !finding) return undefined
  return [
    finding.message[lang],
    ...(finding.expected ? [`${WORDS.expected[lang]}: ${finding.expected[lang]}`] : []),
    ...(finding.actual ? [`${WORDS.actual[lang]}: ${finding.actual[lang]}`] : []),
  ].join('\n')
}

type Properties = { readonly title: string; readonly file?: string | undefined }

function command(kind: 'error' | 'notice', properties: Properties, text: string): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  return `::${kind} ${list.join(',')}::${escapeText(text)}`
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
