import { EXIT } from '#core/exit-code.ts'
import { UsageError } from '#core/errors.ts'
import { readCourse, type CourseExercise } from '#grading/course.ts'
import { nextHintStep, readProgress, writeProgress } from '#grading/progress-file.ts'
import { readMessages } from '#grading/read-messages.ts'
import { langOf } from './options.ts'
import { createOutput } from './output.ts'

/** Shows one hint more of a check than the last time; returns the exit code. */
export async function hint(check: string, options: { lang?: string }): Promise<number> {
  const checkId = check.toUpperCase()
  const { exercises } = await readCourse()
  const exercise = exercises.find(({ checks }) => checks.some(({ id }) => id === checkId))
  if (!exercise) throw unknownCheck(checkId, idsNear(check, exercises))
  const { checks } = await readMessages(exercise.slug)
  const said = checks[checkId]!
  const { step, progress } = nextHintStep(await readProgress(), checkId, said.hints.length)
  await writeProgress(progress).catch(() => {})
  const lang = langOf(options)
  const { print, paint } = createOutput(process.stdout)
  print(`${paint('strong', checkId)}  ${said.title[lang]}`)
  said.hints
    .slice(0, step)
    .forEach((hint, at) => print(`  ${at + 1}/${said.hints.length}  ${hint[lang]}`))
  if (step < said.hints.length) print(paint('dim', MORE[lang]))
  return EXIT.passed
}

const MORE = {
  en: '  Ask again for a more exact one.',
  ko: '  더 구체적인 힌트는 한 번 더 요청해 주세요.',
}

/** The checks of the exercise that was named instead of a check, else all there are. */
function idsNear(name: string, exercises: readonly CourseExercise[]): string[] {
  const named = exercises.filter(({ id, slug }) => id === name.padStart(2, '0') || slug === name)
  const near = named.length > 0 ? named : exercises
  return near.flatMap(({ checks }) => checks.map(({ id }) => id))
}

function unknownCheck(checkId: string, known: readonly string[]): UsageError {
  return new UsageError({
    code: 'unknown-exercise',
    message: { en: `There is no check ${checkId}.`, ko: `${checkId} 항목은 없습니다.` },
    advice: { en: `The checks are: ${known.join(', ')}`, ko: `항목 목록: ${known.join(', ')}` },
  })
}
