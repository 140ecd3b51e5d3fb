import { endOwnCluster, startOwnCluster, type OwnCluster } from './own-cluster.ts'

/** A broker for tests that need one. */
export type TestCluster = {
  /** The grader's listener. */
  readonly brokers: string
  /** The proxy in front of the learner's listener. */
  readonly learnerBrokers: string
  readonly requestLogs: string[]
}

let running: Promise<OwnCluster> | undefined

/** The one-node cluster that all tests of a mocha process share, started by the first that asks. */
export async function withCluster(): Promise<TestCluster> {
  running ??= startOwnCluster(1)
  const { cluster } = await running
  return {
    brokers: cluster.brokersForGrader,
    learnerBrokers: cluster.brokersForLearner,
    requestLogs: [...cluster.requestLogs],
  }
}

after('end the shared cluster', async function () {
  this.timeout(300_000)
  await endOwnCluster(await running?.catch(() => undefined))
})
