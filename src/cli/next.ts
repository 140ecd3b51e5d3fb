import { EXIT } from '#core/exit-code.ts'
import { REPOSITORY } from '#core/repository.ts'
import { chooseEntry } from '#grading/choose-entry.ts'
import { readCourse } from '#grading/course.ts'
import { findNextExercise } from '#grading/next-exercise.ts'
import { makePlan, type PlannedExercise } from '#grading/plan.ts'
import { readProgress } from '#grading/progress-file.ts'
import { readSubmission } from '#grading/submission.ts'
import { renderNext } from '#report/render-summary.ts'
import { describeExercise } from './describe-next.ts'
import { langOf } from './options.ts'
import { createOutput } from './output.ts'

/** Shows the first exercise that is not passed; returns the exit code. */
export async function next(options: { lang?: string }): Promise<number> {
  const lang = langOf(options)
  const { print, paint } = createOutput(process.stdout)
  const plan = await makePlan(await readCourse(), [], REPOSITORY.exercises)
  const progress = await readProgress()
  const planned = findNextExercise(plan, progress)
  if (!planned) {
    print(paint('good', WORDS.allPassed[lang]))
    return EXIT.passed
  }
  const { exercise, isToGrade } = planned
  const program = await findProgram(planned)
  print(
    renderNext(await describeExercise(exercise, REPOSITORY.exercises, program), { lang, paint }),
  )
  const done = progress.exercises[exercise.slug]
  const state = done ? WORDS.best(done.bestPoints, done.maxPoints) : WORDS.notGraded
  if (isToGrade) print(`\n${paint('dim', state[lang])}`)
  return EXIT.passed
}

const WORDS = {
  allPassed: {
    en: 'You have passed every exercise. Congratulations!',
    ko: '모든 연습을 통과했습니다. 축하합니다!',
  },
  best: (points: number, maxPoints: number) => ({
    en: `You have begun it; your best result is ${points} of ${maxPoints} points.`,
    ko: `이미 시작한 연습이며, 최고 점수는 ${maxPoints}점 만점에 ${points}점입니다.`,
  }),
  notGraded: {
    en: 'You have begun it and not had it graded yet.',
    ko: '이미 시작했지만 아직 채점하지 않은 연습입니다.',
  },
}

/** The learner's own program, in whatever language, else the stub's. */
async function findProgram({ exercise, submission }: PlannedExercise): Promise<string> {
  const stub = await readSubmission(REPOSITORY.stubFolder(exercise.slug))
  return chooseEntry(exercise, submission, stub).entry ?? `${exercise.entry}.ts`
}
