import type { FaultProxy } from '#broker/fault-proxy.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { InfraError } from '#core/errors.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { readClusterConfigs } from '#kafka/read-cluster-configs.ts'

const ANSWER_MS = 2000

/** What programs may change on a whole cluster, as text; undefined where that cannot be seen. */
export async function readClusterState(cluster: StartedCluster): Promise<string | undefined> {
  if (cluster.isShared) return undefined
  try {
    const options = { settleTimeoutMs: ANSWER_MS }
    await using connection = await connectKafka(cluster.brokersForGrader, options)
    return JSON.stringify(await readClusterConfigs(connection))
  } catch (error) {
    if (error instanceof InfraError) return undefined
    throw error
  }
}

/**
 * Whether a cluster may be used again: no broker is down, no connection of a learner stays, and
 * nothing was set on its brokers that the next exercise should not meet.
 */
export async function isAsBefore(
  cluster: StartedCluster,
  before: string | undefined,
): Promise<boolean> {
  if (cluster.brokers.some(({ state }) => state !== 'up')) return false
  if (cluster.proxy && !(await emptyOf(cluster.proxy))) return false
  return (await readClusterState(cluster)) === before
}

/** Ends the rules and connections of an exercise; false when one stays or comes anew. */
async function emptyOf(proxy: FaultProxy): Promise<boolean> {
  proxy.releaseRules()
  const mark = proxy.mark()
  proxy.dropAll()
  const isGone = await proxy.whenDrained(500)
  return isGone && proxy.connectionsSince(mark) === 0
}
