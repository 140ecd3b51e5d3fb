import type { Bilingual } from '#core/bilingual.ts'
import { EXIT } from '#core/exit-code.ts'
import { UsageError } from '#core/errors.ts'
import { readCourse, type CourseExercise } from '#grading/course.ts'
import { nextHintStep, readProgress, writeProgress } from '#grading/progress-file.ts'
import { readMessages } from '#grading/read-messages.ts'
import { langOf } from './options.ts'
import { createOutput } from './output.ts'

/** Shows one hint more of a check than the last time; returns the exit code. */
export async function hint(check: string, options: { lang?: string }): Promise<number> {
  const checkId = check.toUpperCase().replace(/^\d-/, '0$&')
  const { exercises } = await readCourse()
  const exercise = exercises.find(({ checks }) => checks.some(({ id }) => id === checkId))
  if (!exercise) throw unknownCheck(check, exercises)
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

function unknownCheck(check: string, exercises: readonly CourseExercise[]): UsageError {
  const number = check.split('-')[0]!.padStart(2, '0')
  const named = exercises.find(({ id }) => id === number)
  return new UsageError({
    code: 'unknown-exercise',
    message: { en: `There is no check ${check}.`, ko: `${check} 항목은 없습니다.` },
    advice: named ? nameChecks(named) : NAME_IT,
  })
}

/** For somebody who named an exercise, or a check that it does not have. */
function nameChecks({ slug, checks }: CourseExercise): Bilingual {
  const ids = checks.map(({ id }) => id).join(', ')
  return { en: `The checks of ${slug} are: ${ids}`, ko: `${slug} 연습의 항목: ${ids}` }
}

const NAME_IT = {
  en: 'Name a check as the report does, for example 03-C2; "npm run list" shows the exercises.',
  ko: '채점 결과에 나온 대로 03-C2처럼 적어 주세요. 연습 목록은 "npm run list"로 볼 수 있습니다.',
}
