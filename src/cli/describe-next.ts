import { existsSync } from 'node:fs'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import type { ResultRecord } from '#core/result-record.ts'
import { readCourse, type CourseExercise } from '#grading/course.ts'
import { readMessages } from '#grading/read-messages.ts'
import { readSubmission } from '#grading/submission.ts'
import type { NextExercise } from '#report/render-summary.ts'

/** What to say of the exercise to do next: the first in the folder that is not begun, if any. */
export async function describeNext(
  record: ResultRecord,
  exercisesFolder: string,
): Promise<NextExercise | undefined> {
  const todo = record.exercises.find(
    ({ slug, status }) => status === 'todo' && existsSync(path.join(exercisesFolder, slug)),
  )
  const isBusy = record.exercises.some(({ status }) => status === 'fail')
  if (!todo || isBusy) return undefined
  const { exercises } = await readCourse()
  const exercise = exercises.find(({ slug }) => slug === todo.slug)
  return exercise && describeExercise(exercise, exercisesFolder, await stubName(exercise))
}

/** The name of the program an exercise comes with, for example `commands.sh`. */
async function stubName({ slug, entry }: CourseExercise): Promise<string> {
  const { files } = await readSubmission(REPOSITORY.stubFolder(slug))
  return files.find(({ name }) => name.startsWith(`${entry}.`))?.name ?? `${entry}.ts`
}

/** What to say of an exercise whose program is `program`. */
export async function describeExercise(
  exercise: CourseExercise,
  exercisesFolder: string,
  program: string,
): Promise<NextExercise> {
  const { title, goal, firstStep } = await readMessages(exercise.slug)
  const file = path.join(exercisesFolder, exercise.slug, program)
  const isOwn = exercisesFolder === REPOSITORY.exercises
  const where = isOwn ? [] : ['--exercises', fromHere(exercisesFolder)]
  const command = ['npm run grade --', exercise.id, ...where].join(' ')
  return { slug: exercise.slug, title, goal, firstStep, file: fromHere(file), command }
}

/** A path as it is typed here: relative, or absolute where that is shorter. */
function fromHere(file: string): string {
  const [relative, absolute] = [path.relative(process.cwd(), file), path.resolve(file)]
  return relative.length <= absolute.length ? relative : absolute
}
