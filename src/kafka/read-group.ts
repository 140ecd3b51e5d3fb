import { apiVersionsExchange } from './api-versions.ts'
import {
  CONSUMER_GROUP_DESCRIBE,
  consumerGroupDescribeExchange,
} from './consumer-group-describe.ts'
import { type DescribedGroup, describeGroupExchange } from './describe-groups.ts'
import type { KafkaConnection } from './kafka-connection.ts'
import { errorName, type Exchange } from './kafkajs-protocol.ts'
import type { ObservedGroup } from './observation.ts'

const GROUP_ID_NOT_FOUND = 69

/** Reads a group of either protocol; state `Dead` without members when there is no such group. */
export async function readGroup(
  connection: KafkaConnection,
  groupId: string,
): Promise<ObservedGroup> {
  const classic = await describe(connection, groupId, describeGroupExchange(groupId))
  const isUnknown = classic.state === 'Dead' && classic.members.length === 0
  if (!isUnknown || !(await knowsConsumerGroups(connection))) return classic
  const consumer = await describe(connection, groupId, consumerGroupDescribeExchange(groupId))
  return consumer.state === 'Dead' ? classic : consumer
}

async function describe(
  connection: KafkaConnection,
  groupId: string,
  exchange: Exchange<DescribedGroup>,
): Promise<ObservedGroup> {
  const what = `group ${groupId}`
  const { errorCode, group } = await connection.askCoordinator(groupId, exchange, {
    what,
    errorCodes: (answer) => [answer.errorCode],
  })
  if (errorCode === GROUP_ID_NOT_FOUND) return { ...group, groupId, state: 'Dead', members: [] }
  if (errorCode !== 0) throw new Error(`${what}: ${errorName(errorCode)}`)
  return group
}

async function knowsConsumerGroups(connection: KafkaConnection): Promise<boolean> {
  const versions = await connection.askAny(apiVersionsExchange(), { what: 'api versions' })
  return versions.has(CONSUMER_GROUP_DESCRIBE)
}
