import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import type { CourseExercise } from './course.ts'

/** A right program of an exercise, as its fixture has it. */
export type Solution = { readonly name: string; readonly text: string }

/** Reads the solution the course names for an exercise; undefined when it names none. */
export async function readSolution(exercise: CourseExercise): Promise<Solution | undefined> {
  if (exercise.solution === undefined) return undefined
  const folder = path.join(REPOSITORY.root, 'fixtures', exercise.slug, 'right', exercise.solution)
  const names = await readdir(folder)
  const name = names.find((each) => each.startsWith(`${exercise.entry}.`))
  if (name === undefined) return undefined
  return { name, text: await readFile(path.join(folder, name), 'utf8') }
}
