import type { CleanUp } from '../clean-up.ts'
import { createFaultProxy } from '../fault-proxy.ts'
import type { ClusterOptions } from '../provider.ts'
import { makeRunFolder } from '../run-folder.ts'
import { startOrUndo } from '../start-failure.ts'
import type { StartedCluster } from '../started-cluster.ts'
import { useOnce } from '../use-once.ts'
import { findArchive } from './class-data-archive.ts'
import { describeCluster, type JvmParts } from './describe-cluster.ts'
import { layOutTools } from './lay-out-tools.ts'
import { createNodeControl } from './node-control.ts'
import { startNodes } from './start-nodes.ts'

/** Starts a cluster; whatever goes wrong, and on an abort at once, everything started is ended. */
export async function startJvmCluster(
  parts: JvmParts,
  options: ClusterOptions,
): Promise<StartedCluster> {
  return await startOrUndo((cleanUp) => startWith(parts, options, cleanUp), options.signal)
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
  const toolsFolder = await layOutTools(runFolder, parts, guardian)
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
