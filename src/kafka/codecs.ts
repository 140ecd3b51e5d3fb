import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { Decompress } from 'fzstd'
import { decompressLz4Frame } from './lz4-frame.ts'

/** The part of a kafkajs codec that is used here. */
type KafkajsCodec = { readonly decompress: (buffer: Buffer) => Promise<Buffer> }

/** No batch may grow beyond this; a broker's largest message is 1 MiB unless it is told otherwise. */
const MAX_BATCH_BYTES = 128 * 1024 * 1024

const require = createRequire(import.meta.url)
/** Not importable by name: kafkajs is CommonJS and Node finds only the first of its exports. */
const { CompressionTypes } = require('kafkajs') as typeof import('kafkajs')
const createSnappy = require('kafkajs-snappy') as () => KafkajsCodec

/** Decompresses the records of a batch; `type` is the codec number of its attributes. */
export async function decompress(type: number, bytes: Buffer): Promise<Buffer> {
  switch (type) {
    case CompressionTypes.None:
      return bytes
    case CompressionTypes.GZIP:
      return gunzipSync(bytes, { maxOutputLength: MAX_BATCH_BYTES })
    case CompressionTypes.Snappy:
      return createSnappy().decompress(bytes)
    case CompressionTypes.LZ4:
      return decompressLz4Frame(bytes, MAX_BATCH_BYTES)
    case CompressionTypes.ZSTD:
      return decompressZstd(bytes)
    default:
      throw new Error(`unknown compression type ${type}`)
  }
}

function decompressZstd(bytes: Buffer): Buffer {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  const stream = new Decompress((chunk) => {
    sizeBytes += chunk.length
    if (sizeBytes > MAX_BATCH_BYTES) throw new Error(`more than ${MAX_BATCH_BYTES} bytes of zstd`)
    chunks.push(chunk)
  })
  stream.push(bytes, true)
  return Buffer.concat(chunks)
}
