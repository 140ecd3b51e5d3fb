import { startFlexibleRequest, startFlexibleResponse } from './flexible-fields.ts'
import type { Encoder, Exchange } from './kafkajs-protocol.ts'

/** The api key of ConsumerGroupHeartbeat, by which members join and leave since KIP-848. */
export const CONSUMER_GROUP_HEARTBEAT = 68

const JOINING = 0
const LEAVING = -1
const REBALANCE_TIMEOUT_MS = 60_000

/** One member of a group and what it does. */
export type MemberStep = {
  readonly groupId: string
  readonly memberId: string
  /** The topic a joining member subscribes to; without one the member leaves. */
  readonly topic?: string
}

/**
 * ConsumerGroupHeartbeat v0 (KIP-848; ConsumerGroupHeartbeatRequest.json); answers the error code:
 * request  = group_id, member_id, member_epoch int32 (0 = joins, −1 = leaves), instance_id nullable,
 *            rack_id nullable, rebalance_timeout_ms int32, subscribed_topic_names nullable strings,
 *            server_assignor nullable, topic_partitions nullable array, tags
 * response = throttle_time_ms int32, error_code int16, error_message nullable, …
 * Strings and arrays are compact.
 */
export function consumerGroupHeartbeatExchange(step: MemberStep): Exchange<number> {
  return {
    request: { apiKey: CONSUMER_GROUP_HEARTBEAT, apiVersion: 0, encode: () => encode(step) },
    response: {
      decode: (body) => {
        const decoder = startFlexibleResponse(body)
        decoder.readInt32()
        return decoder.readInt16()
      },
    },
  }
}

function encode({ groupId, memberId, topic }: MemberStep): Encoder {
  const body = startFlexibleRequest().writeUVarIntString(groupId).writeUVarIntString(memberId)
  const isJoining = topic !== undefined
  body.writeInt32(isJoining ? JOINING : LEAVING).writeUVarIntString(null)
  body.writeUVarIntString(null).writeInt32(isJoining ? REBALANCE_TIMEOUT_MS : -1)
  if (isJoining) body.writeUVarInt(2).writeUVarIntString(topic)
  else body.writeUVarInt(0)
  // No assignor of its own; a joining member owns nothing yet, which is an empty list, not null.
  return body
    .writeUVarIntString(null)
    .writeUVarInt(isJoining ? 1 : 0)
    .writeUVarInt(0)
}
