import type { KafkaConnection } from './kafka-connection.ts'
import { errorName, type Exchange, kafkajs } from './kafkajs-protocol.ts'
import { listGroups } from './list-groups.ts'
import { readGroup } from './read-group.ts'
import { readTopicNames } from './read-topic.ts'
import { evictMember } from './set-up-writes.ts'

const NOT_CONTROLLER = 41
const UNKNOWN_TOPIC_OR_PARTITION = 3
const NON_EMPTY_GROUP = 68
const GROUP_ID_NOT_FOUND = 69
const TIMEOUT_MS = 10_000

/** Deletes every topic and every group whose name holds `-suffix`; members are taken out first. */
export async function removeNames(connection: KafkaConnection, suffix: string): Promise<void> {
  const isOurs = (name: string) => name.includes(`-${suffix}`)
  const groupIds = (await listGroups(connection)).map(({ groupId }) => groupId)
  for (const groupId of groupIds.filter(isOurs)) await removeGroup(connection, groupId)
  const topics = (await readTopicNames(connection)).map(({ topic }) => topic)
  const ours = topics.filter(isOurs)
  if (ours.length > 0) await removeTopics(connection, ours)
}

async function removeGroup(connection: KafkaConnection, groupId: string): Promise<void> {
  const what = `deleting group ${groupId}`
  const errorCodes = (code: number) => [code]
  await connection.untilSettled(
    async () => {
      const { members } = await readGroup(connection, groupId)
      for (const { memberId } of members) await evictMember(connection, groupId, memberId)
      const exchange = deleteGroupExchange(groupId)
      const code = await connection.askCoordinator(groupId, exchange, { what, errorCodes })
      if (code === NON_EMPTY_GROUP) throw connection.notYet(`group ${groupId} is not empty`)
      throwUnless(what, code, [0, GROUP_ID_NOT_FOUND])
    },
    { what },
  )
}

async function removeTopics(connection: KafkaConnection, topics: readonly string[]): Promise<void> {
  const what = `deleting ${topics.join(', ')}`
  await connection.untilSettled(
    async () => {
      const { controllerId } = await connection.readMetadata([])
      const codes = await connection.askBroker(controllerId, deleteTopicsExchange(topics))
      if (codes.includes(NOT_CONTROLLER)) throw connection.notYet('the controller has moved')
      for (const code of codes) throwUnless(what, code, [0, UNKNOWN_TOPIC_OR_PARTITION])
    },
    { what },
  )
}

function throwUnless(what: string, code: number, allowed: readonly number[]): void {
  if (!allowed.includes(code)) throw new Error(`${what}: ${errorName(code)}`)
}

/** DeleteGroups v0; response = throttle int32, results (group string, error int16). */
function deleteGroupExchange(groupId: string): Exchange<number> {
  const decode = (body: Buffer): number => {
    const decoder = kafkajs.createDecoder(body)
    decoder.readInt32()
    const codes = decoder.readArray(() => {
      decoder.readString()
      return decoder.readInt16()
    })
    return codes[0] ?? 0
  }
  return { request: kafkajs.request('deleteGroups/v0', [groupId]), response: { decode } }
}

/** DeleteTopics v1; response = throttle int32, results (topic string, error int16). */
function deleteTopicsExchange(topics: readonly string[]): Exchange<number[]> {
  const decode = (body: Buffer): number[] => {
    const decoder = kafkajs.createDecoder(body)
    decoder.readInt32()
    return decoder.readArray(() => {
      decoder.readString()
      return decoder.readInt16()
    })
  }
  const request = kafkajs.request('deleteTopics/v1', { topics, timeout: TIMEOUT_MS })
  return { request, response: { decode } }
}
