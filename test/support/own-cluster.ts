import { chooseProvider } from '#broker/choose-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'

/** A cluster that one suite has to itself, for example because it ends brokers. */
export type OwnCluster = { readonly cluster: StartedCluster; readonly guardian: Guardian }

/** Starts a cluster before the tests of the suite that calls this, and ends it after them. */
export function ownCluster(brokers: 1 | 3, tell: (own: OwnCluster) => void): void {
  let guardian: Guardian
  let cluster: StartedCluster
  before(async () => {
    guardian = startGuardian()
    cluster = await (await chooseProvider()).startCluster({ brokers, guardian })
    tell({ cluster, guardian })
  })
  after(async () => {
    await cluster[Symbol.asyncDispose]()
    await guardian[Symbol.asyncDispose]()
  })
}
