import type { Bilingual } from '#core/bilingual.ts'
import type { BrokerProvider } from '#broker/provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import type { Guardian } from '#process/guardian.ts'
import { isAsBefore, readClusterState } from './cluster-state.ts'

/** How clusters of a run are started. */
export type ClusterPoolParts = {
  /** Undefined when nothing that is graded needs a broker. */
  readonly provider: BrokerProvider | undefined
  readonly guardian: Guardian
  readonly signal: AbortSignal
  readonly onProgress: (text: Bilingual) => void
  readonly onStarted: (cluster: StartedCluster, elapsedMs: number) => void
}

/** The warm clusters of a run: one of each size at most, started when first needed. */
export interface ClusterPool extends AsyncDisposable {
  readonly get: (brokers: 1 | 3) => Promise<StartedCluster>
  /**
   * Takes a cluster back after an exercise. One that is spent, or not as it was when it was started,
   * is ended; the next `get` then starts a fresh one.
   */
  readonly giveBack: (cluster: StartedCluster, isSpent: boolean) => Promise<void>
}

const STARTING_ONE = { en: 'starting a broker', ko: '브로커를 시작합니다' }
const STARTING_THREE = { en: 'starting three brokers', ko: '브로커 세 개를 시작합니다' }

/** A pool that starts its clusters with the given provider. */
export function createClusterPool(parts: ClusterPoolParts): ClusterPool {
  const clusters = new Map<1 | 3, Promise<StartedCluster>>()
  const atStart = new Map<StartedCluster, string | undefined>()
  const start = async (brokers: 1 | 3): Promise<StartedCluster> => {
    const { provider, guardian, signal, onProgress } = parts
    if (!provider) throw new Error('a cluster is asked for, and no provider was chosen')
    const startedAt = performance.now()
    onProgress(brokers === 1 ? STARTING_ONE : STARTING_THREE)
    const cluster = await provider.startCluster({ brokers, guardian, onProgress, signal })
    parts.onStarted(cluster, performance.now() - startedAt)
    try {
      atStart.set(cluster, await readClusterState(cluster))
    } catch (error) {
      await cluster[Symbol.asyncDispose]()
      throw error
    }
    return cluster
  }
  return {
    get: (brokers) => {
      const known = clusters.get(brokers)
      if (known) return known
      const started = start(brokers)
      clusters.set(brokers, started)
      started.catch(() => clusters.delete(brokers))
      return started
    },
    giveBack: async (cluster, isSpent) => {
      if (!isSpent && (await isAsBefore(cluster, atStart.get(cluster)))) return
      for (const [brokers, known] of clusters) {
        if ((await known) === cluster) clusters.delete(brokers)
      }
      await cluster[Symbol.asyncDispose]()
    },
    [Symbol.asyncDispose]: async () => {
      const started = await Promise.allSettled(clusters.values())
      const ends = started.flatMap((result) =>
        result.status === 'fulfilled' ? [result.value[Symbol.asyncDispose]()] : [],
      )
      await Promise.all(ends)
    },
  }
}
