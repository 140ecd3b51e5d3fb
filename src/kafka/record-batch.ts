import { errorMessage } from '#core/errors.ts'
import { decompress } from './codecs.ts'
import { type Decoder, kafkajs } from './kafkajs-protocol.ts'

/** One record of a batch. */
export type StoredRecord = {
  readonly offset: bigint
  readonly timestampMs: bigint
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly (readonly [name: string, value: Buffer | null])[]
}

/** A batch as it lies in the log: records of one producer, or the marker of its transaction. */
export type StoredBatch = {
  readonly firstOffset: bigint
  /** The offset after the batch, also where compaction took its last records out. */
  readonly nextOffset: bigint
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly isTransactional: boolean
  readonly marker?: 'abort' | 'commit'
  /** Empty for markers and other control records. */
  readonly records: readonly StoredRecord[]
  /** Why the records could not be read. */
  readonly damage?: string
}

const HEADER_BYTES = 61
const LENGTH_END = 12
const CODEC_BITS = 0x07
const APPEND_TIME_BIT = 0x08
const TRANSACTIONAL_BIT = 0x10
const CONTROL_BIT = 0x20

type Header = ReturnType<typeof readHeader>

/**
 * Reads the batches of a Fetch answer; a last one that is cut off is left out.
 * batch  = base_offset int64, length int32, leader_epoch int32, magic int8 (2), crc uint32,
 *          attributes int16, last_offset_delta int32, base_timestamp int64, max_timestamp int64,
 *          producer_id int64, producer_epoch int16, base_sequence int32, count int32, records
 * record = length varint, attributes int8, timestamp_delta varlong, offset_delta varint,
 *          key bytes, value bytes, headers (name string, value bytes); lengths are varints, −1 null
 */
export async function readBatches(log: Buffer): Promise<StoredBatch[]> {
  const batches: StoredBatch[] = []
  for (let at = 0; at + HEADER_BYTES <= log.length;) {
    const end = at + LENGTH_END + log.readInt32BE(at + 8)
    if (end > log.length) break
    batches.push(await readBatch(log.subarray(at, end)))
    at = end
  }
  return batches
}

async function readBatch(bytes: Buffer): Promise<StoredBatch> {
  const decoder = kafkajs.createDecoder(bytes)
  const header = readHeader(decoder)
  const { firstOffset, producerId, producerEpoch, attributes } = header
  const batch = {
    firstOffset,
    nextOffset: firstOffset + BigInt(header.lastOffsetDelta) + 1n,
    producerId,
    producerEpoch,
    isTransactional: (attributes & TRANSACTIONAL_BIT) !== 0,
  }
  try {
    const records = await readRecords(bytes.subarray(HEADER_BYTES), header)
    if ((attributes & CONTROL_BIT) === 0) return { ...batch, records }
    const marker = readMarker(records)
    return { ...batch, records: [], ...(marker && { marker }) }
  } catch (error) {
    return { ...batch, records: [], damage: errorMessage(error) }
  }
}

function readHeader(decoder: Decoder) {
  const firstOffset = decoder.readInt64()
  decoder.forward(8)
  const magic = decoder.readInt8()
  decoder.forward(4)
  const attributes = decoder.readInt16()
  const lastOffsetDelta = decoder.readInt32()
  const baseTimestampMs = decoder.readInt64()
  const maxTimestampMs = decoder.readInt64()
  const producerId = decoder.readInt64()
  const producerEpoch = decoder.readInt16()
  decoder.forward(4)
  const count = decoder.readInt32()
  return {
    firstOffset,
    magic,
    attributes,
    lastOffsetDelta,
    baseTimestampMs,
    maxTimestampMs,
    producerId,
    producerEpoch,
    count,
  }
}

async function readRecords(bytes: Buffer, header: Header): Promise<StoredRecord[]> {
  if (header.magic !== 2) throw new Error(`message format ${header.magic}, not 2`)
  const plain = await decompress(header.attributes & CODEC_BITS, bytes)
  const decoder = kafkajs.createDecoder(plain)
  const records: StoredRecord[] = []
  while (records.length < header.count) records.push(readRecord(decoder, header))
  if (decoder.offset > plain.length) throw new Error('the records end too early')
  return records
}

function readRecord(decoder: Decoder, header: Header): StoredRecord {
  const isAppendTime = (header.attributes & APPEND_TIME_BIT) !== 0
  decoder.readVarInt()
  decoder.readInt8()
  const timestampDelta = BigInt(decoder.readVarLong().toString())
  const offset = header.firstOffset + BigInt(decoder.readVarInt())
  const key = decoder.readVarIntBytes()
  const value = decoder.readVarIntBytes()
  const headers: [string, Buffer | null][] = []
  for (let left = decoder.readVarInt(); left > 0; left--) {
    headers.push([decoder.readVarIntBytes()?.toString() ?? '', decoder.readVarIntBytes()])
  }
  const timestampMs = isAppendTime ? header.maxTimestampMs : header.baseTimestampMs + timestampDelta
  return { offset, timestampMs, key, value, headers }
}

/** The key of a control record is version int16, type int16 (ControlRecordType: 0 abort, 1 commit). */
function readMarker(records: readonly StoredRecord[]): 'abort' | 'commit' | undefined {
  const type = records[0]?.key?.readInt16BE(2)
  return type === 0 ? 'abort' : type === 1 ? 'commit' : undefined
}
