import type { Lang } from '#core/bilingual.ts'
import { EXIT } from '#core/exit-code.ts'
import { REPOSITORY } from '#core/repository.ts'
import { readCourse } from '#grading/course.ts'
import { makePlan, type PlannedExercise } from '#grading/plan.ts'
import { readProgress, type Progress } from '#grading/progress-file.ts'
import { padTo } from '#report/text-layout.ts'
import { STATUS_MARKS } from '#report/words.ts'
import { langOf } from './options.ts'
import { createOutput, type Output } from './output.ts'

/** Lists the course, and how far the learner is; returns the exit code. */
export async function list(options: { lang?: string }): Promise<number> {
  const plan = await makePlan(await readCourse(), [], REPOSITORY.exercises)
  const progress = await readProgress()
  const output = createOutput(process.stdout)
  for (const planned of plan) output.print(renderRow(planned, progress, langOf(options), output))
  return EXIT.passed
}

const WORDS = {
  solved: { en: 'solved already', ko: '이미 풀려 있음' },
  passed: { en: 'passed', ko: '통과' },
  begun: { en: 'begun', ko: '진행 중' },
  untouched: { en: 'to do', ko: '할 일' },
  best: { en: 'best', ko: '최고' },
}

function renderRow(
  { exercise, messages, isToGrade }: PlannedExercise,
  progress: Progress,
  lang: Lang,
  { paint }: Output,
): string {
  const done = progress.exercises[exercise.slug]
  const isPassed = done?.isPassed ?? false
  const mark = isPassed ? paint('good', STATUS_MARKS.pass) : STATUS_MARKS.todo
  const best =
    done && done.maxPoints > 0 ? `, ${WORDS.best[lang]} ${done.bestPoints}/${done.maxPoints}` : ''
  const state = exercise.solved ? 'solved' : isPassed ? 'passed' : isToGrade ? 'begun' : 'untouched'
  const name = padTo(exercise.slug, 20)
  return `${mark} ${name} ${padTo(messages.title[lang], 36)} ${paint('dim', WORDS[state][lang] + best)}`
}
