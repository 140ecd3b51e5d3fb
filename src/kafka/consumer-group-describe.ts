import type { DescribedGroup } from './describe-groups.ts'
import {
  readStructs,
  readUuid,
  skipTaggedFields,
  startFlexibleRequest,
  startFlexibleResponse,
} from './flexible-fields.ts'
import type { Decoder, Encoder, Exchange } from './kafkajs-protocol.ts'
import type { ObservedGroup } from './observation.ts'

/** The api key of ConsumerGroupDescribe, which only brokers with KIP-848 know. */
export const CONSUMER_GROUP_DESCRIBE = 69

/** A group whose partitions the broker assigns itself. */
export type AssignedGroup = DescribedGroup & {
  /** What each member is meant to own, by topic; in the order of the members. */
  readonly targets: readonly Readonly<Record<string, readonly number[]>>[]
}

/**
 * ConsumerGroupDescribe v0 (KIP-848; org.apache.kafka ConsumerGroupDescribeResponse.json):
 * request  = group_ids compact strings, include_authorized_operations bool, tags
 * response = throttle_time_ms int32, groups (error_code int16, error_message nullable, group_id,
 *            group_state, group_epoch int32, assignment_epoch int32, assignor_name,
 *            members (member_id, instance_id nullable, rack_id nullable, member_epoch int32,
 *            client_id, client_host, subscribed_topic_names strings,
 *            subscribed_topic_regex nullable, assignment, target_assignment, tags),
 *            authorized_operations int32, tags), tags
 * assignment = topic_partitions (topic_id uuid, topic_name, partitions int32s, tags), tags
 * Strings and arrays are compact.
 */
export function consumerGroupDescribeExchange(groupId: string): Exchange<AssignedGroup> {
  return {
    request: {
      apiKey: CONSUMER_GROUP_DESCRIBE,
      apiVersion: 0,
      encode: () => encodeConsumerGroupDescribe(groupId),
    },
    response: { decode: decodeConsumerGroupDescribe },
  }
}

/** Writes the request body, its header's tagged fields included. */
export function encodeConsumerGroupDescribe(groupId: string): Encoder {
  const body = startFlexibleRequest().writeUVarInt(2).writeUVarIntString(groupId)
  return body.writeBoolean(false).writeUVarInt(0)
}

/** Reads the first group of an answer, its header's tagged fields included. */
export function decodeConsumerGroupDescribe(body: Buffer): AssignedGroup {
  const decoder = startFlexibleResponse(body)
  decoder.readInt32()
  const [described] = readStructs(decoder, readGroupEntry)
  if (!described) throw new Error('ConsumerGroupDescribe answered without a group')
  return described
}

function readGroupEntry(decoder: Decoder): AssignedGroup {
  const errorCode = decoder.readInt16()
  decoder.readUVarIntString()
  const groupId = decoder.readUVarIntString() ?? ''
  const state = decoder.readUVarIntString() || 'Dead'
  decoder.readInt32()
  decoder.readInt32()
  const assignor = decoder.readUVarIntString() ?? ''
  const entries = readStructs(decoder, readMember)
  decoder.readInt32()
  const members = entries.map(({ member }) => member)
  const targets = entries.map(({ target }) => target)
  return { errorCode, group: { groupId, type: 'consumer', state, assignor, members }, targets }
}

function readMember(decoder: Decoder) {
  const memberId = decoder.readUVarIntString() ?? ''
  const groupInstanceId = decoder.readUVarIntString()
  decoder.readUVarIntString()
  decoder.readInt32()
  const clientId = decoder.readUVarIntString() ?? ''
  const clientHost = decoder.readUVarIntString() ?? ''
  const names = decoder.readUVarIntArray((item) => item.readUVarIntString() ?? '') ?? []
  decoder.readUVarIntString()
  const assignment = readAssignment(decoder)
  const target = readAssignment(decoder)
  const named = { memberId, clientId, clientHost, subscription: names, assignment }
  const member: ObservedGroup['members'][number] =
    groupInstanceId === null ? named : { ...named, groupInstanceId }
  return { member, target }
}

function readAssignment(decoder: Decoder): Record<string, number[]> {
  const topics = readStructs(decoder, () => {
    readUuid(decoder)
    const topic = decoder.readUVarIntString() ?? ''
    const partitions = decoder.readUVarIntArray((item) => item.readInt32()) ?? []
    return [topic, partitions.toSorted((a, b) => a - b)] as const
  })
  skipTaggedFields(decoder)
  return Object.fromEntries(topics)
}
