import { writeFileSync } from 'node:fs'
import Mocha from 'mocha'
import type { FailedTest, StageReport } from './stage-result.ts'

const ERROR_LINES = 40

/** Mocha's base reporter has made text of both values, where they are worth a comparison. */
type ThrownByTest = Error & { readonly actual?: unknown; readonly expected?: unknown }

/** Mocha's own report, and at the end of the run ours in the file that the runner named. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options)
    const failedTests: FailedTest[] = []
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test, error: ThrownByTest) => {
      failedTests.push({ name: test.titlePath().join(' > '), error: describeError(error) })
    })
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = process.env.KAFKALINGS_TEST_REPORT
      if (file === undefined) return
      const { passes, failures, pending } = this.stats
      const counts = { passed: passes, failed: failures, skipped: pending }
      writeFileSync(file, JSON.stringify({ counts, failedTests } satisfies StageReport))
    })
  }
}

function describeError({ stack, message, actual, expected }: ThrownByTest): string {
  const isComparison = typeof actual === 'string' && typeof expected === 'string'
  const diff = isComparison ? Mocha.reporters.Base.generateDiff(actual, expected) : ''
  const text = `${stack ?? message}${diff}`
  return text.trimEnd().split('\n').slice(0, ERROR_LINES).join('\n')
}
