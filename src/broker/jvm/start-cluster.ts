import { errorMessage, InfraError, UsageError } from '#core/errors.ts'
import { warmUp } from '#kafka/warm-up.ts'
import { diskFull, isDiskFull, startFailed, startInterrupted } from '../broker-errors.ts'
import { createCleanUp, type CleanUp } from '../clean-up.ts'
import { createFaultProxy } from '../fault-proxy.ts'
import type { ClusterOptions } from '../provider.ts'
import { makeRunFolder } from '../run-folder.ts'
import type { StartedCluster } from '../started-cluster.ts'
import { findArchive } from './class-data-archive.ts'
import { describeCluster, type JvmParts } from './describe-cluster.ts'
import { layOutTools } from './lay-out-tools.ts'
import { createNodeControl } from './node-control.ts'
import { startNodes } from './start-nodes.ts'
import { PortTakenError } from './wait-until-ready.ts'

const WARM_UP_MS = 60_000

/** Starts a cluster; whatever goes wrong, and on an abort at once, everything started is ended. */
export async function startJvmCluster(
  parts: JvmParts,
  options: ClusterOptions,
): Promise<StartedCluster> {
  const cleanUp = createCleanUp()
  try {
    return await startWith(parts, options, cleanUp)
  } catch (error) {
    await cleanUp.run().catch(() => {})
    if (options.signal?.aborted) throw startInterrupted(error)
    throw asStartFailure(error)
  }
}

async function startWith(
  parts: JvmParts,
  options: ClusterOptions,
  cleanUp: CleanUp,
): Promise<StartedCluster> {
  const { guardian, signal } = options
  const runFolder = await makeRunFolder(guardian)
  cleanUp.add(() => guardian.removeFolder(runFolder))
  const nodeIds = Array.from({ length: options.brokers }, (_, index) => index + 1)
  const proxy = await createFaultProxy(nodeIds, options.learnerPorts)
  cleanUp.add(async () => await proxy[Symbol.asyncDispose]())
  const ready = await startNodes({
    ...parts,
    guardian,
    runFolder,
    count: options.brokers,
    archive: findArchive('broker', parts),
    advertisedPort: proxy.portOf,
    ...(signal && { signal }),
  })
  const ending = new AbortController()
  const tools = { java: parts.java, guardian, signal: ending.signal }
  const nodes = ready.map((node) => createNodeControl(node, tools))
  cleanUp.add(async () => {
    ending.abort()
    await Promise.all(nodes.map((node) => node.kill()))
  })
  for (const { plan } of ready) proxy.route(plan.id, plan.ports.learner)
  const toolsFolder = await layOutTools(runFolder, parts)
  const cluster = describeCluster({
    ...parts,
    toolsFolder,
    ready,
    nodes,
    proxy,
    dispose: cleanUp.run,
  })
  await useOnce(cluster, options)
  return cluster
}

async function useOnce(cluster: StartedCluster, options: ClusterOptions): Promise<void> {
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

function asStartFailure(error: unknown): Error {
  if (error instanceof InfraError || error instanceof UsageError) return error
  if (isDiskFull(error)) return diskFull('the folder of the cluster', undefined, error)
  if (error instanceof PortTakenError) {
    return startFailed(
      {
        en: 'Ports that were free were taken by others before the brokers could use them, 3 times.',
        ko: '비어 있던 포트를 브로커가 쓰기 전에 다른 프로그램이 차지하는 일이 3번 있었습니다.',
      },
      [],
      error,
    )
  }
  const detail = errorMessage(error)
  return startFailed(
    { en: `The cluster did not start: ${detail}`, ko: `클러스터가 시작되지 않았습니다: ${detail}` },
    [],
    error,
  )
}
