import path from 'node:path'
import { readdir, stat } from 'node:fs/promises'
import { UsageError } from '#core/errors.ts'
import type { ExerciseMessages } from '#core/exercise-messages.ts'
import { REPOSITORY } from '#core/repository.ts'
import type { Course, CourseExercise } from './course.ts'
import { readMessages } from './read-messages.ts'
import { isTouched, readSubmission, type Submission } from './submission.ts'

/** One exercise of a run: to be graded, or left as todo because its stub is untouched. */
export type PlannedExercise = {
  readonly exercise: CourseExercise
  readonly messages: ExerciseMessages
  readonly submission: Submission
  readonly isToGrade: boolean
}

/** Which exercises a run looks at, in the course's order. */
export async function makePlan(
  course: Course,
  names: readonly string[],
  exercisesFolder: string,
): Promise<readonly PlannedExercise[]> {
  await assertFolder(exercisesFolder)
  await assertLevel(course, exercisesFolder)
  const wanted = chooseExercises(course, names)
  return Promise.all(
    wanted.map(async (exercise) => {
      const [messages, submission] = await Promise.all([
        readMessages(exercise.slug),
        readFiles(exercise, exercisesFolder),
      ])
      const isAskedFor = names.length > 0 || exercise.solved
      const isToGrade = isAskedFor || (await isTouched(exercise, submission))
      return { exercise, messages, submission, isToGrade }
    }),
  )
}

/** A solved exercise that a folder of submissions lacks is taken from our own checkout. */
async function readFiles(exercise: CourseExercise, folder: string): Promise<Submission> {
  const submission = await readSubmission(path.join(folder, exercise.slug))
  if (submission.files.length > 0 || !exercise.solved) return submission
  return readSubmission(path.join(REPOSITORY.exercises, exercise.slug))
}

/** The exercises named by number (`3`, `03`) or slug; all of them when none is named. */
export function chooseExercises(course: Course, names: readonly string[]): CourseExercise[] {
  if (names.length === 0) return [...course.exercises]
  const unknown = names.filter((name) => !course.exercises.some((each) => isNamed(each, name)))
  if (unknown.length > 0) throw unknownExercise(unknown, course)
  return course.exercises.filter((each) => names.some((name) => isNamed(each, name)))
}

function isNamed({ id, slug }: CourseExercise, name: string): boolean {
  const wanted = name.replace(/[\\/]+$/, '').replace(/^.*[\\/]/, '')
  const isNumber = /^\d{1,2}$/.test(wanted) && wanted.padStart(2, '0') === id
  return isNumber || wanted === slug || wanted === slug.slice(3)
}

function unknownExercise(names: readonly string[], course: Course): UsageError {
  const known = course.exercises.map(({ slug }) => slug).join(', ')
  return new UsageError({
    code: 'unknown-exercise',
    message: {
      en: `There is no exercise ${names.join(', ')}.`,
      ko: `${names.join(', ')} 연습은 없습니다.`,
    },
    advice: {
      en: `The exercises are: ${known}. Options of npm run come after --: npm run grade -- --lang ko`,
      ko: `연습 목록: ${known}. npm run의 옵션은 -- 뒤에 씁니다: npm run grade -- --lang ko`,
    },
  })
}

/** Exercises in the folders of this folder: somebody named the folder of a whole class. */
async function assertLevel({ exercises }: Course, folder: string): Promise<void> {
  const holdsExercise = async (where: string) => {
    const names: readonly string[] = await readdir(where).catch(() => [])
    return exercises.some(({ slug }) => names.includes(slug))
  }
  if (await holdsExercise(folder)) return
  const inside = await readdir(folder, { withFileTypes: true })
  const folders = inside.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const holders = await Promise.all(folders.map((name) => holdsExercise(path.join(folder, name))))
  const deeper = folders.find((_, at) => holders[at])
  if (deeper === undefined) return
  throw new UsageError({
    code: 'bad-exercises-folder',
    message: {
      en: `${folder} holds no exercises itself, but ${deeper} in it does.`,
      ko: `${folder} 폴더에는 연습이 없고, 그 안의 ${deeper} 폴더에 있습니다.`,
    },
    advice: {
      en: `Grade one submission at a time: --exercises ${path.join(folder, deeper)}`,
      ko: `제출물을 하나씩 채점해 주세요: --exercises ${path.join(folder, deeper)}`,
    },
  })
}

async function assertFolder(folder: string): Promise<void> {
  const stats = await stat(folder).catch(() => undefined)
  if (stats?.isDirectory()) return
  throw new UsageError({
    code: 'bad-exercises-folder',
    message: {
      en: `There is no folder ${folder}.`,
      ko: `${folder} 폴더가 없습니다.`,
    },
    advice: {
      en: 'Give --exercises a folder laid out like exercises/.',
      ko: '--exercises에는 exercises/와 같은 구조의 폴더를 지정해 주세요.',
    },
  })
}
