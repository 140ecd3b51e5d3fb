import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** One end of a TCP connection. */
export type Address = { readonly host: string; readonly port: number }

/** A port that hands every connection on; disposing it resets those that are open. */
export interface Forwarder extends AsyncDisposable {
  readonly port: number
}

/**
 * Listens at one address (port 0: one that the kernel chooses) and hands connections on to another, as
 * Docker's proxy does: it accepts, and closes at once when nothing listens there.
 */
export async function startForwarder(from: Address, to: Address): Promise<Forwarder> {
  const open = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    open.add(socket)
    return socket.once('close', () => open.delete(socket))
  }
  const server = createServer({ noDelay: true }, (client) => {
    keep(client)
    const target = keep(connect({ ...to, noDelay: true }))
    client.on('error', () => target.destroy()).pipe(target)
    target.on('error', () => reset(client)).pipe(client)
    client.once('close', () => target.destroy())
    target.once('close', () => client.destroySoon())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(from, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

/** libuv refuses to reset a socket whose half-close is under way. */
function reset(socket: Socket): void {
  if (socket.destroyed) return
  if (socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}

/** Whether anybody accepts connections at an address. */
export async function isListening(address: Address): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(address)
    const settle = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
  })
}
