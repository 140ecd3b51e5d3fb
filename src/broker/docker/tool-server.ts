import { createServer, type Socket } from 'node:net'
import type { PipedCommand } from '#process/start-piped.ts'
import {
  createFrameReader,
  encodeFrame,
  FRAME,
  parseToolCall,
  type ToolCall,
} from './tool-frames.ts'

/** A tool that runs, and how it is ended from outside. */
export type RunningTool = { readonly command: PipedCommand; readonly kill: () => Promise<void> }

/** What the scripts of tools may ask for. */
export type ToolServerParts = {
  /** Where scripts find us: a Unix socket. */
  readonly socketPath: string
  readonly tools: ReadonlySet<string>
  readonly start: (call: ToolCall) => Promise<RunningTool>
}

const CHUNK_BYTES = 65_536
const CANNOT_RUN = 126

/** Serves the scripts of tools; a tool ends with the script that asked for it. */
export async function startToolServer(parts: ToolServerParts): Promise<AsyncDisposable> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    serve(socket, parts)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.socketPath, resolve)
  })
  return {
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

function serve(socket: Socket, parts: ToolServerParts): void {
  let running: Promise<RunningTool | undefined> | undefined
  const feed = (use: (command: PipedCommand) => void): void => {
    void running?.then((tool) => tool && use(tool.command))
  }
  const read = createFrameReader((kind, bytes) => {
    if (kind === FRAME.call && !running) {
      running = startTool(parseToolCall(bytes.toString('utf8'), parts.tools), socket, parts)
    }
    if (kind === FRAME.input) feed(({ stdin }) => void stdin.write(bytes))
    if (kind === FRAME.inputEnd) feed(({ stdin }) => void stdin.end())
  })
  socket.on('data', (chunk: Buffer) => {
    try {
      read(chunk)
    } catch {
      socket.destroy()
    }
  })
  socket.on('close', () => void running?.then((tool) => tool?.kill()))
}

async function startTool(
  call: ToolCall | undefined,
  socket: Socket,
  { start }: ToolServerParts,
): Promise<RunningTool | undefined> {
  try {
    if (!call) throw new Error('not one of the tools of Kafka')
    const tool = await start(call)
    passOn(tool.command, socket)
    return tool
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    socket.write(encodeFrame(FRAME.error, Buffer.from(`${call?.tool ?? 'kafka'}: ${text}\n`)))
    endWith(socket, CANNOT_RUN)
    return undefined
  }
}

function passOn({ stdout, stderr, exited }: PipedCommand, socket: Socket): void {
  for (const [stream, kind] of [
    [stdout, FRAME.output],
    [stderr, FRAME.error],
  ] as const) {
    stream.on('data', (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; at += CHUNK_BYTES) {
        const hasRoom = socket.write(encodeFrame(kind, chunk.subarray(at, at + CHUNK_BYTES)))
        if (hasRoom) continue
        stream.pause()
        socket.once('drain', () => stream.resume())
      }
    })
    socket.once('close', () => stream.resume())
  }
  void exited.then((exitCode) => endWith(socket, exitCode))
}

function endWith(socket: Socket, exitCode: number): void {
  socket.end(encodeFrame(FRAME.exit, Buffer.from([exitCode & 0xff])))
}
