import { rm } from 'node:fs/promises'
import { PortTakenError } from '../start-failure.ts'
import { archiveFlags } from './class-data-archive.ts'
import { choosePorts, type NodePorts } from './choose-ports.ts'
import type { FormatTools } from './format-template.ts'
import { prepareNode } from './prepare-node.ts'
import type { NodePlan } from './server-properties.ts'
import { killNode, nodeFiles, startNode, type NodeFiles, type StartedNode } from './start-node.ts'
import { waitUntilReady } from './wait-until-ready.ts'

/** A node that has answered. */
export type ReadyNode = {
  readonly plan: NodePlan
  readonly files: NodeFiles
  readonly node: StartedNode
}

/** Which nodes to start, where and how. */
export type NodesRequest = FormatTools & {
  readonly count: 1 | 3
  readonly runFolder: string
  /** The port that node `id` tells learners; its own learner port when undefined. */
  readonly advertisedPort: (nodeId: number) => number | undefined
  /** A class-data archive to start with. */
  readonly archive?: string | undefined
  readonly extraFlags?: readonly string[]
  /** How ports are chosen; tests choose bad ones. */
  readonly choosePorts?: typeof choosePorts
}

const TRIES = 3

/**
 * Starts all nodes of a cluster at once and waits until each answers. A port that somebody took
 * first means new ports, an archive under which the JVM dies is thrown away: three tries in all.
 */
export async function startNodes(request: NodesRequest): Promise<readonly ReadyNode[]> {
  let { archive } = request
  for (let tries = 1; ; tries++) {
    const ports = await (request.choosePorts ?? choosePorts)(request.count)
    try {
      return await startOnPorts(ports, { ...request, archive })
    } catch (error) {
      request.signal?.throwIfAborted()
      const isMendable = error instanceof PortTakenError || archive !== undefined
      if (!isMendable || tries === TRIES) throw error
      if (!(error instanceof PortTakenError) && archive !== undefined) {
        await rm(archive, { force: true })
        archive = undefined
      }
    }
  }
}

async function startOnPorts(
  ports: readonly NodePorts[],
  request: NodesRequest,
): Promise<readonly ReadyNode[]> {
  const plans = ports.map((own, index): NodePlan => {
    const id = index + 1
    const { data } = nodeFiles(request.runFolder, id)
    const advertisedPort = request.advertisedPort(id) ?? own.learner
    return { id, ports: own, advertisedPort, dataFolder: data }
  })
  request.signal?.throwIfAborted()
  const started: StartedNode[] = []
  const endAll = async () => void (await Promise.all(started.map(killNode)))
  const givingUp = new AbortController()
  let firstError: unknown
  const giveUp = (error: unknown): void => {
    firstError ??= error
    givingUp.abort(error)
    void endAll()
  }
  const onAbort = (): void => giveUp(request.signal?.reason)
  request.signal?.addEventListener('abort', onAbort, { once: true })
  const own = { ...request, signal: givingUp.signal }
  const results = await Promise.all(
    plans.map((plan) => startOne(plan, plans, started, own).catch(giveUp)),
  )
  request.signal?.removeEventListener('abort', onAbort)
  const ready = results.filter((one) => one !== undefined)
  if (ready.length === plans.length) return ready
  await endAll()
  throw firstError
}

async function startOne(
  plan: NodePlan,
  plans: readonly NodePlan[],
  started: StartedNode[],
  request: NodesRequest,
): Promise<ReadyNode> {
  const { java, guardian, runFolder, signal } = request
  const files = nodeFiles(runFolder, plan.id)
  const extraFlags = [...archiveFlags(request.archive, java), ...(request.extraFlags ?? [])]
  await prepareNode(plan, plans, files, { ...request, extraFlags })
  signal?.throwIfAborted()
  const node = await startNode(files, java, guardian)
  started.push(node)
  await waitUntilReady(node, files, `127.0.0.1:${plan.ports.internal}`, signal ? { signal } : {})
  return { plan, files, node }
}
