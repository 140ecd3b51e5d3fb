import type { KafkaConnection } from './kafka-connection.ts'
import { type Decoder, errorName, type Exchange, kafkajs } from './kafkajs-protocol.ts'
import type { CommittedOffset } from './observation.ts'

type Fetched = CommittedOffset & { readonly errorCode: number }
type Answer = { readonly errorCode: number; readonly offsets: readonly Fetched[] }

const OFFSET_FETCH = 9
const ALL_TOPICS = -1

/**
 * Reads what a group committed, of all topics or of those given; partitions without a commit are
 * left out. It always asks for all topics: only then is a committed −1 told from no commit.
 */
export async function readCommitted(
  connection: KafkaConnection,
  groupId: string,
  topics?: readonly string[],
): Promise<CommittedOffset[]> {
  const what = `committed offsets of group ${groupId}`
  const answer = await connection.askCoordinator(groupId, offsetFetchExchange(groupId), {
    what,
    errorCodes: (fetched) => [fetched.errorCode, ...fetched.offsets.map((at) => at.errorCode)],
  })
  const refused = [answer, ...answer.offsets].find(({ errorCode }) => errorCode !== 0)
  if (refused) throw new Error(`${what}: ${errorName(refused.errorCode)}`)
  return answer.offsets
    .filter(({ topic }) => !topics || topics.includes(topic))
    .map(({ topic, partition, offset }) => ({ topic, partition, offset }))
    .toSorted((a, b) =>
      a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
    )
}

/**
 * OffsetFetch v5, which neither changes nor resolves anything:
 * request  = group_id, topics nullable (name, partitions int32s); null = every commit of the group
 * response = throttle_time_ms int32, topics (name, partitions (partition int32, offset int64,
 *            leader_epoch int32, metadata nullable, error_code int16)), error_code int16
 */
function offsetFetchExchange(groupId: string): Exchange<Answer> {
  const encode = () => kafkajs.createEncoder().writeString(groupId).writeInt32(ALL_TOPICS)
  return {
    request: { apiKey: OFFSET_FETCH, apiVersion: 5, encode },
    response: { decode },
  }
}

function decode(body: Buffer): Answer {
  const decoder = kafkajs.createDecoder(body)
  decoder.readInt32()
  const offsets = decoder.readArray(readTopicOffsets).flat()
  return { offsets, errorCode: decoder.readInt16() }
}

function readTopicOffsets(decoder: Decoder): Fetched[] {
  const topic = decoder.readString() ?? ''
  return decoder.readArray(() => {
    const partition = decoder.readInt32()
    const offset = decoder.readInt64()
    decoder.readInt32()
    decoder.readString()
    return { topic, partition, offset, errorCode: decoder.readInt16() }
  })
}
