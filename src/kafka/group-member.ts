import type { KafkaConnection } from './kafka-connection.ts'
import { errorName, type Encoder, type Exchange, kafkajs } from './kafkajs-protocol.ts'
import { evictMember, offsetCommitExchange, type PartitionOffset } from './set-up-writes.ts'

/** A member of a group that reads nothing: it only owns partitions and commits when it is told to. */
export type GroupMember = {
  readonly memberId: string
  /** False when the group has gone on without it; while others only wait to join, commits are taken. */
  readonly commit: (topic: string, offsets: readonly PartitionOffset[]) => Promise<boolean>
  readonly leave: () => Promise<void>
}

type Joined = {
  readonly errorCode: number
  readonly generationId: number
  readonly memberId: string
  readonly members: readonly unknown[]
}

/** It sends no heartbeats, so its session has to outlast everything. */
const SESSION_MS = 300_000
/** The assignors that clients offer by default, so that whoever else joins is not refused. */
const ASSIGNORS = ['range', 'roundrobin', 'RoundRobinAssigner', 'cooperative-sticky']
/** ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID, REBALANCE_IN_PROGRESS */
const PASSED_OVER = new Set([22, 25, 27])

/** Joins a group without members and owns the given partitions, by topic. */
export async function joinGroup(
  connection: KafkaConnection,
  groupId: string,
  partitions: Readonly<Record<string, readonly number[]>>,
): Promise<GroupMember> {
  const what = `joining group ${groupId}`
  const join = joinExchange(groupId, encodeSubscription(Object.keys(partitions)))
  const joined = await connection.askCoordinator(groupId, join, {
    what,
    errorCodes: ({ errorCode }) => [errorCode],
    isOnce: true,
  })
  const { errorCode, generationId, memberId, members } = joined
  if (errorCode !== 0) throw new Error(`${what}: ${errorName(errorCode)}`)
  if (members.length !== 1) throw new Error(`${what}: it has other members`)
  const place = { groupId, generationId, memberId }
  await synchronise(connection, place, encodeAssignment(partitions))
  return {
    memberId,
    commit: (topic, offsets) => commitAs(connection, place, topic, offsets),
    leave: () => evictMember(connection, groupId, memberId),
  }
}

type Place = { readonly groupId: string; readonly generationId: number; readonly memberId: string }

async function synchronise(connection: KafkaConnection, place: Place, memberAssignment: Buffer) {
  const what = `taking partitions in group ${place.groupId}`
  const groupAssignment = [{ memberId: place.memberId, memberAssignment }]
  const exchange: Exchange<{ errorCode: number }> = {
    request: kafkajs.request('syncGroup/v1', { ...place, groupAssignment }),
    response: kafkajs.response('syncGroup/v1'),
  }
  const { errorCode } = await connection.askCoordinator(place.groupId, exchange, { what })
  if (errorCode !== 0) throw new Error(`${what}: ${errorName(errorCode)}`)
}

async function commitAs(
  connection: KafkaConnection,
  { groupId, generationId, memberId }: Place,
  topic: string,
  partitions: readonly PartitionOffset[],
): Promise<boolean> {
  const what = `committing as a member of ${groupId}`
  const exchange = offsetCommitExchange({
    groupId,
    groupGenerationId: generationId,
    memberId,
    topics: [{ topic, partitions }],
  })
  const errorCodes = (codes: readonly number[]) => codes
  const codes = await connection.askCoordinator(groupId, exchange, { what, errorCodes })
  const refused = codes.find((code) => code !== 0)
  if (refused === undefined) return true
  if (PASSED_OVER.has(refused)) return false
  throw new Error(`${what}: ${errorName(refused)}`)
}

/** JoinGroup v2, the last that hands out a member id in one round. */
function joinExchange(groupId: string, metadata: Buffer): Exchange<Joined> {
  const request = kafkajs.request('joinGroup/v2', {
    groupId,
    sessionTimeout: SESSION_MS,
    rebalanceTimeout: SESSION_MS,
    memberId: '',
    protocolType: 'consumer',
    groupProtocols: ASSIGNORS.map((name) => ({ name, metadata })),
  })
  return { request, response: kafkajs.response('joinGroup/v2') }
}

/** version int16, topics strings, user_data bytes */
function encodeSubscription(topics: readonly string[]): Buffer {
  return withoutUserData(kafkajs.createEncoder().writeInt16(0).writeArray(topics))
}

/** version int16, topics (name string, partitions int32s), user_data bytes */
function encodeAssignment(partitions: Readonly<Record<string, readonly number[]>>): Buffer {
  const topics = Object.entries(partitions).map(([topic, numbers]) =>
    kafkajs.createEncoder().writeString(topic).writeArray(numbers),
  )
  return withoutUserData(kafkajs.createEncoder().writeInt16(0).writeArray(topics))
}

function withoutUserData(encoder: Encoder): Buffer {
  return encoder.writeInt32(0).buffer
}
