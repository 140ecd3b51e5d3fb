import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { pollUntil } from '#core/poll-until.ts'

/** A stand-in for a broker: remembers every byte and sends it back. */
export type EchoBroker = AsyncDisposable & {
  readonly port: number
  readonly received: () => Buffer
  readonly receivedBytes: () => number
  readonly connections: () => number
  readonly hasSeenEnd: () => boolean
  /** Sends back nothing from now on. */
  readonly mute: () => void
}

/** Starts a stand-in broker; with `endsAfter` it closes its own side after so many bytes. */
export async function startEchoBroker(endsAfter = Number.POSITIVE_INFINITY): Promise<EchoBroker> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  const sockets = new Set<Socket>()
  let hasSeenEnd = false
  let isMute = false
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      sizeBytes += chunk.length
      if (!isMute) socket.write(chunk)
      if (sizeBytes >= endsAfter) socket.end()
    })
    socket.on('end', () => {
      hasSeenEnd = true
      socket.end('bye')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received: () => Buffer.concat(chunks),
    receivedBytes: () => sizeBytes,
    connections: () => sockets.size,
    hasSeenEnd: () => hasSeenEnd,
    mute: () => {
      isMute = true
    },
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** A learner's side of a connection, with what came back and how it ended. */
export type Client = {
  readonly socket: Socket
  readonly received: () => Buffer
  readonly receivedBytes: () => number
  readonly ending: () => string | undefined
}

/** Connects like a learner. */
export async function connectTo(port: number): Promise<Client> {
  const chunks: Buffer[] = []
  let ending: string | undefined
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true })
  let sizeBytes = 0
  socket.on('data', (chunk) => {
    chunks.push(chunk)
    sizeBytes += chunk.length
  })
  socket.on('error', (error: NodeJS.ErrnoException) => (ending = error.code))
  socket.on('end', () => (ending ??= 'end'))
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve)
    socket.once('error', () => resolve())
  })
  const received = () => Buffer.concat(chunks)
  return { socket, received, receivedBytes: () => sizeBytes, ending: () => ending }
}

/** Waits up to 3 s until something is so; throws with the last value otherwise. */
export async function until<T>(read: () => T, isReady: (value: T) => boolean): Promise<T> {
  const options = { what: 'a condition of a test', timeoutMs: 3000 }
  const { outcome, value } = await pollUntil(read, isReady, options)
  if (outcome !== 'ready') throw new Error(`never so; last seen: ${String(value)}`)
  return value
}
