import type { CourseExercise } from './course.ts'

/** The extensions a program may have. */
const PROGRAM_EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.py', '.sh', '.java'] as const

/** The names under which Compose looks for its file, in its own order. */
const COMPOSE_FILE_NAMES = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
] as const

/** The names the learner's file of an exercise may have. */
export function entryNames({ entry, entryKind }: CourseExercise): readonly string[] {
  if (entryKind === 'compose-file') return COMPOSE_FILE_NAMES
  return PROGRAM_EXTENSIONS.map((extension) => entry + extension)
}

/** Whether a file of this name could be what some exercise asks for. */
export function isEntryName(name: string): boolean {
  return PROGRAM_EXTENSIONS.some((extension) => name.endsWith(extension)) || isComposeName(name)
}

/** Whether Compose would take a file of this name. */
export function isComposeName(name: string): boolean {
  return COMPOSE_FILE_NAMES.some((each) => each === name)
}
