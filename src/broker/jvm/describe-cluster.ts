import { randomBytes } from 'node:crypto'
import { describeNodes, NOTHING_TO_TIDY, type NodeControl } from '../controlled-nodes.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import { readLogTail } from '../log-tail.ts'
import type { StartedCluster } from '../started-cluster.ts'
import { findArchive, type ArchiveKey } from './class-data-archive.ts'
import { classPathOf } from './java-command.ts'
import type { ReadyNode } from './start-nodes.ts'

/** What a cluster of JVMs is made from. */
export type JvmParts = ArchiveKey & { readonly kafkaVersion: string }

/** The running parts of a cluster, and how they are ended. */
export type RunningParts = JvmParts & {
  readonly ready: readonly ReadyNode[]
  readonly nodes: readonly NodeControl[]
  readonly proxy: FaultProxy
  readonly toolsFolder: string
  readonly dispose: () => Promise<void>
}

/** The cluster as the rest of the program sees it. */
export function describeCluster(parts: RunningParts): StartedCluster {
  const { nodes, ready, java, jars } = parts
  return {
    ...describeNodes(nodes),
    id: randomBytes(4).toString('hex'),
    provider: 'jvm',
    isShared: false,
    kafkaVersion: parts.kafkaVersion,
    requestLogs: ready.map(({ files }) => files.requestLog),
    classPath: classPathOf(jars),
    java,
    toolsFolder: parts.toolsFolder,
    toolArchive: () => findArchive('tool', parts),
    serverLogTail: async (id, lines) => {
      const node = ready.find(({ plan }) => plan.id === id)
      if (!node) throw new Error(`no broker ${id} in this cluster`)
      return await readLogTail(node.files.serverLog, lines)
    },
    proxy: parts.proxy,
    claimNames: () => NOTHING_TO_TIDY,
    shareWorkFolder: () => NOTHING_TO_TIDY,
    [Symbol.asyncDispose]: parts.dispose,
  }
}
