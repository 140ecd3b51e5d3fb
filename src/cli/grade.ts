import path from 'node:path'
import { EXIT, exitCodeOf } from '#core/exit-code.ts'
import type { GradingEvent } from '#core/grading-event.ts'
import { missedMinima, type Minimum } from '#core/minimum.ts'
import { replaceFile } from '#core/replace-file.ts'
import { REPOSITORY } from '#core/repository.ts'
import type { ResultRecord } from '#core/result-record.ts'
import { chooseProvider } from '#broker/choose-provider.ts'
import { composeBooter } from '#broker/compose/choose-booter.ts'
import type { BrokerProvider } from '#broker/provider.ts'
import { gradeRun } from '#grading/grade-run.ts'
import { mergeProgress, readProgress, writeProgress } from '#grading/progress-file.ts'
import { startGuardian } from '#process/guardian.ts'
import { FILE_RENDERERS, type FileFormat } from '#report/file-renderers.ts'
import { renderExercise, renderLeftOut, type TextOptions } from '#report/render-exercise.ts'
import { renderMissed } from '#report/render-minimum.ts'
import { renderSummary } from '#report/render-summary.ts'
import { listenForInterrupt } from './interrupt.ts'
import { describeNext } from './describe-next.ts'
import { langOf } from './options.ts'
import { createOutput } from './output.ts'
import { reportToGithub } from './report-to-github.ts'
import { createProgressDisplay } from './progress-display.ts'
import { showSolutions } from './show-solutions.ts'
import { speedUp } from './speed-up.ts'
import { assertWritable, writeResults, type ResultTarget } from './write-results.ts'

/** The options of `grade` as they are typed; every file format is one of them. */
export type GradeOptions = { readonly [format in FileFormat]?: string } & {
  readonly exercises: string
  readonly seed?: string
  readonly provider?: string
  readonly brokers?: string
  readonly lang?: string
  readonly verbose?: boolean
  readonly min?: readonly Minimum[]
  readonly showSolution?: boolean
  readonly exitZero?: boolean
}

/** Grades what was asked for, prints and writes the result; returns the exit code. */
export async function grade(names: readonly string[], options: GradeOptions): Promise<number> {
  const lang = langOf(options)
  const targets = targetsOf(options)
  await assertWritable(targets)
  const isStdoutTaken = targets.some(({ file }) => file === '-')
  const output = createOutput(isStdoutTaken ? process.stderr : process.stdout)
  const text = { lang, paint: output.paint, isVerbose: options.verbose ?? false }
  const exercisesFolder = path.resolve(options.exercises)
  using progress = createProgressDisplay(output, lang)
  using interrupt = listenForInterrupt(() => progress.print(STOPPING[lang]))
  await using guardian = startGuardian()
  let provider: BrokerProvider | undefined
  const record = await gradeRun({
    names,
    exercisesFolder,
    ...(options.seed !== undefined && { seed: options.seed }),
    guardian,
    chooseProvider: async () => (provider = await chooseProvider(options)),
    bootCompose: composeBooter(options),
    signal: interrupt.signal,
    onEvent: (event) => {
      progress.show(event)
      const block = blockOf(event, text)
      if (block) progress.print(`${block}\n`)
    },
  })
  progress.clear()
  const todo = record.error ? [] : record.exercises.filter(({ status }) => status === 'todo')
  for (const result of todo) output.print(renderExercise(result, text))
  const next = await describeNext(record, exercisesFolder)
  const gap = todo.length > 0 ? '\n' : ''
  output.print(`${gap}${renderSummary(record, next, text)}`)
  const missed =
    exitCodeOf(record) === EXIT.notPassed ? missedMinima(record, options.min ?? []) : []
  if (missed.length > 0) output.print(`\n${renderMissed(missed, text)}`)
  await writeResults(record, targets, lang)
  if (options.showSolution) await showSolutions(record, lang, output)
  await reportToGithub(record, exercisesFolder, lang, output)
  if (exercisesFolder === REPOSITORY.exercises) await remember(record)
  const exitCode = exitCodeFor(record, options)
  if (provider && exitCode <= EXIT.notPassed) {
    await speedUp({ provider, guardian, interrupt, progress, lang })
  }
  return exitCode
}

/** What of a run is printed as soon as it is known. */
function blockOf(event: GradingEvent, text: TextOptions): string | undefined {
  if (event.type === 'exercise-ended') return renderExercise(event.result, text)
  if (event.type === 'exercise-left-out') return renderLeftOut(event.exercise, text)
  return undefined
}

const STOPPING = {
  en: 'Stopping; press Ctrl-C again to stop at once.',
  ko: '멈추는 중입니다. 바로 멈추려면 Ctrl-C를 한 번 더 누르세요.',
}

function targetsOf(options: GradeOptions): ResultTarget[] {
  return (Object.keys(FILE_RENDERERS) as FileFormat[]).flatMap((format) => {
    const file = options[format]
    return file === undefined ? [] : [{ format, file }]
  })
}

/** Progress is a convenience: that it cannot be written is no reason to fail. */
async function remember(record: ResultRecord): Promise<void> {
  try {
    await writeProgress(mergeProgress(await readProgress(), record))
    await replaceFile(REPOSITORY.lastRecord, FILE_RENDERERS.json(record))
  } catch {
    // A read-only checkout can be graded too.
  }
}

function exitCodeFor(record: ResultRecord, { min, exitZero }: GradeOptions): number {
  const code = exitCodeOf(record)
  if (code !== EXIT.notPassed) return code
  const isEnough = min !== undefined && missedMinima(record, min).length === 0
  return isEnough || exitZero ? EXIT.passed : code
}
