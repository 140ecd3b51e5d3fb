/** What a stage counted; a stage without tests of its own counts as one. */
export type StageCounts = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** A test that failed: its name with those of its groups, and what it said, a few lines. */
export type FailedTest = {
  readonly name: string
  readonly error: string
}

/** What the process of a stage with tests of its own leaves behind for the runner. */
export type StageReport = {
  readonly counts: StageCounts
  readonly failedTests: readonly FailedTest[]
}

/** How one stage ended. */
export type StageResult = {
  readonly title: string
  readonly counts: StageCounts
  readonly failedTests: readonly FailedTest[]
  readonly durationMs: number
  /** Said in the summary beside the counts, when they do not say it all. */
  readonly note: string
}

/** How a stage's process ended, and the report it left behind if it came that far. */
export type StageEnd = {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly isOverdue: boolean
  readonly written: StageReport | undefined
}

/** What a stage came to: what it wrote itself is believed only as far as its exit agrees. */
export function judgeStage(
  end: StageEnd,
  countsTests: boolean,
): Omit<StageResult, 'title' | 'durationMs'> {
  const isFine = end.exitCode === 0 && !end.isOverdue
  const how = end.isOverdue
    ? 'took too long and was ended'
    : `ended with ${end.signal ?? `exit code ${end.exitCode}`}`
  const one = { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 }
  if (!countsTests) return { counts: one, failedTests: [], note: isFine ? '' : how }
  if (end.written === undefined) {
    return {
      counts: { passed: 0, failed: 1, skipped: 0 },
      failedTests: [],
      note: `no counts: ${how}`,
    }
  }
  const { counts, failedTests } = end.written
  if (isFine || counts.failed > 0) {
    return { counts, failedTests, note: end.isOverdue ? how : '' }
  }
  return { counts: { ...counts, failed: 1 }, failedTests, note: how }
}

/** Adds the counts of all stages up. */
export function sumCounts(results: readonly StageResult[]): StageCounts {
  const sum = (key: keyof StageCounts) =>
    results.reduce((total, result) => total + result.counts[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** The table of all stages, the total as the last line. */
export function renderSummary(results: readonly StageResult[]): string {
  const width = Math.max(...results.map(({ title }) => title.length))
  const rows = results.map(({ title, counts, durationMs, note }) =>
    [
      title.padEnd(width),
      `${counts.passed} passed`.padStart(12),
      `${counts.failed} failed`.padStart(12),
      `${counts.skipped} skipped`.padStart(12),
      renderSeconds(durationMs).padStart(10),
      note && `  ${note}`,
    ].join(''),
  )
  const { passed, failed, skipped } = sumCounts(results)
  return `${rows.join('\n')}\n\n${passed} passed, ${failed} failed, ${skipped} skipped\n`
}

/** The tests that failed, of all stages: who reads only the end of a long output needs no more. */
export function renderFailedTests(results: readonly StageResult[]): string {
  const all = results.flatMap(({ title, failedTests }) =>
    failedTests.map(
      ({ name, error }) => `${title} > ${name}\n${error.replaceAll(/^/gm, '    ')}\n`,
    ),
  )
  return all.join('\n')
}

/** A duration for people. */
export function renderSeconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`
}
