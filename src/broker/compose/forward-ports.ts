import type { HostPort } from '#core/booted-compose.ts'
import { isAnyAddress, isLoopback } from '#compose/endpoint.ts'
import type { PublishedPort } from '#compose/compose-model.ts'
import { isOnHostNetwork } from '#compose/reach.ts'
import type { CleanUp } from '../clean-up.ts'
import { addressTaken, assertFree } from './address-taken.ts'
import { startForwarder, type Address } from './forwarder.ts'
import type { Machines } from './machine.ts'
import type { ServiceShape } from './service-shape.ts'

/** The computer's ports, and the containers that do not start because theirs was taken. */
export type ForwardedPorts = {
  readonly hostPorts: readonly HostPort[]
  /** What Docker says of a service that does not get its port. */
  readonly failures: ReadonlyMap<string, string>
}

/** Opens everything that hands connections on: published ports, and the inner side of open listeners. */
export async function forwardPorts(
  shapes: readonly ServiceShape[],
  machines: Machines,
  cleanUp: CleanUp,
): Promise<ForwardedPorts> {
  const hostPorts: HostPort[] = []
  const failures = new Map<string, string>()
  const forward = async (from: Address, to: Address) => {
    const forwarder = await startForwarder(from, to).catch((error: unknown) => {
      throw addressTaken(from, error)
    })
    cleanUp.add(async () => await forwarder[Symbol.asyncDispose]())
    return forwarder.port
  }
  const publish = async (service: string, port: number, to: Address) => {
    hostPorts.push({ service, port, standIn: await forward({ host: '127.0.0.1', port: 0 }, to) })
  }
  const places = distinct(shapes.flatMap(({ binds }) => binds))
  await Promise.all(places.map(assertFree))
  const inner = shapes.flatMap(({ machine: { lo, eth }, echoes }) =>
    echoes.map((port) => ({ host: lo, port, eth })),
  )
  for (const { host, port, eth } of distinct(inner)) {
    await forward({ host, port }, { host: eth, port })
  }
  for (const { planned, machine, binds } of shapes) {
    const { service, ports } = planned
    const { eth } = machine
    if (isOnHostNetwork(service)) {
      for (const { host, port } of binds) await publish(service.name, port, { host, port })
      continue
    }
    const taken = ports.find(({ hostPort }) => hostPorts.some(({ port }) => port === hostPort))
    if (taken) {
      failures.set(service.name, portAllocated(taken.hostPort))
      continue
    }
    for (const published of ports.filter(isForLocalhost)) {
      const { hostPort, containerPort } = published
      const to = { host: eth, port: containerPort }
      await publish(service.name, hostPort, to)
      if (machines.host) await forward({ host: machines.host.lo, port: hostPort }, to)
    }
  }
  return { hostPorts, failures }
}

/** Services that share a network may want the same port; the second one finds it taken by itself. */
function distinct<T extends Address>(addresses: readonly T[]): T[] {
  return [...new Map(addresses.map((each) => [`${each.host}:${each.port}`, each])).values()]
}

function isForLocalhost({ hostAddress }: PublishedPort): boolean {
  return isAnyAddress(hostAddress) || isLoopback(hostAddress)
}

function portAllocated(port: number): string {
  return `Error response from daemon: Bind for 0.0.0.0:${port} failed: port is already allocated`
}
