import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** One end of a TCP connection. */
export type Address = { readonly host: string; readonly port: number }

/** A port that hands every connection on; disposing it resets those that are open. */
export interface Forwarder extends AsyncDisposable {
  readonly port: number
}

/** Listens at an address (port 0: one that the kernel chooses) and has each connection taken care of. */
export async function openPort(
  at: Address,
  accept: (client: Socket, keep: (socket: Socket) => Socket) => void,
): Promise<Forwarder> {
  const open = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    open.add(socket)
    return socket.once('close', () => open.delete(socket))
  }
  const server = createServer({ noDelay: true }, (client) => accept(keep(client), keep))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at, resolve)
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

/**
 * Hands the connections to one address on to another, as Docker's proxy does: it accepts, and closes
 * at once when nothing listens there.
 */
export async function startForwarder(from: Address, to: Address): Promise<Forwarder> {
  return await openPort(from, (client, keep) => {
    const target = keep(connect({ ...to, noDelay: true }))
    client.on('error', () => target.destroy()).pipe(target)
    target.on('error', () => reset(client)).pipe(client)
    client.once('close', () => target.destroy())
    target.once('close', () => client.destroySoon())
  })
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
