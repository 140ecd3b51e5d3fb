import { type Decoder, type Exchange, kafkajs } from './kafkajs-protocol.ts'
import { parseAssignment, parseSubscription } from './member-assignment.ts'
import type { ObservedGroup } from './observation.ts'

/** One group of the classic protocol, as its coordinator answers. */
export type DescribedGroup = { readonly errorCode: number; readonly group: ObservedGroup }

const DESCRIBE_GROUPS = 15

/**
 * DescribeGroups v4, the last that is not flexible and the first with static members:
 * request  = groups strings, include_authorized_operations bool
 * response = throttle_time_ms int32, groups (error_code int16, group_id, group_state,
 *            protocol_type, protocol_data, members (member_id, group_instance_id nullable,
 *            client_id, client_host, metadata bytes, assignment bytes), authorized_operations int32)
 * A KIP-848 group is answered as `Dead` without members and without an error.
 */
export function describeGroupExchange(groupId: string): Exchange<DescribedGroup> {
  const encode = () => kafkajs.createEncoder().writeArray([groupId]).writeBoolean(false)
  return {
    request: { apiKey: DESCRIBE_GROUPS, apiVersion: 4, encode },
    response: { decode: (body) => decode(body, groupId) },
  }
}

function decode(body: Buffer, askedId: string): DescribedGroup {
  const decoder = kafkajs.createDecoder(body)
  decoder.readInt32()
  const [described] = decoder.readArray(() => {
    const errorCode = decoder.readInt16()
    const groupId = decoder.readString() ?? askedId
    const state = decoder.readString() || 'Dead'
    decoder.readString()
    const assignor = decoder.readString() ?? ''
    const members = decoder.readArray(readMember)
    decoder.readInt32()
    return { errorCode, group: { groupId, type: 'classic' as const, state, assignor, members } }
  })
  if (!described) throw new Error(`DescribeGroups answered without the group ${askedId}`)
  return described
}

function readMember(decoder: Decoder): ObservedGroup['members'][number] {
  const memberId = decoder.readString() ?? ''
  const groupInstanceId = decoder.readString()
  const clientId = decoder.readString() ?? ''
  const clientHost = decoder.readString() ?? ''
  const subscription = parseSubscription(decoder.readBytes() ?? Buffer.alloc(0))
  const assignment = parseAssignment(decoder.readBytes() ?? Buffer.alloc(0))
  const member = { memberId, clientId, clientHost, subscription, assignment }
  return groupInstanceId === null ? member : { ...member, groupInstanceId }
}
