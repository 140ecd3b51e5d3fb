import { readFile } from 'node:fs/promises'
import { LineCounter, parseDocument, visit, type Document } from 'yaml'
import { z } from 'zod'
import { UsageError, errorMessage } from '#core/errors.ts'
import { REPOSITORY } from '#core/repository.ts'

const checkSchema = z.strictObject({
  id: z.string().regex(/^\d\d-C\d+$/, 'a check id looks like 03-C2'),
  points: z.number().nonnegative(),
  essential: z.boolean().default(false),
  needs: z.array(z.string()).default([]),
  bonus: z.boolean().default(false),
})

const exerciseSchema = z.strictObject({
  id: z.string().regex(/^\d\d$/, 'an exercise id is two digits, in quotes'),
  slug: z.string().regex(/^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug looks like 03-produce'),
  entry: z.string().min(1),
  /** A program that is run, or a compose file that is read under any of Compose's names for it. */
  entryKind: z.enum(['program', 'compose-file']).default('program'),
  solved: z.boolean().default(false),
  brokers: z.union([z.literal(0), z.literal(1), z.literal(3)]),
  needs: z.array(z.enum(['request-log', 'faults'])).default([]),
  budgetMs: z.number().int().positive(),
  /** The right fixture that `--show-solution` shows. */
  solution: z.string().optional(),
  checks: z.array(checkSchema).min(1),
})

const courseSchema = z.strictObject({
  /** False hides solutions from a whole class. */
  showsSolutions: z.boolean().default(true),
  exercises: z.array(exerciseSchema).min(1),
})

/** The catalogue of exercises, in order. */
export type Course = z.infer<typeof courseSchema>
/** One exercise as the catalogue has it. */
export type CourseExercise = Course['exercises'][number]
/** One check as the catalogue has it. */
export type CourseCheck = CourseExercise['checks'][number]

type Problem = { readonly line: number; readonly text: string }

/** Reads and validates the catalogue. Throws one `UsageError` that lists every fault with its line. */
export async function readCourse(file: string = REPOSITORY.courseFile): Promise<Course> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw badCourse(file, [{ line: 1, text: errorMessage(error) }])
  })
  return parseCourse(text, file)
}

/** Validates the text of a catalogue; `file` is only for the message. */
export function parseCourse(text: string, file: string): Course {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: error.linePos?.[0].line ?? 1,
      text: error.message.split('\n')[0] ?? error.message,
    }))
    throw badCourse(file, problems)
  }
  const parsed = courseSchema.safeParse(toData(document, lines, file))
  const lineOf = (path: readonly PropertyKey[]) => lineAt(document, lines, path)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      line: lineOf(issue.path),
      text: `${issue.path.join('.') || 'course'}: ${issue.message}`,
    }))
    throw badCourse(file, problems)
  }
  const problems = inconsistencies(parsed.data).map(({ path, text }) => ({
    line: lineOf(path),
    text,
  }))
  if (problems.length > 0) throw badCourse(file, problems)
  return parsed.data
}

/** Aliases are resolved only here: one to nothing, or too many of them, is a fault of the file. */
function toData(document: Document, lines: LineCounter, file: string): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw badCourse(file, [{ line: lineOfBadAlias(document, lines), text: errorMessage(error) }])
  }
}

function lineOfBadAlias(document: Document, lines: LineCounter): number {
  let line = 1
  visit(document, {
    Alias: (_, node) => {
      if (node.resolve(document) || !node.range) return undefined
      line = lines.linePos(node.range[0]).line
      return visit.BREAK
    },
  })
  return line
}

/** What a schema cannot say: unique ids, ids that belong together, needs that exist. */
function inconsistencies(course: Course): { path: readonly PropertyKey[]; text: string }[] {
  const found: { path: readonly PropertyKey[]; text: string }[] = []
  const seen = new Set<string>()
  course.exercises.forEach((exercise, at) => {
    const path = ['exercises', at]
    if (seen.has(exercise.id)) found.push({ path, text: `exercise ${exercise.id} stands twice` })
    seen.add(exercise.id)
    if (!exercise.slug.startsWith(`${exercise.id}-`)) {
      found.push({ path, text: `slug ${exercise.slug} does not begin with ${exercise.id}-` })
    }
    const ids = exercise.checks.map((check) => check.id)
    exercise.checks.forEach((check, position) => {
      const here = [...path, 'checks', position]
      if (!check.id.startsWith(`${exercise.id}-`)) {
        found.push({ path: here, text: `check ${check.id} is not one of exercise ${exercise.id}` })
      }
      if (ids.indexOf(check.id) !== position) {
        found.push({ path: here, text: `check ${check.id} stands twice` })
      }
      for (const need of check.needs) {
        if (need === check.id || !ids.includes(need)) {
          found.push({
            path: here,
            text: `check ${check.id} needs ${need}, which is no other check`,
          })
        }
      }
    })
  })
  return found
}

function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

function badCourse(file: string, problems: readonly Problem[]): UsageError {
  const list = problems.map(({ line, text }) => `  ${file}:${line}  ${text}`).join('\n')
  return new UsageError({
    code: 'bad-course',
    message: {
      en: `The course file has ${problems.length} fault(s):\n${list}`,
      ko: `강좌 파일에 오류가 ${problems.length}개 있습니다.\n${list}`,
    },
    advice: {
      en: 'Restore it with: git checkout exercises/course.yaml',
      ko: '다음 명령으로 되돌릴 수 있습니다: git checkout exercises/course.yaml',
    },
  })
}
