import { consumerGroupHeartbeatExchange } from './consumer-group-heartbeat.ts'
import type { KafkaConnection } from './kafka-connection.ts'
import { errorName, type Exchange, kafkajs } from './kafkajs-protocol.ts'
import type { ObservedGroup } from './observation.ts'

/** An offset of a partition. */
export type PartitionOffset = { readonly partition: number; readonly offset: bigint }

const NO_GENERATION = -1
const NO_MEMBER = ''
const UNKNOWN_MEMBER = 25
const GROUP_ID_NOT_FOUND = 69

/** Deletes the records below the offsets, so that these become the lows. */
export async function deleteRecordsBefore(
  connection: KafkaConnection,
  topic: string,
  offsets: readonly PartitionOffset[],
): Promise<void> {
  for (const { partition, offset } of offsets) {
    const at = { topic, partition }
    const what = `deleting records of ${topic}, partition ${partition}`
    const exchange = deleteRecordsExchange({
      topics: [{ topic, partitions: [{ partition, offset }] }],
    })
    const codes = await connection.askLeader(at, exchange, { what, errorCodes: (found) => found })
    throwOnError(what, codes)
  }
}

/** Commits offsets of a group without members, as an admin client does. */
export async function commitOffsets(
  connection: KafkaConnection,
  groupId: string,
  topic: string,
  offsets: readonly PartitionOffset[],
): Promise<void> {
  const what = `committing offsets of group ${groupId}`
  const exchange = offsetCommitExchange({
    groupId,
    groupGenerationId: NO_GENERATION,
    memberId: NO_MEMBER,
    topics: [{ topic, partitions: offsets }],
  })
  const errorCodes = (codes: readonly number[]) => codes
  throwOnError(what, await connection.askCoordinator(groupId, exchange, { what, errorCodes }))
}

/** Takes a member out of a group at once, for example one whose program was killed. */
export async function evictMember(
  connection: KafkaConnection,
  groupId: string,
  memberId: string,
  type: ObservedGroup['type'] = 'classic',
): Promise<void> {
  const what = `taking ${memberId} out of group ${groupId}`
  const codes =
    type === 'classic'
      ? await connection.askCoordinator(
          groupId,
          leaveGroupExchange({ groupId, members: [{ memberId }] }),
          { what, errorCodes: (found) => found },
        )
      : [
          await connection.askCoordinator(
            groupId,
            consumerGroupHeartbeatExchange({ groupId, memberId }),
            {
              what,
              errorCodes: (found) => [found],
            },
          ),
        ]
  throwOnError(
    what,
    codes.filter((code) => code !== UNKNOWN_MEMBER && code !== GROUP_ID_NOT_FOUND),
  )
}

function throwOnError(what: string, codes: readonly number[]): void {
  const refused = codes.find((code) => code !== 0)
  if (refused !== undefined) throw new Error(`${what}: ${errorName(refused)}`)
}

/** DeleteRecords v1; response = throttle int32, topics (name, (partition, low int64, error int16)). */
function deleteRecordsExchange(args: unknown): Exchange<number[]> {
  return {
    request: kafkajs.request('deleteRecords/v1', args),
    response: { decode: (body) => decodeErrors(body, 12) },
  }
}

/** OffsetCommit v5 with the arguments of kafkajs; response = throttle int32, topics (name, (partition int32, error int16)). */
export function offsetCommitExchange(args: unknown): Exchange<number[]> {
  return {
    request: kafkajs.request('offsetCommit/v5', args),
    response: { decode: (body) => decodeErrors(body, 4) },
  }
}

function decodeErrors(body: Buffer, bytesBeforeError: number): number[] {
  const decoder = kafkajs.createDecoder(body)
  decoder.readInt32()
  const perTopic = decoder.readArray(() => {
    decoder.readString()
    return decoder.readArray(() => {
      decoder.forward(bytesBeforeError)
      return decoder.readInt16()
    })
  })
  return perTopic.flat()
}

/** LeaveGroup v3; response = throttle int32, error int16, members (id, instance nullable, error). */
function leaveGroupExchange(args: unknown): Exchange<number[]> {
  const decode = (body: Buffer): number[] => {
    const decoder = kafkajs.createDecoder(body)
    decoder.readInt32()
    const errorCode = decoder.readInt16()
    const perMember = decoder.readArray(() => {
      decoder.readString()
      decoder.readString()
      return decoder.readInt16()
    })
    return [errorCode, ...perMember]
  }
  return { request: kafkajs.request('leaveGroup/v3', args), response: { decode } }
}
