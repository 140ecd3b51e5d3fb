import { connect, type Socket } from 'node:net'
import { joinAddress } from './broker-address.ts'
import { connectionLost } from './connection-lost.ts'
import { type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** Where a broker listens and how to talk to it. */
export type WireAddress = {
  readonly host: string
  readonly port: number
  readonly clientId: string
  readonly timeoutMs: number
  /** Replaces the plain TCP connect, for example where names resolve differently. */
  readonly openSocket?: (host: string, port: number) => Socket
}

type Waiting = {
  readonly resolve: (body: Buffer) => void
  readonly reject: (error: Error) => void
}

/** No answer to a request of ours is larger; a larger size means this is no Kafka broker. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024

/** One TCP connection to one broker; answers are matched to requests by correlation id. */
export class WireConnection implements AsyncDisposable {
  readonly address: string
  readonly #socket: Socket
  readonly #clientId: string
  readonly #waiting = new Map<number, Waiting>()
  #lastCorrelationId = 0
  #chunks: Buffer[] = []
  #receivedBytes = 0
  #neededBytes = 4
  #lost: Error | undefined

  /** Takes over a socket that is connected; use `openWire` to get there. */
  constructor(socket: Socket, address: string, clientId: string) {
    this.address = address
    this.#socket = socket
    this.#clientId = clientId
    socket.on('data', (chunk) => this.#receive(chunk))
    socket.on('error', (error) => this.#lose(error.message, error))
    socket.on('close', () => this.#lose('the connection was closed'))
  }

  get isOpen(): boolean {
    return this.#lost === undefined
  }

  /** Sends one request and decodes its answer; a time-out destroys the whole connection. */
  async send<T>({ request, response }: Exchange<T>, timeoutMs: number): Promise<T> {
    const correlationId = ++this.#lastCorrelationId
    const clientId = this.#clientId
    const frame = await kafkajs.encodeFrame({ correlationId, clientId, request })
    if (this.#lost) throw this.#lost
    const answered = new Promise<Buffer>((resolve, reject) => {
      this.#waiting.set(correlationId, { resolve, reject })
    })
    this.#socket.write(frame.buffer)
    const timer = setTimeout(() => this.#lose(`no answer within ${timeoutMs} ms`), timeoutMs)
    try {
      return await response.decode(await answered)
    } finally {
      clearTimeout(timer)
    }
  }

  /** Closes the socket; requests still waiting are rejected. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#lose('the connection was closed by us')
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#receivedBytes += chunk.length
    if (this.#receivedBytes < this.#neededBytes) return
    let rest = Buffer.concat(this.#chunks)
    while (rest.length >= 4) {
      const sizeBytes = rest.readInt32BE(0)
      if (sizeBytes < 4 || sizeBytes > MAX_FRAME_BYTES) {
        return this.#lose('the answer is not in the Kafka protocol')
      }
      if (rest.length < 4 + sizeBytes) break
      this.#deliver(rest.readInt32BE(4), rest.subarray(8, 4 + sizeBytes))
      rest = rest.subarray(4 + sizeBytes)
    }
    this.#chunks = [rest]
    this.#receivedBytes = rest.length
    this.#neededBytes = rest.length >= 4 ? 4 + rest.readInt32BE(0) : 4
  }

  #deliver(correlationId: number, body: Buffer): void {
    this.#waiting.get(correlationId)?.resolve(body)
    this.#waiting.delete(correlationId)
  }

  #lose(reason: string, cause?: unknown): void {
    if (this.#lost) return
    this.#lost = connectionLost(this.address, reason, { wasSent: true, cause })
    this.#socket.destroy()
    for (const { reject } of this.#waiting.values()) reject(this.#lost)
    this.#waiting.clear()
  }
}

/** Connects to a broker; rejects with a plain error when that takes longer than the limit. */
export function openWire(to: WireAddress): Promise<WireConnection> {
  const address = joinAddress(to.host, to.port)
  return new Promise((resolve, reject) => {
    const socket = (to.openSocket ?? ((host, port) => connect({ host, port })))(to.host, to.port)
    socket.setNoDelay(true)
    const fail = (reason: string, cause?: unknown) => {
      clearTimeout(timer)
      socket.destroy()
      reject(connectionLost(address, reason, { wasSent: false, cause }))
    }
    const timer = setTimeout(() => fail(`no connection within ${to.timeoutMs} ms`), to.timeoutMs)
    const onError = (error: Error) => fail(error.message || error.name, error)
    socket.once('error', onError)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.off('error', onError)
      resolve(new WireConnection(socket, address, to.clientId))
    })
  })
}
