import type { Socket } from 'node:net'
import { splitAddress } from './broker-address.ts'
import { isConnectionLost } from './connection-lost.ts'
import type { Exchange } from './kafkajs-protocol.ts'
import { openWire, type WireConnection } from './wire-connection.ts'

/** What every connection of a pool has in common; the time limit holds per request. */
export type PoolOptions = {
  readonly clientId: string
  readonly requestTimeoutMs: number
  readonly openSocket?: (host: string, port: number) => Socket
}

/** At most one open connection per broker address, opened when first needed and when it died. */
export class WirePool implements AsyncDisposable {
  readonly #options: PoolOptions
  readonly #wires = new Map<string, Promise<WireConnection>>()
  readonly #silent = new Set<string>()

  /** Opens nothing yet. */
  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** Asks the broker at one address. */
  async send<T>(address: string, exchange: Exchange<T>): Promise<T> {
    try {
      const wire = await this.#wireTo(address)
      const answer = await wire.send(exchange, this.#options.requestTimeoutMs)
      this.#silent.delete(address)
      return answer
    } catch (error) {
      if (isConnectionLost(error)) this.#silent.add(address)
      throw error
    }
  }

  /** Asks one address after the other until one answers, those that were silent before last. */
  async sendToAny<T>(addresses: Iterable<string>, exchange: Exchange<T>): Promise<T> {
    let lost: unknown = new Error('there is no broker address to ask')
    const isSilent = (address: string) => Number(this.#silent.has(address))
    for (const address of [...new Set(addresses)].sort((a, b) => isSilent(a) - isSilent(b))) {
      try {
        return await this.send(address, exchange)
      } catch (error) {
        if (!isConnectionLost(error)) throw error
        lost = error
      }
    }
    throw lost
  }

  /** Closes every socket. */
  async [Symbol.asyncDispose](): Promise<void> {
    const wires = [...this.#wires.values()]
    this.#wires.clear()
    for (const wire of await Promise.allSettled(wires)) {
      if (wire.status === 'fulfilled') await wire.value[Symbol.asyncDispose]()
    }
  }

  async #wireTo(address: string): Promise<WireConnection> {
    const known = this.#wires.get(address)
    if (known && (await known).isOpen) return known
    const { requestTimeoutMs: timeoutMs, ...rest } = this.#options
    const opening = openWire({ ...splitAddress(address), ...rest, timeoutMs })
    this.#wires.set(address, opening)
    opening.catch(() => {
      if (this.#wires.get(address) === opening) this.#wires.delete(address)
    })
    return opening
  }
}
