/** A broker for tests that need one. */
export type TestCluster = {
  readonly brokers: string
  readonly learnerBrokers: string
  readonly requestLogs: string[]
}

/** The one-node cluster all tests of a mocha process share, from the E2E_ variables. */
export async function withCluster(): Promise<TestCluster> {
  const { E2E_BROKERS, E2E_LEARNER_BROKERS, E2E_REQUEST_LOG } = process.env
  if (!E2E_BROKERS || !E2E_REQUEST_LOG) throw new Error('E2E_BROKERS, E2E_REQUEST_LOG are not set')
  return {
    brokers: E2E_BROKERS,
    learnerBrokers: E2E_LEARNER_BROKERS ?? E2E_BROKERS,
    requestLogs: [E2E_REQUEST_LOG],
  }
}
