import { describeNodes, NOTHING_TO_TIDY, type NodeControl } from '../controlled-nodes.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import { KRAFT_RELEASE } from '../jvm/kafka-version.ts'
import type { StartedCluster } from '../started-cluster.ts'
import type { ContainerPlan } from './compose-variables.ts'
import { readContainerLog } from './container-log.ts'
import type { Docker } from './docker-command.ts'
import { KAFKA_IMAGE } from './docker-image.ts'
import type { ProvidedTools } from './tool-containers.ts'

/** The running parts of a cluster of containers, and how they are ended. */
export type RunningParts = {
  readonly id: string
  readonly image: string
  readonly docker: Docker
  readonly ready: readonly ContainerPlan[]
  readonly nodes: readonly NodeControl[]
  readonly proxy: FaultProxy
  readonly tools: ProvidedTools
  readonly requestLogs: readonly string[]
  readonly dispose: () => Promise<void>
}

/** The cluster as the rest of the program sees it. */
export function describeCluster(parts: RunningParts): StartedCluster {
  const { docker, tools, ready } = parts
  return {
    ...describeNodes(parts.nodes),
    ...tools,
    id: parts.id,
    provider: 'docker',
    isShared: false,
    kafkaVersion: parts.image === KAFKA_IMAGE ? KRAFT_RELEASE.version : undefined,
    requestLogs: parts.requestLogs,
    serverLogTail: async (brokerId, lines) => {
      const plan = ready.find(({ id }) => id === brokerId)
      if (!plan) throw new Error(`no broker ${brokerId} in this cluster`)
      return await readContainerLog(docker, plan.container, lines)
    },
    proxy: parts.proxy,
    claimNames: () => NOTHING_TO_TIDY,
    [Symbol.asyncDispose]: parts.dispose,
  }
}
