import type { ClusterFacts } from '#core/lab.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'

/** What a worker is told of a cluster. */
export function clusterFacts(cluster: StartedCluster): ClusterFacts {
  const { brokersForLearner, brokersForGrader, isShared, requestLogs } = cluster
  const { java, toolsFolder, classPath } = cluster
  return {
    brokersForLearner,
    brokersForGrader,
    brokerIds: cluster.brokers.map(({ id }) => id),
    isShared,
    requestLogs,
    java,
    toolsFolder,
    classPath,
  }
}
