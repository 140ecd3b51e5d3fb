import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { decompress } from '#kafka/codecs.ts'
import { decompressLz4Frame } from '#kafka/lz4-frame.ts'

const load = createRequire(import.meta.url)
const snappy = load('kafkajs-snappy')()
const lz4js = load('lz4js') as { compress: (bytes: Uint8Array) => Uint8Array }

const TEXT = Buffer.from('안녕하세요, Kafka! '.repeat(5000))
const SNAPPY_XERIAL_HEADER = Buffer.from('82534e41505059000000000100000001', 'hex')

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** An LZ4 frame of stored blocks with content size and block checksums. */
function storedLz4Frame(parts: readonly string[]): Buffer {
  const blocks = parts.flatMap((part) => [
    uint32(0x80000000 + part.length).reverse(),
    Buffer.from(part),
    Buffer.alloc(4, 0xcc),
  ])
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(parts.join('').length))
  const header = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x58, 0x40])
  return Buffer.concat([header, size, Buffer.alloc(1), ...blocks, Buffer.alloc(4)])
}

/** A zstd frame of one raw block (RFC 8878). */
function rawZstdFrame(text: string): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, text.length])
  return Buffer.concat([header, Buffer.from([(text.length << 3) | 1, 0, 0]), Buffer.from(text)])
}

describe('decompress', () => {
  it('gives bytes without compression back', async () => {
    expect(await decompress(0, TEXT)).to.deep.equal(TEXT)
  })

  it('reads gzip', async () => {
    expect(await decompress(1, gzipSync(TEXT))).to.deep.equal(TEXT)
  })

  it('reads raw snappy and the framing of snappy-java', async () => {
    const raw: Buffer = Buffer.from(await snappy.compress({ buffer: TEXT }))
    const framed = Buffer.concat([SNAPPY_XERIAL_HEADER, uint32(raw.length), raw])
    expect(Buffer.from(await decompress(2, raw)).equals(TEXT)).to.equal(true)
    expect(Buffer.from(await decompress(2, framed)).equals(TEXT)).to.equal(true)
  })

  it('reads an LZ4 frame', async () => {
    expect(await decompress(3, Buffer.from(lz4js.compress(TEXT)))).to.deep.equal(TEXT)
  })

  it('steps over the checksums that follow LZ4 blocks', async () => {
    expect(String(await decompress(3, storedLz4Frame(['ab', 'cdef'])))).to.equal('abcdef')
  })

  it('reads zstd', async () => {
    expect(String(await decompress(4, rawZstdFrame('hello')))).to.equal('hello')
  })

  it('refuses to grow beyond a limit', () => {
    const frame = Buffer.from(lz4js.compress(Buffer.alloc(100_000)))
    expect(() => decompressLz4Frame(frame, 1000)).to.throw('more than 1000 bytes')
  })

  it('rejects what is damaged or of no known codec', async () => {
    for (const type of [1, 2, 3, 4, 7]) {
      const error = await decompress(type, Buffer.from('not compressed at all')).catch((e) => e)
      expect(error, `codec ${type}`).to.be.an('error')
    }
  })
})
