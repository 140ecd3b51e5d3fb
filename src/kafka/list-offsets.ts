import type { KafkaConnection } from './kafka-connection.ts'
import { errorName, type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** The three offsets that bound what a partition holds. */
export type PartitionBounds = {
  readonly partition: number
  readonly low: bigint
  readonly stable: bigint
  readonly end: bigint
}

type ListedOffset = {
  readonly partition: number
  readonly errorCode: number
  readonly offset: bigint
}
type ListedOffsets = readonly ListedOffset[]

const EARLIEST = -2
const LATEST = -1
const READ_UNCOMMITTED = 0
const READ_COMMITTED = 1

/**
 * Asks one broker for the bounds of partitions it leads; throws the connection's `notYet` when it
 * leads one of them no more. The stable end is read before the end, so it never exceeds it.
 */
export async function listBounds(
  connection: KafkaConnection,
  leader: number,
  topic: string,
  partitions: readonly number[],
): Promise<PartitionBounds[]> {
  const list = (timestamp: number, isolationLevel: number) =>
    connection.askBroker(leader, listOffsets({ topic, partitions, timestamp, isolationLevel }))
  const low = await list(EARLIEST, READ_UNCOMMITTED)
  const stable = await list(LATEST, READ_COMMITTED)
  const end = await list(LATEST, READ_UNCOMMITTED)
  const refused = [...low, ...stable, ...end].find(({ errorCode }) => errorCode !== 0)
  if (refused) {
    throw connection.notYet(`partition ${refused.partition}: ${errorName(refused.errorCode)}`)
  }
  const offsetIn = (listed: ListedOffsets, partition: number) =>
    listed.find((entry) => entry.partition === partition)?.offset ?? -1n
  return partitions.map((partition) => ({
    partition,
    low: offsetIn(low, partition),
    stable: offsetIn(stable, partition),
    end: offsetIn(end, partition),
  }))
}

/**
 * ListOffsets v3, whose isolation level decides what "latest" means: the high watermark (0) or the
 * last stable offset (1). Layout in kafkajs/src/protocol/requests/listOffsets/v2/response.js.
 */
function listOffsets(asked: {
  readonly topic: string
  readonly partitions: readonly number[]
  readonly timestamp: number
  readonly isolationLevel: number
}): Exchange<ListedOffsets> {
  const { topic, timestamp, isolationLevel } = asked
  const partitions = asked.partitions.map((partition) => ({ partition, timestamp }))
  const args = { replicaId: -1, isolationLevel, topics: [{ topic, partitions }] }
  return {
    request: kafkajs.request('listOffsets/v3', args),
    response: { decode },
  }
}

function decode(body: Buffer): ListedOffsets {
  const decoder = kafkajs.createDecoder(body)
  decoder.readInt32()
  return decoder
    .readArray(() => {
      decoder.readString()
      return decoder.readArray(() => {
        const partition = decoder.readInt32()
        const errorCode = decoder.readInt16()
        decoder.readInt64()
        return { partition, errorCode, offset: decoder.readInt64() }
      })
    })
    .flat()
}
