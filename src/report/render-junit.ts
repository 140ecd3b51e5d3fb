import { create } from 'xmlbuilder2'
import type { Lang } from '#core/bilingual.ts'
import type { CheckResult, ExerciseResult, ResultRecord } from '#core/result-record.ts'
import { renderEvidence } from './render-evidence.ts'
import { WORDS } from './words.ts'

type Element = ReturnType<typeof create>

/**
 * The record as JUnit XML: one suite per graded exercise, one case per check. `fail` is a failure,
 * `blocked`, `todo` and a bonus not earned are skipped, `infra` and `defect` are errors.
 */
export function renderJunit(record: ResultRecord, lang: Lang): string {
  const suites = record.exercises.map((exercise) => ({ exercise, cases: casesOf(exercise, lang) }))
  const run = casesOfRun(record)
  const leftOut = record.leftOut.map(({ slug, reason }) => skipped(slug, reason[lang]))
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: 'kafkalings',
    ...totals([...run, ...leftOut, ...suites.flatMap(({ cases }) => cases)]),
    time: seconds(record.durationMs),
    timestamp: record.startedAt,
  })
  if (run.length > 0) {
    const suite = root.ele('testsuite', { name: 'kafkalings', ...totals(run) })
    for (const each of run) addCase(suite, 'kafkalings', each)
  }
  for (const each of leftOut) {
    const suite = root.ele('testsuite', { name: each.name, ...totals([each]) })
    addCase(suite, each.name, each)
  }
  for (const { exercise, cases } of suites) {
    const suite = root.ele('testsuite', {
      name: exercise.slug,
      ...totals(cases),
      time: seconds(exercise.durationMs),
      timestamp: record.startedAt,
    })
    const properties = suite.ele('properties')
    properties.ele('property', { name: 'points', value: String(exercise.points ?? '') })
    properties.ele('property', { name: 'maxPoints', value: String(exercise.maxPoints) })
    properties.ele('property', { name: 'seed', value: record.seed })
    for (const each of cases) addCase(suite, exercise.slug, each)
  }
  return `${root.end({ prettyPrint: true })}\n`
}

type Case = {
  readonly name: string
  readonly durationMs: number
  readonly result?: {
    readonly tag: 'failure' | 'error' | 'skipped'
    readonly type: string
    readonly message: string
    readonly text: string
  }
}

/** A run that was cut short is an error, else the exercises it never came to would look fine. */
function casesOfRun({ isInterrupted }: ResultRecord): Case[] {
  if (!isInterrupted) return []
  const text = 'The run was interrupted.'
  const result = { tag: 'error' as const, type: 'interrupted', message: text, text }
  return [{ name: 'run', durationMs: 0, result }]
}

function casesOf(exercise: ExerciseResult, lang: Lang): Case[] {
  const own: Case[] = []
  if (exercise.status === 'todo') {
    own.push(skipped(exercise.slug, lang === 'ko' ? '아직 시작하지 않음' : 'not started yet'))
  }
  if (exercise.finding) {
    const message = exercise.finding.message[lang]
    const result = { tag: 'failure' as const, type: exercise.finding.id, message, text: message }
    own.push({ name: `${exercise.id} submission`, durationMs: 0, result })
  }
  return [...own, ...exercise.checks.map((check) => caseOf(check, exercise, lang))]
}

function caseOf(check: CheckResult, exercise: ExerciseResult, lang: Lang): Case {
  const name = `${check.id} ${check.title[lang]}`
  const { durationMs, finding } = check
  if (check.status === 'pass') return { name, durationMs }
  if (check.status === 'fail' && check.isBonus) return skipped(name, finding?.message[lang] ?? '')
  if (check.status === 'blocked') return skipped(name, `needs ${check.blockedBy}`)
  if (check.status === 'fail') {
    const message = finding?.message[lang] ?? ''
    const type = finding?.id ?? 'fail'
    const text = [
      message,
      finding?.expected ? `${WORDS.expected[lang]}: ${finding.expected[lang]}` : '',
      finding?.actual ? `${WORDS.actual[lang]}: ${finding.actual[lang]}` : '',
      ...(finding?.evidence ?? []).map((each) => renderEvidence(each, lang, (_, plain) => plain)),
    ]
    const result = { tag: 'failure' as const, type, message, text: text.filter(Boolean).join('\n') }
    return { name, durationMs, result }
  }
  const error = check.error ?? exercise.error
  const message = error?.message[lang] ?? check.status
  const type = check.status === 'infra' ? 'infrastructure' : 'grader-defect'
  return { name, durationMs, result: { tag: 'error', type, message, text: message } }
}

function skipped(name: string, message: string): Case {
  return { name, durationMs: 0, result: { tag: 'skipped', type: 'skipped', message, text: '' } }
}

function addCase(suite: Element, classname: string, { name, durationMs, result }: Case) {
  const element = suite.ele('testcase', {
    name,
    classname,
    time: seconds(durationMs),
  })
  if (!result) return
  if (result.tag === 'skipped') element.ele('skipped', { message: result.message })
  else {
    const { type, message, text } = result
    element.ele(result.tag, { type, message }).txt(text)
  }
}

function totals(cases: readonly Case[]) {
  const count = (tag: string) => String(cases.filter(({ result }) => result?.tag === tag).length)
  return {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  }
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3)
}
