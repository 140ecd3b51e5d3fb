import type { LabAction } from '#core/lab.ts'
import type { ComposeStage } from '#broker/compose/compose-stage.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'

/** What an exercise has to work on; each part only where it needs that. */
export type LabParts = {
  readonly cluster: StartedCluster | undefined
  readonly compose: ComposeStage | undefined
}

/** Does what a worker asked for, on what the engine owns. */
export async function performLabAction(request: LabAction, parts: LabParts): Promise<unknown> {
  if (request.action === 'bootCompose') return await composeOf(parts).boot()
  if (request.action === 'lookAtCompose') return await composeOf(parts).look()
  if (!parts.cluster) throw new Error(`${request.action} is asked of an exercise without brokers`)
  return await performOnCluster(request, parts.cluster)
}

type ClusterAction = Exclude<LabAction, { action: 'bootCompose' | 'lookAtCompose' }>

function performOnCluster(request: ClusterAction, cluster: StartedCluster): unknown {
  switch (request.action) {
    case 'stopBroker':
      return cluster.stopBroker(request.broker)
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
    case 'addProxyRule':
      return cluster.proxy?.addRule(request.rule)
    case 'releaseProxyRule':
      return cluster.proxy?.releaseRule(request.ruleId)
    case 'lookAtProxyRule':
      return cluster.proxy?.ruleState(request.ruleId)
  }
}

function composeOf({ compose }: LabParts): ComposeStage {
  if (!compose) throw new Error('a compose file is asked of an exercise that is not one')
  return compose
}
