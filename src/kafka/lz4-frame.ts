import { createRequire } from 'node:module'

/** lz4js's block decoder: writes into `target` from `at` on and returns the offset after it. */
type DecompressBlock = (
  source: Uint8Array,
  target: Uint8Array,
  from: number,
  sizeBytes: number,
  at: number,
) => number

const require = createRequire(import.meta.url)
const MAGIC = 0x184d2204
const HAS_CONTENT_SIZE = 0x08
const HAS_BLOCK_CHECKSUM = 0x10
const IS_UNCOMPRESSED = 0x80000000

/**
 * Decompresses one LZ4 frame; throws when it is damaged or would grow beyond `maxBytes`. lz4js's
 * own frame reader looks for a block's checksum before the block, where it never is.
 * frame  = magic uint32, flags uint8, block size uint8, [content size uint64], header checksum
 *          uint8, blocks until one of size 0, [content checksum uint32]; little-endian
 * block  = size uint32 (top bit: stored as it is), data, [checksum uint32]
 */
export function decompressLz4Frame(frame: Buffer, maxBytes: number): Buffer {
  if (frame.readUInt32LE(0) !== MAGIC) throw new Error('not an LZ4 frame')
  const { decompressBlock } = require('lz4js') as { decompressBlock: DecompressBlock }
  const flags = frame.readUInt8(4)
  const maxBlockBytes = 1 << (8 + 2 * ((frame.readUInt8(5) >> 4) & 7))
  const blocks = findBlocks(frame, (flags & HAS_CONTENT_SIZE) === 0 ? 7 : 15, flags)
  const boundBytes = blocks.reduce(
    (sum, block) => sum + (block.isStored ? block.sizeBytes : maxBlockBytes),
    0,
  )
  const target = Buffer.alloc(Math.min(boundBytes, maxBytes))
  let at = 0
  for (const { from, sizeBytes, isStored } of blocks) {
    at = isStored
      ? at + frame.copy(target, at, from, from + sizeBytes)
      : decompressBlock(frame, target, from, sizeBytes, at)
    if (at > target.length) throw new Error(`an LZ4 frame of more than ${target.length} bytes`)
  }
  return target.subarray(0, at)
}

function findBlocks(frame: Buffer, from: number, flags: number) {
  const blocks: { from: number; sizeBytes: number; isStored: boolean }[] = []
  const checksumBytes = (flags & HAS_BLOCK_CHECKSUM) === 0 ? 0 : 4
  for (let at = from; ;) {
    const size = frame.readUInt32LE(at)
    if (size === 0) return blocks
    const sizeBytes = size & ~IS_UNCOMPRESSED
    blocks.push({ from: at + 4, sizeBytes, isStored: size >= IS_UNCOMPRESSED })
    at += 4 + sizeBytes + checksumBytes
  }
}
