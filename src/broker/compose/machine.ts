import { randomBytes } from 'node:crypto'
import type { ComposeService } from '#compose/compose-model.ts'
import { networkNameOf } from '#compose/network-owner.ts'
import { isOnHostNetwork } from '#compose/reach.ts'

/** What a container has of a network: an address for itself alone, and one for the others. */
export type Machine = {
  /** What `localhost` means in it. */
  readonly lo: string
  /** What its names mean to it and to its neighbours. */
  readonly eth: string
  /** What it calls itself: the id of the container where the file gives no name. */
  readonly hostname: string
}

/** The machine of every service, and the computer's own where a service is on it. */
export type Machines = {
  readonly of: (service: ComposeService) => Machine
  /** Undefined while no service is on the computer's network or asks for it. */
  readonly host: Machine | undefined
}

/** Where the loopback addresses of a run come from: a number gives two that nobody else has. */
export type AddressBlock = { readonly pair: (index: number) => Pick<Machine, 'lo' | 'eth'> }

/** Gives each service a machine; those that share a network of one container share it. */
export function assignMachines(
  services: readonly ComposeService[],
  block: AddressBlock,
  drawId: () => string,
): Machines {
  const machines = new Map<string, Machine>()
  const make = (hostname = drawId()): Machine => ({ ...block.pair(machines.size), hostname })
  const ownerOf = (name: string) => services.find((each) => each.name === name)
  for (const service of services) {
    const name = networkNameOf(service, services)
    const { hostname } = ownerOf(name) ?? service
    if (!machines.has(name)) machines.set(name, make(hostname))
  }
  const host = services.some(asksForHost) ? make() : undefined
  return {
    host,
    of: (service) => {
      const name = networkNameOf(service, services)
      return host && isOnHostNetwork(ownerOf(name) ?? service) ? host : machines.get(name)!
    },
  }
}

/** The id of a container; like Docker's never digits alone, which would be taken for an address. */
export function drawContainerId(draw: () => string = () => randomBytes(6).toString('hex')): string {
  for (;;) {
    const id = draw()
    if (/[a-f]/.test(id)) return id
  }
}

function asksForHost(service: ComposeService): boolean {
  return isOnHostNetwork(service) || speaksOfHost(service)
}

/** Whether a container is to reach the computer by a name for it. */
export function speaksOfHost({ environment, knownHosts }: ComposeService): boolean {
  return (
    [...environment.values()].some(({ value }) => value.includes('.docker.internal')) ||
    knownHosts.some(({ leadsTo }) => 'address' in leadsTo && leadsTo.address === 'host-gateway')
  )
}
