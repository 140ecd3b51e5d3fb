import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { judgeStage, type StageEnd, type StageReport, type StageResult } from './stage-result.ts'
import type { Stage } from './stages.ts'

let running: ChildProcess | undefined

/** Runs a stage as a process group of its own, its output going straight to ours. */
export async function runStage(stage: Stage): Promise<StageResult> {
  const { title, skippedBecause } = stage
  if (skippedBecause) {
    const counts = { passed: 0, failed: 0, skipped: 1 }
    return { title, counts, failedTests: [], durationMs: 0, note: skippedBecause }
  }
  const startedAt = performance.now()
  const folder = mkdtempSync(path.join(tmpdir(), 'kafkalings-test-'))
  try {
    const end = await waitForStage(stage, path.join(folder, 'report.json'))
    const durationMs = performance.now() - startedAt
    return { title, ...judgeStage(end, stage.countsTests), durationMs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Ends the running stage and everything it left in its process group. */
export function killRunningStage(): void {
  if (running?.pid === undefined) return
  try {
    process.kill(-running.pid, 'SIGKILL')
  } catch {
    // The group has gone by itself.
  }
}

async function waitForStage(stage: Stage, reportFile: string): Promise<StageEnd> {
  running = spawn(process.execPath, stage.args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...stage.env, KAFKALINGS_TEST_REPORT: reportFile },
    detached: true,
  })
  let isOverdue = false
  const limit = setTimeout(() => {
    isOverdue = true
    killRunningStage()
  }, stage.timeLimitMs)
  const exit = await new Promise<Pick<StageEnd, 'exitCode' | 'signal'>>((resolve) => {
    running?.once('error', () => resolve({ exitCode: null, signal: 'not started' }))
    running?.once('exit', (exitCode, signal) => resolve({ exitCode, signal }))
  })
  clearTimeout(limit)
  killRunningStage()
  running = undefined
  return { ...exit, isOverdue, written: readReport(reportFile) }
}

function readReport(file: string): StageReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StageReport
  } catch {
    return undefined
  }
}
