import { randomBytes } from 'node:crypto'
import type { Guardian } from '#process/guardian.ts'
import { probeBrokers } from '../cluster-health.ts'
import { NOTHING_TO_TIDY } from '../controlled-nodes.ts'
import type { StartedBroker, StartedCluster } from '../started-cluster.ts'
import { watchHealth } from '../watch-health.ts'
import { claimNames } from './claim-names.ts'
import type { LocalTools } from './local-tools.ts'

/** Where a cluster is that is not ours. */
export type ExternalParts = {
  readonly brokers: readonly { readonly id: number; readonly address: string }[]
  readonly bootstrapList: string
  readonly guardian: Guardian
  readonly tools: LocalTools
}

/**
 * A cluster of others as the rest of the program sees it: no proxy, no logs, and nothing may be
 * done to its brokers. Disposing it removes only what was laid out here.
 */
export function describeExternalCluster(parts: ExternalParts): StartedCluster {
  const { bootstrapList, guardian, tools } = parts
  const probed = parts.brokers.map(({ id, address }) => ({ brokerId: id, address, pid: undefined }))
  const health = () => probeBrokers(probed)
  return {
    id: randomBytes(4).toString('hex'),
    provider: 'external',
    kafkaVersion: undefined,
    isShared: true,
    brokers: parts.brokers.map(({ id, address }): StartedBroker => {
      const both = { addressForGrader: address, addressForLearner: address }
      return { id, ...both, pid: undefined, state: 'up' }
    }),
    brokersForLearner: bootstrapList,
    brokersForGrader: bootstrapList,
    requestLogs: [],
    classPath: tools.classPath,
    java: tools.java,
    toolsFolder: tools.toolsFolder,
    toolArchive: () => undefined,
    serverLogTail: async () => [],
    stopBroker: refuse,
    killBroker: refuse,
    pauseBroker: refuse,
    resumeBroker: refuse,
    restartBroker: refuse,
    proxy: undefined,
    claimNames: (suffix) => claimNames(bootstrapList, suffix, guardian),
    shareWorkFolder: () => NOTHING_TO_TIDY,
    health,
    watchHealth: () =>
      watchHealth({ probe: health, look: () => [], onUnexpectedExit: () => () => {} }),
    [Symbol.asyncDispose]: () => tools[Symbol.asyncDispose](),
  }
}

async function refuse(): Promise<never> {
  throw new Error('a broker of an external cluster is not ours to stop')
}
