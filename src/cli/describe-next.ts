import path from 'node:path'
import type { ResultRecord } from '#core/result-record.ts'
import { readCourse } from '#grading/course.ts'
import { readMessages } from '#grading/read-messages.ts'
import type { NextExercise } from '#report/render-summary.ts'

/** What to say of the exercise to do next: the first that is not begun, if any. */
export async function describeNext(
  record: ResultRecord,
  exercisesFolder: string,
): Promise<NextExercise | undefined> {
  const todo = record.exercises.find(({ status }) => status === 'todo')
  const isBusy = record.exercises.some(({ status }) => status === 'fail')
  if (!todo || isBusy) return undefined
  const { exercises } = await readCourse()
  const exercise = exercises.find(({ slug }) => slug === todo.slug)
  if (!exercise) return undefined
  const { title, goal, firstStep } = await readMessages(exercise.slug)
  const file = path.join(exercisesFolder, exercise.slug, `${exercise.entry}.ts`)
  return { slug: exercise.slug, title, goal, firstStep, file: path.relative(process.cwd(), file) }
}
