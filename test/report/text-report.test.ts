import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'
import type { Finding } from '#core/finding.ts'
import type { Lang } from '#core/bilingual.ts'
import type { ResultRecord } from '#core/result-record.ts'
import { sanitiseData } from '#core/sanitise.ts'
import { CHECK_STATUSES, EXERCISE_STATUSES } from '#core/status.ts'
import { renderExercise, renderLeftOut } from '#report/render-exercise.ts'
import { renderSummary } from '#report/render-summary.ts'
import { both, makeCheck, makeExercise, makeRecord } from '../support/records.ts'
import { expectTranscript } from '../support/transcripts.ts'
import { NEXT, SAMPLES } from './samples.ts'

describe('the text report', () => {
  for (const [name, record] of Object.entries(SAMPLES)) {
    for (const lang of ['en', 'ko'] as const) {
      it(`is as recorded: ${name}, ${lang}`, () => {
        expectTranscript(`${name}.${lang}.txt`, render(record, lang, false))
      })
    }
    it(`is as recorded with --verbose: ${name}`, () => {
      expectTranscript(`${name}.verbose.txt`, render(record, 'en', true))
    })
  }

  it('has a recording of nothing else', () => {
    const recorded = readdirSync(path.join(REPOSITORY.root, 'fixtures', 'transcripts'))
    const names = Object.keys(SAMPLES).flatMap((name) =>
      ['en', 'ko', 'verbose'].map((kind) => `${name}.${kind}.txt`),
    )
    expect(recorded).to.have.members(names)
  })

  it('is recorded for every status of checks and exercises', () => {
    const exercises = Object.values(SAMPLES).flatMap((record) => record.exercises)
    const checks = exercises.flatMap((exercise) => exercise.checks)
    expect(exercises.map(({ status }) => status)).to.include.members([...EXERCISE_STATUSES])
    expect(checks.map(({ status }) => status)).to.include.members([...CHECK_STATUSES])
  })

  it('is all in one language', () => {
    const record = { ...SAMPLES.failed!, isInterrupted: true }
    expect(render(record, 'en', true)).to.not.match(/\(한\)/)
    const korean = render(SAMPLES['graded-twice']!, 'ko', true)
    expect(korean).to.not.match(/passed|Graded|points/)
  })

  it('styles with the paint it is given and nothing else', () => {
    const text = renderExercise(SAMPLES.failed!.exercises[0]!, {
      lang: 'en',
      isVerbose: false,
      paint: (style, plain) => (style === 'plain' ? plain : `<${style}>${plain}</${style}>`),
    })
    expect(text).to.include('<bad>✘</bad>').and.include('<strong>4 of 7')
  })
})

describe('text of a learner in the report', () => {
  const places: readonly [string, (text: string) => Partial<Finding>][] = [
    ['a line of output', (text) => ({ evidence: [output(text)] })],
    ['the actual value', (text) => ({ actual: { en: text, ko: text } })],
    ['the headline', (text) => ({ message: { en: `crashed: ${text}`, ko: text } })],
    ['a table', (text) => ({ evidence: [table(text)] })],
    ['a label', (text) => ({ evidence: [bars(text, '')] })],
    ['the detail of a bar', (text) => ({ evidence: [bars('0', text)] })],
  ]
  for (const [title, finding] of places) {
    it(`begins no line of its own: ${title}`, () => {
      const hostile = 'x\r::error::forged\u0085✔ 03-C2 passed\n✔ 03-C3 passed'
      const check = makeCheck({
        status: 'fail',
        finding: { id: 'x', message: both('no'), evidence: [], ...finding(hostile) },
      })
      const record = sanitiseData(
        makeRecord({ exercises: [makeExercise({ status: 'fail', checks: [check] })] }),
      )
      const lines = render(record, 'en', true)
        .split('\n')
        .map((line) => line.trim())
      expect(lines.filter((line) => /^(?:::|✔ 03-C[23])/.test(line))).to.deep.equal([])
      expect(lines.join('\n')).to.include('forged')
    })
  }
})

function render(record: ResultRecord, lang: Lang, isVerbose: boolean): string {
  const options = { lang, isVerbose, paint: (_: string, text: string) => text }
  const blocks = [
    ...record.leftOut.map((exercise) => renderLeftOut(exercise, options)),
    ...record.exercises.map((exercise) => renderExercise(exercise, options)),
  ]
  const isOver = record.exercises.every(({ status }) => status === 'pass')
  return [...blocks, '', renderSummary(record, isOver ? NEXT : undefined, options)].join('\n')
}

function output(line: string) {
  return { kind: 'output' as const, title: both('Output'), lines: [line] }
}

function table(cell: string) {
  return { kind: 'table' as const, title: both('Table'), columns: [both('a')], rows: [[cell]] }
}

function bars(label: string, detail: string) {
  return { kind: 'spread' as const, title: both('Bars'), bars: [{ label, detail, count: 1 }] }
}
