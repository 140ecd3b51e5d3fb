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
    for (const memberId of memberIds) {
      const joined = await beat(connection, plan.groupId, memberId, plan.topic)
      if (joined !== 0) return undefined
    }
    return await readTargets(connection, plan)
  } finally {
    for (const memberId of memberIds) await beat(connection, plan.groupId, memberId)
  }
}

function beat(connection: KafkaConnection, groupId: string, memberId: string, topic?: string) {
  const step = { groupId, memberId, ...(topic !== undefined && { topic }) }
  return connection.askCoordinator(groupId, consumerGroupHeartbeatExchange(step), {
    what: `a member of group ${groupId}`,
    errorCodes: (code) => [code],
  })
}

/** The target of each member, once every partition is meant for exactly one. */
async function readTargets(connection: KafkaConnection, plan: PlannedGroup) {
  const { groupId, topic, partitions, members } = plan
  const { outcome, value } = await pollUntil(
    async () => {
      const exchange = consumerGroupDescribeExchange(groupId)
      const { targets } = await connection.askCoordinator(groupId, exchange, {
        what: `group ${groupId}`,
        errorCodes: ({ errorCode }) => [errorCode],
      })
      return targets.map((target) => [...(target[topic] ?? [])])
    },
    (targets) => targets.length === members && new Set(targets.flat()).size === partitions,
    { what: 'the assignment of planned consumers', timeoutMs: SETTLE_MS },
  )
  return outcome === 'ready' && value.flat().length === partitions ? value : undefined
}
