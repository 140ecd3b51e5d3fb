import type { HostPort } from '#core/booted-compose.ts'
import { isOnHostNetwork } from '#compose/reach.ts'
import type { CleanUp } from '../clean-up.ts'
import { addressTaken, assertFree } from './address-taken.ts'
import { startForwarder, type Address } from './forwarder.ts'
import { giveOutPorts, type GivenPorts } from './give-out-ports.ts'
import type { Machines } from './machine.ts'
import type { ServiceShape } from './service-shape.ts'

/** The computer's ports as they can be used, and the containers that do not get theirs. */
export type ForwardedPorts = Pick<GivenPorts, 'failures'> & {
  readonly hostPorts: readonly HostPort[]
}

/** Opens everything that hands connections on: published ports, and the inner side of open listeners. */
export async function forwardPorts(
  shapes: readonly ServiceShape[],
  machines: Machines,
  cleanUp: CleanUp,
): Promise<ForwardedPorts> {
  const hostPorts: HostPort[] = []
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
  for (const { planned, binds } of shapes) {
    if (!isOnHostNetwork(planned.service)) continue
    for (const { host, port } of binds) await publish(planned.service.name, port, { host, port })
  }
  const services = shapes.map(({ planned }) => planned)
  const { given, failures } = giveOutPorts(services, new Set(hostPorts.map(({ port }) => port)))
  for (const { planned, hostPort, containerPort } of given) {
    const to = { host: machines.of(planned.service).eth, port: containerPort }
    await publish(planned.service.name, hostPort, to)
    if (machines.host) await forward({ host: machines.host.lo, port: hostPort }, to)
  }
  return { hostPorts, failures }
}

/** Services that share a network may want the same port; the second one finds it taken by itself. */
function distinct<T extends Address>(addresses: readonly T[]): T[] {
  return [...new Map(addresses.map((each) => [`${each.host}:${each.port}`, each])).values()]
}
