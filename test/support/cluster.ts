import { chooseProvider } from '#broker/choose-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'

/** A broker for tests that need one. */
export type TestCluster = {
  /** The grader's listener. */
  readonly brokers: string
  /** The proxy in front of the learner's listener. */
  readonly learnerBrokers: string
  readonly requestLogs: string[]
}

type Running = { readonly guardian: Guardian; readonly cluster: StartedCluster }

let running: Promise<Running> | undefined

/** The one-node cluster that all tests of a mocha process share, started by the first that asks. */
export async function withCluster(): Promise<TestCluster> {
  running ??= start()
  const { cluster } = await running
  return {
    brokers: cluster.brokersForGrader,
    learnerBrokers: cluster.brokersForLearner,
    requestLogs: [...cluster.requestLogs],
  }
}

async function start(): Promise<Running> {
  const guardian = startGuardian()
  const provider = await chooseProvider()
  return { guardian, cluster: await provider.startCluster({ brokers: 1, guardian }) }
}

after('end the shared cluster', async function () {
  this.timeout(300_000)
  const ended = await running?.catch(() => undefined)
  await ended?.cluster[Symbol.asyncDispose]()
  await ended?.guardian[Symbol.asyncDispose]()
})
