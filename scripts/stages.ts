import { readdirSync, existsSync } from 'node:fs'
import path from 'node:path'
import { formatShare, type CourseShare, type Share } from '../test/course/share.ts'
import { describeShare } from './course-share.ts'

/** One step of the test run: a program of node_modules or a set of mocha files. */
export type Stage = {
  readonly title: string
  /** Arguments of `node`. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Whether it counts its own tests, through our mocha reporter. */
  readonly countsTests: boolean
  readonly timeLimitMs: number
  /** Set when there is nothing to run: says so in the summary, and counts as one skipped. */
  readonly skippedBecause: string
}

const MINUTE_MS = 60_000

/** Everything that needs no broker, in the order in which a mistake is cheapest to find. */
export function fastStages(): Stage[] {
  return [
    toolStage('lint', 'oxlint/bin/oxlint', ['-c', 'oxlint.config.mjs', '--type-aware']),
    toolStage('format', 'oxfmt/bin/oxfmt', ['--check']),
    toolStage('types', 'typescript/bin/tsc', []),
    toolStage('dead code', 'knip/bin/knip.js', ['--no-progress']),
    mochaStage('fast tests', fastTests(), { testMs: MINUTE_MS, stageMs: 10 * MINUTE_MS }),
  ]
}

/** Tests of ours on real brokers. */
export function brokerStage(): Stage {
  const files = testFiles().filter((file) => isBrokerTest(file) && !isDockerTest(file))
  return mochaStage('broker tests', files, { testMs: 5 * MINUTE_MS, stageMs: 25 * MINUTE_MS })
}

/**
 * Tests of the Docker provider on a real engine, in a process of their own that has it to itself; of
 * the compose files that are started both ways, a share, if one is given.
 */
export function dockerStage({ share }: Partial<CourseShare> = {}): Stage {
  const files = testFiles().filter((file) => isBrokerTest(file) && isDockerTest(file))
  const limits = { testMs: 5 * MINUTE_MS, stageMs: 30 * MINUTE_MS }
  return mochaStage('docker tests', files, limits, shareEnv(share))
}

/** The gate that grades the graders; with ids, only these exercises. */
export function courseStage(ids: readonly string[]): Stage {
  return gateStage('course gate', { KAFKALINGS_COURSE_IDS: ids.join(',') })
}

/** A part of the gate: some exercises whole, and a share of the right and wrong programs of all. */
export function courseShareStage(wish: CourseShare): Stage {
  const { whole, share } = wish
  return gateStage(`course gate: ${describeShare(wish)}`, {
    KAFKALINGS_COURSE_IDS: share ? '' : whole.join(','),
    KAFKALINGS_COURSE_WHOLE: whole.join(','),
    ...shareEnv(share),
  })
}

function shareEnv(share: Share | undefined): Readonly<Record<string, string>> {
  return { KAFKALINGS_COURSE_SHARE: share ? formatShare(share) : '' }
}

function gateStage(title: string, env: Readonly<Record<string, string>>): Stage {
  const files = testFiles().filter((file) => file === 'test/course/gate.test.ts')
  return mochaStage(title, files, { testMs: 5 * MINUTE_MS, stageMs: 75 * MINUTE_MS }, env)
}

function fastTests(): string[] {
  return testFiles().filter((file) => !file.endsWith('.e2e.test.ts') && !isCourse(file))
}

function isBrokerTest(file: string): boolean {
  return file.endsWith('.e2e.test.ts') && !isCourse(file)
}

function isDockerTest(file: string): boolean {
  return file.startsWith('test/broker/docker/')
}

function isCourse(file: string): boolean {
  return file.startsWith('test/course/')
}

function testFiles(): string[] {
  if (!existsSync('test')) return []
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join('test', file.split(path.sep).join('/')))
    .toSorted()
}

function toolStage(title: string, program: string, args: readonly string[]): Stage {
  return {
    title,
    args: [path.join('node_modules', program), ...args],
    env: {},
    countsTests: false,
    timeLimitMs: 5 * MINUTE_MS,
    skippedBecause: '',
  }
}

function mochaStage(
  title: string,
  files: readonly string[],
  limits: { readonly testMs: number; readonly stageMs: number },
  env: Readonly<Record<string, string>> = {},
): Stage {
  // Mocha adds the files of its configuration to those it is given, so it must not read any.
  const options = ['--no-config', '--forbid-only', '--timeout', String(limits.testMs)]
  const reporter = ['--reporter', './scripts/mocha-reporter.ts']
  const mocha = path.join('node_modules', 'mocha', 'bin', 'mocha.js')
  return {
    title,
    args: ['--import', 'tsx', mocha, ...options, ...reporter, ...files],
    env,
    countsTests: true,
    timeLimitMs: limits.stageMs,
    skippedBecause: files.length === 0 ? 'no such test files' : '',
  }
}
