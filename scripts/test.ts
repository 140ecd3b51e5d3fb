import path from 'node:path'
import { askedCourseShare, chooseCourseShare, readChanges } from './course-share.ts'
import type { CourseShare } from '../test/course/share.ts'
import { killRunningStage, runStage } from './run-stage.ts'
import {
  renderFailedTests,
  renderSeconds,
  renderSummary,
  sumCounts,
  type StageResult,
} from './stage-result.ts'
import {
  brokerStage,
  courseShareStage,
  courseStage,
  dockerStage,
  fastStages,
  type Stage,
} from './stages.ts'

const HELP = `Usage: npm test [-- --all | --share K/N]
       npm run test:fast
       npm run course [-- ID…]

Without arguments: lint, format, types, dead code, fast tests, broker tests,
Docker tests, course gate. Of the gate it takes the exercises you changed; when
there are none, or you changed what all of them stand on, a twelfth of the right
and wrong programs, another one for each commit.
  --all           the whole gate; takes most of two hours
  --share K/N     the K-th of N parts of the gate, for machines that share the work
  fast            only what needs no broker
  docker          only the tests of Docker
  course [ID…]    only the course gate, of all exercises or of these (03 produce)

A failing stage does not stop the next. The last line is the count of all stages;
lint, format, types and dead code count as one test each.
Exit code: 0 nothing failed, 1 something failed, 2 wrong usage, 130 interrupted.
`

const INTERRUPTED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

process.chdir(path.join(import.meta.dirname, '..'))
endOnSignals()
process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP)
    return 0
  }
  const stages = chooseStages(args)
  if (stages === undefined) {
    process.stderr.write(`Not understood: ${args.join(' ')}\n\n${HELP}`)
    return 2
  }
  const results: StageResult[] = []
  for (const stage of stages) results.push(await reportStage(stage))
  const failedTests = renderFailedTests(results)
  if (failedTests) process.stdout.write(`\n${heading('failed tests')}\n${failedTests}`)
  process.stdout.write(`\n${heading('summary')}\n${renderSummary(results)}`)
  return sumCounts(results).failed > 0 ? 1 : 0
}

function chooseStages([which, ...ids]: readonly string[]): Stage[] | undefined {
  if (which === undefined) {
    const { changed, commit } = readChanges()
    return stagesWith(chooseCourseShare(changed, commit))
  }
  if (which === '--all' && ids.length === 0) return [...ownStages({}), courseStage([])]
  if (which === '--share' && ids.length === 1) {
    const share = askedCourseShare(ids[0]!)
    return share && stagesWith(share)
  }
  if (which === 'fast' && ids.length === 0) return fastStages()
  if (which === 'docker' && ids.length === 0) return [dockerStage()]
  if (which === 'course' && ids.every((id) => /^[a-z0-9][a-z0-9-]*$/.test(id))) {
    return [courseStage(ids)]
  }
  return undefined
}

function ownStages(share: Partial<CourseShare>): Stage[] {
  return [...fastStages(), brokerStage(), dockerStage(share)]
}

function stagesWith(share: CourseShare): Stage[] {
  return [...ownStages(share), courseShareStage(share)]
}

async function reportStage(stage: Stage): Promise<StageResult> {
  process.stdout.write(`\n${heading(stage.title)}\n`)
  const result = await runStage(stage)
  const { passed, failed, skipped } = result.counts
  const outcome = failed > 0 ? 'FAILED' : passed > 0 ? 'ok' : 'skipped'
  const counts = stage.countsTests ? `: ${passed} passed, ${failed} failed, ${skipped} skipped` : ''
  const note = result.note && ` (${result.note})`
  const seconds = renderSeconds(result.durationMs)
  process.stdout.write(`${stage.title} ${outcome} in ${seconds}${counts}${note}\n`)
  return result
}

function heading(title: string): string {
  return `── ${title} ${'─'.repeat(Math.max(0, 60 - title.length))}`
}

function endOnSignals(): void {
  for (const [signal, exitCode] of Object.entries(INTERRUPTED)) {
    process.on(signal, () => {
      killRunningStage()
      process.exit(exitCode)
    })
  }
}
