import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'chai'
import { readBatches } from '#kafka/record-batch.ts'

const load = createRequire(import.meta.url)
const { RecordBatch } = load('kafkajs/src/protocol/recordBatch/v0/index.js')
const Record = load('kafkajs/src/protocol/recordBatch/record/v0/index.js')

/** kafkajs brings gzip alone; the others are registered, as programs do that send with them. */
function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = load('kafkajs')
  const { compress } = load('lz4js')
  CompressionCodecs[CompressionTypes.Snappy] = load('kafkajs-snappy')
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => Buffer.from(compress(buffer)),
  })
}

/** Batches as the Java console producer and kafka-python left them in the log, by client-codec. */
const foreign: { [name: string]: string } = JSON.parse(
  readFileSync(new URL('./foreign-batches.json', import.meta.url), 'utf8'),
)

async function encodeBatch(compression: number, values: readonly string[]): Promise<Buffer> {
  const records = values.map((value, offsetDelta) => Record({ offsetDelta, key: null, value }))
  const encoded = await RecordBatch({ compression, records, lastOffsetDelta: records.length - 1 })
  return encoded.buffer
}

describe('readBatches', () => {
  for (const [name, bytes] of Object.entries(foreign)) {
    it(`reads the batches of ${name}`, async () => {
      const batches = await readBatches(Buffer.from(bytes, 'base64'))
      const records = batches.flatMap((batch) => batch.records)
      expect(batches.map(({ damage }) => damage)).to.satisfy((all: unknown[]) => !all.some(Boolean))
      expect(records.map(({ value }) => JSON.parse(String(value)).n)).to.have.members(
        name.startsWith('py') ? [0, 1, 2, 3, 4] : [1, 2, 3, 4, 5],
      )
      expect(records.map(({ offset }) => offset)).to.deep.equal([0n, 1n, 2n, 3n, 4n])
    })
  }

  it('keeps repeated binary headers in order', async () => {
    const [batch] = await readBatches(Buffer.from(foreign['py-zstd'] ?? '', 'base64'))
    expect(batch?.records[0]?.headers).to.deep.equal([
      ['h', Buffer.from([0, 255])],
      ['h', Buffer.from('2')],
    ])
  })

  it('reads what kafkajs writes with the codecs registered', async () => {
    registerCodecs()
    for (const compression of [0, 1, 2, 3]) {
      const [batch] = await readBatches(await encodeBatch(compression, ['a', 'b'.repeat(70_000)]))
      expect(batch?.records.map(({ value }) => value?.length)).to.deep.equal([1, 70_000])
    }
  })

  it('leaves out a last batch that is cut off', async () => {
    const whole = await encodeBatch(0, ['a'])
    const batches = await readBatches(Buffer.concat([whole, whole.subarray(0, -1)]))
    expect(batches).to.have.length(1)
  })

  it('reports a damaged batch and goes on after it', async () => {
    const damaged = await encodeBatch(1, ['a'])
    damaged.fill(0xff, 70)
    const batches = await readBatches(Buffer.concat([damaged, await encodeBatch(0, ['b'])]))
    expect(batches[0]).to.include({ nextOffset: 1n }).and.to.have.property('damage').a('string')
    expect(batches[1]?.records.map(({ value }) => String(value))).to.deep.equal(['b'])
  })

  it('does not follow lengths beyond the end of the batch', async () => {
    const damaged = await encodeBatch(0, ['abcdef'])
    damaged.writeUInt8(0x7e, damaged.length - 8)
    const [batch] = await readBatches(damaged)
    expect(batch).to.have.property('damage').a('string')
  })
})
