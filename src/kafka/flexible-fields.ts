import { type Decoder, type Encoder, kafkajs } from './kafkajs-protocol.ts'

/**
 * Starts the body of a flexible request. kafkajs writes request header v1; header v2 is the same
 * plus tagged fields, so the empty list of them is the first byte here (KIP-482).
 */
export function startFlexibleRequest(): Encoder {
  return kafkajs.createEncoder().writeUVarInt(0)
}

/** Starts to read a flexible answer, whose header v1 ends with tagged fields (KIP-482). */
export function startFlexibleResponse(body: Buffer): Decoder {
  const decoder = kafkajs.createDecoder(body)
  skipTaggedFields(decoder)
  return decoder
}

/** Steps over tagged fields; kafkajs's own readTaggedFields steps one byte short per field. */
export function skipTaggedFields(decoder: Decoder): void {
  const count = decoder.readUVarInt()
  for (let index = 0; index < count; index++) {
    decoder.readUVarInt()
    const sizeBytes = decoder.readUVarInt()
    decoder.forward(sizeBytes)
  }
}

/** Reads a compact array of structs, each of which ends with tagged fields; null becomes empty. */
export function readStructs<T>(decoder: Decoder, read: (decoder: Decoder) => T): T[] {
  const structs = decoder.readUVarIntArray((item) => {
    const struct = read(item)
    skipTaggedFields(item)
    return struct
  })
  return structs ?? []
}

/** Reads a topic id in the text form Kafka itself prints: 22 characters of base64url. */
export function readUuid(decoder: Decoder): string {
  const bytes = decoder.readBytes(16)
  return (bytes ?? Buffer.alloc(0)).toString('base64url')
}
