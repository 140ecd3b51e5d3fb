import os from 'node:os'
import type { CleanUp } from '../clean-up.ts'
import { createFaultProxy } from '../fault-proxy.ts'
import type { ClusterOptions } from '../provider.ts'
import { startOrUndo } from '../start-failure.ts'
import type { StartedCluster } from '../started-cluster.ts'
import { useOnce } from '../use-once.ts'
import { watchContainers } from './container-watch.ts'
import { describeCluster } from './describe-cluster.ts'
import { createDocker } from './docker-command.ts'
import { guardProject } from './guard-project.ts'
import { provideTools } from './provide-tools.ts'
import { createContainerControl } from './node-control.ts'
import { findRequestLogs, makeLogFolder } from './log-folder.ts'
import { ensureImage } from './pull-image.ts'
import { sweepLeftovers } from './remove-project.ts'
import { startContainers } from './start-containers.ts'

/** What a cluster of containers is made from. */
export type DockerParts = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly image: string
}

/** Starts a cluster; whatever goes wrong, and on an abort at once, everything started is removed. */
export async function startDockerCluster(
  parts: DockerParts,
  options: ClusterOptions,
): Promise<StartedCluster> {
  return await startOrUndo((cleanUp) => startWith(parts, options, cleanUp), options.signal)
}

async function startWith(
  parts: DockerParts,
  options: ClusterOptions,
  cleanUp: CleanUp,
): Promise<StartedCluster> {
  const { guardian, signal } = options
  const docker = createDocker(guardian)
  await ensureImage(docker, parts.image, options)
  await sweepLeftovers(docker, guardian)
  // The engine may see less of this computer's files than we do: not /dev/shm, for one.
  const runFolder = await guardian.makeFolder(os.tmpdir(), 'kafkalings-')
  cleanUp.add(() => guardian.removeFolder(runFolder))
  const logFolder = await makeLogFolder(runFolder)
  const brokerIds = Array.from({ length: options.brokers }, (_, index) => index + 1)
  const proxy = await createFaultProxy(brokerIds, options.learnerPorts)
  cleanUp.add(async () => await proxy[Symbol.asyncDispose]())
  const project = guardProject(guardian, cleanUp)
  const watch = watchContainers(docker, project)
  cleanUp.add(async () => await watch[Symbol.asyncDispose]())
  const ready = await startContainers({
    docker,
    watch,
    project,
    guardian,
    logFolder,
    image: parts.image,
    count: options.brokers,
    advertisedPort: proxy.portOf,
    ...(signal && { signal }),
  })
  for (const { id, ports } of ready) proxy.route(id, ports.learner)
  const ending = new AbortController()
  cleanUp.add(() => ending.abort())
  const tools = await provideTools({ ...parts, docker, guardian, project, runFolder })
  cleanUp.add(async () => await tools[Symbol.asyncDispose]())
  const cluster = describeCluster({
    id: project,
    image: parts.image,
    docker,
    proxy,
    tools,
    ready,
    nodes: ready.map((plan) =>
      createContainerControl(plan, { docker, watch, signal: ending.signal }),
    ),
    requestLogs: await findRequestLogs(logFolder, brokerIds),
    dispose: cleanUp.run,
  })
  await useOnce(cluster, options)
  return cluster
}
