import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { OutputEvidence } from '#core/finding.ts'
import { cutTo } from './cut-to.ts'
import type { Lab } from './lab.ts'

const MOST = 3
const WIDEST = 100

/**
 * Points at lines of the learner's program that match; nothing when none does. It only shows where
 * to look: what a line says is never a reason to judge by.
 */
export async function findSourceLines(lab: Lab, pattern: RegExp): Promise<OutputEvidence[]> {
  const text = await readSource(lab)
  const lines = text
    .split(/\r?\n/)
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => !/^\s*(\/\/|#|\*)/.test(line) && line.search(pattern) >= 0)
    .slice(0, MOST)
    .map(({ line, number }) => `${number}: ${cutTo(line.trim(), WIDEST)}`)
  if (lines.length === 0) return []
  const title = { en: `Look here in ${lab.entryFile}`, ko: `${lab.entryFile}에서 살펴볼 곳` }
  return [{ kind: 'output', title, lines }]
}

/** Whether the learner's program matches; for the choice of words, never a reason to judge by. */
export async function matchesSource(lab: Lab, pattern: RegExp): Promise<boolean> {
  return pattern.test(await readSource(lab))
}

function readSource({ submissionFolder, entryFile }: Lab): Promise<string> {
  return readFile(path.join(submissionFolder, entryFile), 'utf8')
}
