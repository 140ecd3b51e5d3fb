import { chooseProvider } from '#broker/choose-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'

/** A cluster of the tests' own, with the guardian that looks after it. */
export type OwnCluster = { readonly cluster: StartedCluster; readonly guardian: Guardian }

/** Starts a cluster of the provider that is chosen without a wish. */
export async function startOwnCluster(brokers: 1 | 3): Promise<OwnCluster> {
  const guardian = startGuardian()
  const provider = await chooseProvider()
  return { guardian, cluster: await provider.startCluster({ brokers, guardian }) }
}

/** Ends it; nothing happens where none was started. */
export async function endOwnCluster(own: OwnCluster | undefined): Promise<void> {
  await own?.cluster[Symbol.asyncDispose]()
  await own?.guardian[Symbol.asyncDispose]()
}

/**
 * Starts a cluster before the tests of the suite that calls this, and ends it after them; for suites
 * that must have one to themselves, for example because they end brokers.
 */
export function ownCluster(brokers: 1 | 3, tell: (own: OwnCluster) => void): void {
  let own: OwnCluster | undefined
  before(async () => {
    own = await startOwnCluster(brokers)
    tell(own)
  })
  after(() => endOwnCluster(own))
}
