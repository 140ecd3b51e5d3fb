import type { LabAction } from '#core/lab.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'

/** Does what a worker asked for, on the cluster the engine owns. */
export async function performLabAction(
  request: LabAction,
  cluster: StartedCluster,
): Promise<unknown> {
  switch (request.action) {
    case 'killBroker':
      return cluster.killBroker(request.broker)
    case 'restartBroker':
      return cluster.restartBroker(request.broker)
    case 'pauseBroker':
      return cluster.pauseBroker(request.broker)
    case 'resumeBroker':
      return cluster.resumeBroker(request.broker)
    case 'whenDrained':
      return cluster.proxy?.whenDrained(request.timeoutMs)
    case 'dropConnections':
      return cluster.proxy?.dropAll()
  }
}
