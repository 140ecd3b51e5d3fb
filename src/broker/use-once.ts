import { errorMessage, InfraError } from '#core/errors.ts'
import { warmUp } from '#kafka/warm-up.ts'
import { startFailed, startInterrupted } from './broker-errors.ts'
import type { ClusterOptions } from './provider.ts'
import type { StartedCluster } from './started-cluster.ts'

const WARM_UP_MS = 60_000

/** Uses a new cluster for the first time, for at most 60 s; throws when that cannot be done. */
export async function useOnce(cluster: StartedCluster, options: ClusterOptions): Promise<void> {
  const use = options.warmUp ?? warmUp
  const what = 'the first use of the cluster'
  const isOver = new AbortController()
  const failed = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} took over 60 s`)), WARM_UP_MS)
    const stop = (): void => reject(startInterrupted(options.signal?.reason))
    if (options.signal?.aborted) stop()
    options.signal?.addEventListener('abort', stop, { signal: isOver.signal })
    isOver.signal.addEventListener('abort', () => clearTimeout(timer))
  })
  try {
    await Promise.race([use(cluster.brokersForGrader), failed])
  } catch (error) {
    if (error instanceof InfraError) throw error
    const lines = await cluster.serverLogTail(1, 10)
    const detail = errorMessage(error)
    throw startFailed(
      {
        en: `The new cluster could not be used: ${detail}`,
        ko: `새 클러스터를 사용할 수 없습니다: ${detail}`,
      },
      lines,
      error,
    )
  } finally {
    isOver.abort()
  }
}
