/** What the proxy reads of a request: `int32 size, int16 apiKey, int16 apiVersion`, big-endian. */
export type RequestHead = {
  /** Bytes after the size field. */
  readonly sizeBytes: number
  readonly apiKey: number
  readonly apiVersion: number
}

/** A run of bytes of one request; `head` is there when a request begins with them. */
export type RequestPiece = { readonly bytes: Buffer; readonly head?: RequestHead }

/** Cuts the bytes of one connection where its requests begin. */
export type RequestSplitter = {
  /** The pieces in order; up to seven bytes wait inside until a head is whole. */
  readonly split: (chunk: Buffer) => readonly RequestPiece[]
  /** What still waits inside, to be passed on when the connection ends. */
  readonly rest: () => Buffer
}

const HEAD_BYTES = 8
/** The broker's own limit (socket.request.max.bytes). */
const MAX_REQUEST_BYTES = 104_857_600
const NOTHING = Buffer.alloc(0)

/** A splitter for a new connection; bytes that cannot be Kafka's are passed on uncut from there. */
export function createRequestSplitter(): RequestSplitter {
  let waiting: Buffer = NOTHING
  let bodyLeft = 0
  let isForeign = false

  const takeHead = (input: Buffer): RequestHead | undefined => {
    const sizeBytes = input.readInt32BE(0)
    if (sizeBytes < HEAD_BYTES - 4 || sizeBytes > MAX_REQUEST_BYTES) return undefined
    return { sizeBytes, apiKey: input.readInt16BE(4), apiVersion: input.readInt16BE(6) }
  }

  const split = (chunk: Buffer): readonly RequestPiece[] => {
    const pieces: RequestPiece[] = []
    let input: Buffer = waiting.length > 0 ? Buffer.concat([waiting, chunk]) : chunk
    waiting = NOTHING
    while (input.length > 0) {
      if (isForeign) return [...pieces, { bytes: input }]
      const isStart = bodyLeft === 0
      if (isStart && input.length < HEAD_BYTES) {
        waiting = input
        return pieces
      }
      const head = isStart ? takeHead(input) : undefined
      if (isStart && !head) {
        isForeign = true
        continue
      }
      if (head) bodyLeft = head.sizeBytes + 4
      const bytes = input.subarray(0, bodyLeft)
      bodyLeft -= bytes.length
      input = input.subarray(bytes.length)
      pieces.push(head ? { bytes, head } : { bytes })
    }
    return pieces
  }

  return { split, rest: () => waiting }
}
