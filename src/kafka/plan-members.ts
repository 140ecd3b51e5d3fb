import { randomUUID } from 'node:crypto'
import { pollUntil } from '#core/poll-until.ts'
import { apiVersionsExchange } from './api-versions.ts'
import { consumerGroupDescribeExchange } from './consumer-group-describe.ts'
import {
  CONSUMER_GROUP_HEARTBEAT,
  consumerGroupHeartbeatExchange,
} from './consumer-group-heartbeat.ts'
import type { KafkaConnection } from './kafka-connection.ts'

/** A group that is to be tried out. */
export type PlannedGroup = {
  readonly groupId: string
  readonly topic: string
  readonly partitions: number
  readonly members: number
}

const SETTLE_MS = 5_000

/**
 * Lets so many members join a new group and returns the partitions that the broker's own assignor
 * means each of them to have; the members leave again. Undefined where brokers do not assign
 * themselves (before KIP-848).
 */
export async function planMembers(
  connection: KafkaConnection,
  plan: PlannedGroup,
): Promise<number[][] | undefined> {
  const versions = await connection.askAny(apiVersionsExchange(), { what: 'api versions' })
  if (!versions.has(CONSUMER_GROUP_HEARTBEAT)) return undefined
  const memberIds = Array.from({ length: plan.members }, () => randomUUID())
  try {
    const { outcome, value } = await pollUntil(
      () => readTargets(connection, plan, memberIds),
      (targets) => targets === undefined || isWhole(targets, plan),
      { what: 'the assignment of planned consumers', timeoutMs: SETTLE_MS },
    )
    return outcome === 'ready' ? value : undefined
  } finally {
    for (const memberId of memberIds) await beat(connection, plan.groupId, memberId)
  }
}

/**
 * What each member is meant to have; undefined when one may not join. Each look lets all of them
 * join again: a coordinator that did not yet know a new topic looks for it at the next heartbeat.
 */
async function readTargets(
  connection: KafkaConnection,
  { groupId, topic }: PlannedGroup,
  memberIds: readonly string[],
): Promise<number[][] | undefined> {
  for (const memberId of memberIds) {
    const errorCode = await beat(connection, groupId, memberId, topic)
    if (errorCode !== 0) return undefined
  }
  const { targets } = await connection.askCoordinator(
    groupId,
    consumerGroupDescribeExchange(groupId),
    { what: `group ${groupId}`, errorCodes: ({ errorCode }) => [errorCode] },
  )
  return targets.map((target) => [...(target[topic] ?? [])])
}

/** Whether all members are there and every partition is meant for exactly one. */
function isWhole(targets: readonly number[][], { members, partitions }: PlannedGroup): boolean {
  const meant = targets.flat()
  const isOnce = meant.length === partitions && new Set(meant).size === partitions
  return targets.length === members && isOnce
}

function beat(connection: KafkaConnection, groupId: string, memberId: string, topic?: string) {
  const step = { groupId, memberId, ...(topic !== undefined && { topic }) }
  return connection.askCoordinator(groupId, consumerGroupHeartbeatExchange(step), {
    what: `a member of group ${groupId}`,
    errorCodes: (code) => [code],
  })
}
