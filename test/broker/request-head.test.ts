import { expect } from 'chai'
import { createRequestSplitter, type RequestPiece } from '#broker/request-head.ts'
import { request } from './kafka-bytes.ts'

describe('createRequestSplitter', () => {
  const stream = Buffer.concat([request(3, 12), request(0, 9, 1000), request(18, 3, 0)])
  const heads = [
    { sizeBytes: 18, apiKey: 3, apiVersion: 12 },
    { sizeBytes: 1008, apiKey: 0, apiVersion: 9 },
    { sizeBytes: 8, apiKey: 18, apiVersion: 3 },
  ]

  for (const chunkBytes of [1, 2, 3, 5, 7, 8, 9, 64, 4096]) {
    it(`finds the same heads and loses no byte in chunks of ${chunkBytes}`, () => {
      const pieces = splitAll(stream, chunkBytes)
      expect(pieces.flatMap(({ head }) => head ?? [])).to.deep.equal(heads)
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).equals(stream)).to.equal(true)
    })
  }

  it('cuts exactly where a request begins', () => {
    const lengths = splitAll(stream, 4096).map(({ bytes }) => bytes.length)
    expect(lengths).to.deep.equal([22, 1012, 12])
  })

  for (const [what, bytes] of [
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['a negative size', Buffer.from([255, 255, 255, 255, 0, 3, 0, 9, 1, 2])],
    ['a size without room for a head', Buffer.from([0, 0, 0, 3, 0, 3, 0, 9, 1, 2])],
  ] as const) {
    it(`passes on ${what} untouched`, () => {
      const pieces = splitAll(bytes, 3)
      expect(pieces.every(({ head }) => head === undefined)).to.equal(true)
      expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(bytes)).to.equal(true)
    })
  }

  it('keeps an unfinished head for the end of the connection', () => {
    const splitter = createRequestSplitter()
    expect(splitter.split(Buffer.from([0, 0, 0]))).to.deep.equal([])
    expect([...splitter.rest()]).to.deep.equal([0, 0, 0])
  })
})

function splitAll(stream: Buffer, chunkBytes: number): readonly RequestPiece[] {
  const splitter = createRequestSplitter()
  const pieces: RequestPiece[] = []
  for (let at = 0; at < stream.length; at += chunkBytes) {
    pieces.push(...splitter.split(stream.subarray(at, at + chunkBytes)))
  }
  return pieces
}
