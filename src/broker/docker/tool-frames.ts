/**
 * What a tool's script and the grader say to each other over their socket, as frames
 * `uint8 kind, uint32 length, bytes`: from the script the call (JSON), then its input and the end of
 * it; from the grader both outputs and at last the exit code.
 */
export const FRAME = { call: 1, input: 2, inputEnd: 3, output: 4, error: 5, exit: 6 } as const

/** The call of a tool by its script. */
export type ToolCall = {
  readonly tool: string
  readonly args: readonly string[]
  readonly cwd: string
}

const HEAD_BYTES = 5
const MAX_FRAME_BYTES = 1_048_576

/** A frame as bytes. */
export function encodeFrame(kind: number, bytes: Uint8Array = new Uint8Array()): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt8(kind, 0)
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

/** Cuts a stream of bytes into frames; throws for one over 1 MB. */
export function createFrameReader(
  onFrame: (kind: number, bytes: Buffer) => void,
): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + rest.readUInt32BE(1)
      if (end > MAX_FRAME_BYTES) throw new Error('a frame over 1 MB')
      if (rest.length < end) return
      const [kind, bytes] = [rest.readUInt8(0), rest.subarray(HEAD_BYTES, end)]
      rest = rest.subarray(end)
      onFrame(kind, bytes)
    }
  }
}

/** What a script has asked for, undefined when it is no call of a tool that is known. */
export function parseToolCall(text: string, tools: ReadonlySet<string>): ToolCall | undefined {
  try {
    const { tool, args, cwd } = JSON.parse(text) as Partial<Record<keyof ToolCall, unknown>>
    if (typeof tool !== 'string' || !tools.has(tool) || typeof cwd !== 'string') return undefined
    if (!Array.isArray(args)) return undefined
    return { tool, args: args.map(String), cwd }
  } catch {
    return undefined
  }
}
