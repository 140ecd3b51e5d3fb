import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import type { Lang } from '#core/bilingual.ts'
import type { ResultRecord } from '#core/result-record.ts'
import { renderAnnotations } from '#report/render-annotations.ts'
import { renderJobSummary } from '#report/render-job-summary.ts'
import type { Output } from './output.ts'

/** In a GitHub workflow: annotations at the learner's files, and a summary of the job. */
export async function reportToGithub(
  record: ResultRecord,
  exercisesFolder: string,
  lang: Lang,
  { print }: Output,
): Promise<void> {
  const { GITHUB_ACTIONS, GITHUB_WORKSPACE, GITHUB_STEP_SUMMARY } = process.env
  if (GITHUB_ACTIONS !== 'true') return
  const folder = path.relative(GITHUB_WORKSPACE ?? process.cwd(), exercisesFolder)
  for (const line of renderAnnotations(record, lang, folder)) print(line)
  if (!GITHUB_STEP_SUMMARY) return
  // A summary that cannot be written is no reason to fail a grading that worked.
  await appendFile(GITHUB_STEP_SUMMARY, renderJobSummary(record, lang)).catch(() => {})
}
