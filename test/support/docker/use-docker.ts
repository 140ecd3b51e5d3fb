import { openDockerEngine, type TestEngine } from './docker-engine.ts'

let engine: TestEngine | undefined

/** The engine of this mocha process; every file of tests that need one imports this. */
export function dockerEngine(): TestEngine {
  if (!engine) throw new Error('no engine')
  return engine
}

before('start a Docker engine', async function () {
  this.timeout(300_000)
  const opened = await openDockerEngine()
  if (typeof opened !== 'string') {
    engine = opened
    return
  }
  for (const suite of this.test?.parent?.suites ?? []) suite.title += ` (skipped: ${opened})`
  this.skip()
})

after('end the Docker engine', async function () {
  this.timeout(60_000)
  await engine?.[Symbol.asyncDispose]()
})
