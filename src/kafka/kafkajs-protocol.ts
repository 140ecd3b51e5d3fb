import { createRequire } from 'node:module'

/** The part of kafkajs's byte writer that we use (kafkajs/src/protocol/encoder.js); big-endian. */
export type Encoder = {
  readonly buffer: Buffer
  writeInt8(value: number): Encoder
  writeInt16(value: number): Encoder
  writeInt32(value: number): Encoder
  writeInt64(value: bigint | string | number): Encoder
  writeBoolean(value: boolean): Encoder
  writeString(value: string | null): Encoder
  writeUVarInt(value: number): Encoder
  writeUVarIntString(value: string | null): Encoder
  writeBuffer(value: Buffer): Encoder
  writeEncoder(value: Encoder): Encoder
  /** int32 count, then the items. */
  writeArray(items: readonly (number | string | Encoder)[]): Encoder
}

/** The part of kafkajs's byte reader that we use (kafkajs/src/protocol/decoder.js). */
export type Decoder = {
  readonly buffer: Buffer
  readonly offset: number
  readInt8(): number
  readInt16(): number
  readInt32(): number
  readInt64(): bigint
  readBoolean(): boolean
  readString(): string | null
  /** Reads an int32 length first unless one is given; null for −1. */
  readBytes(length?: number): Buffer | null
  readArray<T>(read: (decoder: Decoder) => T): T[]
  readVarInt(): number
  readVarLong(): { toString(): string }
  readVarIntBytes(): Buffer | null
  readUVarInt(): number
  readUVarIntString(): string | null
  readUVarIntArray<T>(read: (decoder: Decoder) => T): T[] | null
  forward(bytes: number): void
}

/** One request and how its answer is read; the shape of kafkajs's own protocol modules. */
export type Exchange<T> = {
  readonly request: {
    readonly apiKey: number
    readonly apiVersion: number
    readonly encode: () => Encoder | Promise<Encoder>
  }
  readonly response: { readonly decode: (body: Buffer) => T | Promise<T> }
}

const require = createRequire(import.meta.url)

/** kafkajs's internals, loaded without their missing types; its package has no exports map. */
export const kafkajs = {
  createEncoder: (): Encoder => new (require('kafkajs/src/protocol/encoder.js'))(),

  createDecoder: (buffer: Buffer): Decoder =>
    new (require('kafkajs/src/protocol/decoder.js'))(buffer),

  /** A whole frame: size, request header v1 (KIP-482 names the versions), body. */
  encodeFrame: (frame: {
    readonly correlationId: number
    readonly clientId: string
    readonly request: Exchange<unknown>['request']
  }): Promise<Encoder> => require('kafkajs/src/protocol/request.js')(frame),

  /** The request encoder of one API version, given the arguments kafkajs itself gives it. */
  request: (path: string, args: unknown): Exchange<unknown>['request'] =>
    require(`kafkajs/src/protocol/requests/${path}/request.js`)(args),

  /** The answer decoder of one API version; it reads fields and throws for no error code. */
  response: <T>(path: string): Exchange<T>['response'] =>
    require(`kafkajs/src/protocol/requests/${path}/response.js`),
}

/** Kafka's own name of an error code, for example `NOT_COORDINATOR_FOR_GROUP`. */
export function errorName(code: number): string {
  const { errorCodes } = require('kafkajs/src/protocol/error.js') as {
    errorCodes: readonly { code: number; type: string }[]
  }
  return errorCodes.find((known) => known.code === code)?.type ?? `error code ${code}`
}
