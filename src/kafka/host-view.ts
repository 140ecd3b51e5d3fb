import { connect, Socket } from 'node:net'
import type { HostPort } from '#core/booted-compose.ts'

/** Opens sockets as a program on another computer would: its own ports, its own idea of names. */
export type HostView = {
  readonly openSocket: (host: string, port: number) => Socket
}

const OWN = /^(localhost|127(\.\d+){3}|::1|0\.0\.0\.0|::)$/i

/**
 * The view of a computer that has these ports and no others: its own names lead to what stands in for
 * the port, a port that is not there is refused, and no other name is found.
 */
export function createHostView(ports: readonly HostPort[]): HostView {
  const standIns = new Map(ports.map(({ port, standIn }) => [port, standIn]))
  return {
    openSocket: (host, port) => {
      const standIn = standIns.get(port)
      if (OWN.test(host) && standIn !== undefined) {
        return connect({ host: '127.0.0.1', port: standIn })
      }
      const isOwn = OWN.test(host)
      const isAddress = /^[\d.]+$|:/.test(host)
      if (isOwn) return failing('ECONNREFUSED', `connect ECONNREFUSED 127.0.0.1:${port}`)
      if (isAddress) return failing('EHOSTUNREACH', `connect EHOSTUNREACH ${host}:${port}`)
      return failing('ENOTFOUND', `getaddrinfo ENOTFOUND ${host}`)
    },
  }
}

/** A socket that fails as the system's would, once somebody listens. */
function failing(code: string, message: string): Socket {
  const socket = new Socket()
  return socket.destroy(Object.assign(new Error(message), { code }))
}
