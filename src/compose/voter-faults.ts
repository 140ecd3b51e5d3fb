import type { KafkaCluster } from './kafka-cluster.ts'
import { listOf, type KafkaNode } from './kafka-node.ts'
import { modeFault, type ModeFault } from './mode-fault.ts'
import { valueOf } from './properties.ts'
import { reachFromContainer } from './reach.ts'

type Voter = { readonly id: string | undefined; readonly host: string; readonly port: number }

const VOTERS = 'controller.quorum.voters'
const SERVERS = 'controller.quorum.bootstrap.servers'

/** Why a node does not find the controllers it is told of. */
export function findVotersFault(cluster: KafkaCluster, node: KafkaNode): ModeFault | undefined {
  const voters = valueOf(node.properties, VOTERS)
  const servers = valueOf(node.properties, SERVERS)
  if (voters === undefined && servers === undefined) {
    return modeFault('voters-missing', node, 'process.roles', {})
  }
  const property = voters === undefined ? SERVERS : VOTERS
  const parts = listOf(voters ?? servers)
  const read = parts.map((part) => ({ part, voter: parseVoter(part, voters !== undefined) }))
  const unreadable = read.find(({ voter }) => !voter)
  if (unreadable) {
    return modeFault('voters-unreadable', node, property, { part: unreadable.part })
  }
  const ids = read.map(({ voter }) => voter!.id)
  if (voters !== undefined && node.isController && !ids.includes(node.nodeId)) {
    const facts = { nodeId: node.nodeId ?? '', voters }
    return modeFault('not-a-voter', node, VOTERS, facts)
  }
  for (const { part, voter } of read) {
    const why = whyUnreachable(cluster, node, voter!)
    if (why) return modeFault('voter-unreachable', node, property, { voter: part, why })
  }
  return undefined
}

/** `1@kafka:9093`; a bootstrap server has no id. */
function parseVoter(text: string, hasId: boolean): Voter | undefined {
  const match = /^(?:(\d+)@)?(\[[^\]]+\]|[\w.-]+):(\d{1,5})$/.exec(text)
  if (!match || (match[1] !== undefined) !== hasId) return undefined
  const host = match[2]!.replaceAll(/^\[|\]$/g, '')
  return { id: match[1], host, port: Number(match[3]) }
}

/** What is met instead of the controller; undefined when it is the controller. */
function whyUnreachable(
  cluster: KafkaCluster,
  from: KafkaNode,
  { id, host, port }: Voter,
): string | undefined {
  const reached = reachFromContainer(cluster, from.service, host, port)
  switch (reached.kind) {
    case 'elsewhere':
      return undefined
    case 'listener': {
      const { node, endpoint } = reached
      if (id !== undefined && node.nodeId !== id) return 'other-node'
      return node.controllerListeners.includes(endpoint.name) ? undefined : 'other-listener'
    }
    case 'loopback-only':
      return 'loopback-only'
    case 'closed':
      return 'closed'
    default:
      return 'unknown-host'
  }
}
