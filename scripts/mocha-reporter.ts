import { writeFileSync } from 'node:fs'
import Mocha from 'mocha'
import type { StageCounts } from './stage-result.ts'

/** Mocha's own report, and at the end of the run the counts in the file that the runner named. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options)
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = process.env.KAFKALINGS_TEST_COUNTS
      if (file === undefined) return
      const { passes, failures, pending } = this.stats
      const counts: StageCounts = { passed: passes, failed: failures, skipped: pending }
      writeFileSync(file, JSON.stringify(counts))
    })
  }
}
