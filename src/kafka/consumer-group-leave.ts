import { startFlexibleRequest, startFlexibleResponse } from './flexible-fields.ts'
import type { Encoder, Exchange } from './kafkajs-protocol.ts'

const CONSUMER_GROUP_HEARTBEAT = 68
const LEAVES = -1
/** A compact array or string that is null. */
const NULL = 0

/**
 * ConsumerGroupHeartbeat v0 with the epoch that says goodbye; answers the error code.
 * request  = group_id, member_id, member_epoch int32, instance_id nullable, rack_id nullable,
 *            rebalance_timeout_ms int32, subscribed_topic_names nullable, server_assignor nullable,
 *            topic_partitions nullable, tags
 * response = throttle_time_ms int32, error_code int16, …; strings and arrays are compact.
 */
export function consumerGroupLeaveExchange(groupId: string, memberId: string): Exchange<number> {
  const decode = (body: Buffer): number => {
    const decoder = startFlexibleResponse(body)
    decoder.readInt32()
    return decoder.readInt16()
  }
  const encode = () => encodeLeave(groupId, memberId)
  return {
    request: { apiKey: CONSUMER_GROUP_HEARTBEAT, apiVersion: 0, encode },
    response: { decode },
  }
}

function encodeLeave(groupId: string, memberId: string): Encoder {
  const body = startFlexibleRequest().writeUVarIntString(groupId).writeUVarIntString(memberId)
  body.writeInt32(LEAVES).writeUVarInt(NULL).writeUVarInt(NULL).writeInt32(-1)
  return body.writeUVarInt(NULL).writeUVarInt(NULL).writeUVarInt(NULL).writeUVarInt(0)
}
