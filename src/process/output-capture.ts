/** What is kept of a stream: its first and last bytes, and how many came in all. */
export type CapturedOutput = {
  readonly text: string
  readonly totalBytes: number
  /** Bytes between head and tail that were not kept. */
  readonly droppedBytes: number
}

/** Keeps head and tail of a stream in bounded memory, however much comes. */
export type OutputCapture = {
  readonly add: (chunk: Buffer) => void
  readonly read: () => CapturedOutput
}

/** A capture that keeps at most `headBytes` from the start and `tailBytes` from the end. */
export function createOutputCapture(headBytes = 65_536, tailBytes = 65_536): OutputCapture {
  const head: Buffer[] = []
  let headSize = 0
  let tail: Buffer[] = []
  let tailSize = 0
  let totalBytes = 0
  return {
    add: (chunk) => {
      totalBytes += chunk.length
      const forHead = Math.min(chunk.length, headBytes - headSize)
      if (forHead > 0) {
        head.push(chunk.subarray(0, forHead))
        headSize += forHead
      }
      if (forHead === chunk.length) return
      tail.push(chunk.subarray(forHead))
      tailSize += chunk.length - forHead
      if (tailSize > 4 * tailBytes) {
        tail = [lastBytes(tail, tailBytes)]
        tailSize = tail[0]!.length
      }
    },
    read: () => {
      const kept = lastBytes(tail, tailBytes)
      const droppedBytes = totalBytes - headSize - kept.length
      const gap = droppedBytes > 0 ? `\n[… ${droppedBytes} bytes left out …]\n` : ''
      const text = Buffer.concat(head).toString('utf8') + gap + kept.toString('utf8')
      return { text, totalBytes, droppedBytes }
    },
  }
}

function lastBytes(chunks: readonly Buffer[], count: number): Buffer {
  const all = Buffer.concat(chunks)
  return Buffer.from(all.subarray(Math.max(0, all.length - count)))
}
