import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import type { AddressBlock } from './machine.ts'

/** Loopback addresses that are this run's alone until it is disposed. */
export type ClaimedBlock = AddressBlock & AsyncDisposable

/** Other runs hold their block by listening here, at an address that no service is given. */
const CLAIM = { lastByte: 254, port: 42_424 }
const SERVICES = 32
const TRIES = 50

/** Draws a block of 127.0.0.0/8 that no other run of this computer holds. */
export async function claimAddresses(): Promise<ClaimedBlock> {
  for (let tries = 1; ; tries++) {
    const second = randomInt(16, 250)
    const firstThird = randomInt(0, 256 / SERVICES) * SERVICES
    const address = `127.${second}.${firstThird}.${CLAIM.lastByte}`
    const server = await tryToHold(address)
    if (!server && tries < TRIES) continue
    return {
      pair: (index) => {
        const net = `127.${second}.${firstThird + (index % SERVICES)}`
        return { lo: `${net}.1`, eth: `${net}.2` }
      },
      [Symbol.asyncDispose]: async () => {
        await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
      },
    }
  }
}

async function tryToHold(host: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy())
  return await new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen({ host, port: CLAIM.port }, () => resolve(server))
  })
}
