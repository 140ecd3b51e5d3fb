import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { replaceFile } from '#core/replace-file.ts'
import { REPOSITORY } from '#core/repository.ts'
import type { ResultRecord } from '#core/result-record.ts'

const entrySchema = z.object({
  bestPoints: z.number(),
  maxPoints: z.number(),
  isPassed: z.boolean(),
  lastSeed: z.string(),
  lastGradedAt: z.string(),
})

const progressSchema = z.object({
  version: z.literal(1),
  exercises: z.record(z.string(), entrySchema),
  /** How many hint steps were shown, by check. */
  hints: z.record(z.string(), z.number().int()).default({}),
})

/** What the learner reached so far, by slug. */
export type Progress = z.infer<typeof progressSchema>

const EMPTY: Progress = { version: 1, exercises: {}, hints: {} }

/** Reads the progress file; a missing, torn or foreign file is the same as none. */
export async function readProgress(folder: string = REPOSITORY.progressFolder): Promise<Progress> {
  try {
    const text = await readFile(path.join(folder, 'progress.json'), 'utf8')
    return progressSchema.parse(JSON.parse(text))
  } catch {
    return EMPTY
  }
}

/** Whether there is a progress file and `readProgress` can make sense of it. */
export async function checkProgress(
  folder: string = REPOSITORY.progressFolder,
): Promise<'readable' | 'missing' | 'unreadable'> {
  try {
    progressSchema.parse(JSON.parse(await readFile(path.join(folder, 'progress.json'), 'utf8')))
    return 'readable'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable'
  }
}

/** Adds a run to the progress; a worse result never replaces a better one. */
export function mergeProgress(progress: Progress, record: ResultRecord): Progress {
  const exercises = { ...progress.exercises }
  for (const { slug, status, points, maxPoints } of record.exercises) {
    if (points === null || status === 'todo') continue
    const before = exercises[slug]
    exercises[slug] = {
      bestPoints: Math.max(points, before?.bestPoints ?? 0),
      maxPoints,
      isPassed: status === 'pass' || (before?.isPassed ?? false),
      lastSeed: record.seed,
      lastGradedAt: record.startedAt,
    }
  }
  return { ...progress, exercises }
}

/** One hint step further for a check, as far as there are steps. */
export function nextHintStep(
  progress: Progress,
  checkId: string,
  steps: number,
): { readonly step: number; readonly progress: Progress } {
  const step = Math.min(steps, (progress.hints[checkId] ?? 0) + 1)
  return { step, progress: { ...progress, hints: { ...progress.hints, [checkId]: step } } }
}

/** Writes the progress file whole or not at all. */
export async function writeProgress(
  progress: Progress,
  folder: string = REPOSITORY.progressFolder,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await replaceFile(path.join(folder, 'progress.json'), `${JSON.stringify(progress, null, 2)}\n`)
}
