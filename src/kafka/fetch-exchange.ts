import { type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** The part of a partition's log that one request got; `log` is a run of record batches. */
export type FetchedLog = {
  readonly errorCode: number
  readonly highWatermark: bigint
  readonly log: Buffer
}

/** Where to read; `maxBytes` gives way to a first batch that is larger (KIP-74). */
export type FetchFrom = {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  readonly maxBytes: number
}

const READ_UNCOMMITTED = 0

/**
 * Fetch v11 of one partition, answered at once with what there is, without a fetch session;
 * layout in kafkajs/src/protocol/requests/fetch/v11/response.js, whose own decoder loses markers.
 */
export function fetchExchange(from: FetchFrom): Exchange<FetchedLog> {
  const { topic, partition, offset: fetchOffset, maxBytes } = from
  return {
    request: kafkajs.request('fetch/v11', {
      replicaId: -1,
      maxWaitTime: 0,
      minBytes: 0,
      maxBytes,
      isolationLevel: READ_UNCOMMITTED,
      topics: [{ topic, partitions: [{ partition, fetchOffset, maxBytes }] }],
    }),
    response: { decode },
  }
}

function decode(body: Buffer): FetchedLog {
  const decoder = kafkajs.createDecoder(body)
  decoder.readInt32()
  const errorCode = decoder.readInt16()
  decoder.readInt32()
  const [fetched] = decoder
    .readArray(() => {
      decoder.readString()
      return decoder.readArray(() => {
        decoder.readInt32()
        const partitionErrorCode = decoder.readInt16()
        const highWatermark = decoder.readInt64()
        decoder.readInt64()
        decoder.readInt64()
        decoder.readArray(() => decoder.forward(16))
        decoder.readInt32()
        const log = decoder.readBytes() ?? Buffer.alloc(0)
        return { errorCode: errorCode || partitionErrorCode, highWatermark, log }
      })
    })
    .flat()
  return fetched ?? { errorCode, highWatermark: -1n, log: Buffer.alloc(0) }
}
