import type { ComposeService } from '#compose/compose-model.ts'
import { isOnHostNetwork } from '#compose/reach.ts'
import type { Machines } from './machine.ts'

/** Everything a container's resolver may know. */
export type HostsParts = {
  readonly service: ComposeService
  readonly services: readonly ComposeService[]
  readonly machines: Machines
  /** The name of the computer this runs on, which a JVM wants to find. */
  readonly ownHostname: string
  /** Texts in which names may stand in other letters than the file gives them. */
  readonly texts: readonly string[]
}

/**
 * The names a container knows, as a file for `-Djdk.net.hosts.file`: itself first, because a JVM takes
 * the first name of an address for its canonical one, then its neighbours. Nothing else is found.
 */
export function renderHostsFile(parts: HostsParts): string {
  const { service, services, machines } = parts
  const own = machines.of(service)
  const known = new Map<string, string>([[own.hostname, own.eth]])
  const learn = (names: readonly string[], address: string) => {
    for (const name of names) if (!known.has(name)) known.set(name, address)
  }
  learn(['localhost'], own.lo)
  if (!isOnHostNetwork(service)) {
    learn(service.hostNames, own.eth)
    for (const other of services) {
      if (!isNeighbour(service, other)) continue
      const { hostname, eth } = machines.of(other)
      learn([...other.hostNames, hostname], eth)
    }
  }
  for (const { name, leadsTo } of service.knownHosts) {
    const address = 'address' in leadsTo ? leadsTo.address : addressOf(leadsTo.service, parts)
    const found = address === 'host-gateway' ? machines.host?.lo : address
    if (found && /^[\d.]+$|:/.test(found)) learn([name], found)
  }
  if (machines.host) learn(['host.docker.internal', 'gateway.docker.internal'], machines.host.lo)
  for (const [spelling, name] of spellings([...known.keys()], parts.texts)) {
    learn([spelling], known.get(name)!)
  }
  learn([parts.ownHostname], own.eth)
  const lines = [...known].filter(([name]) => !/^[\d.]+$|:|\s/.test(name))
  return lines.map(([name, address]) => `${address} ${name}\n`).join('')
}

function isNeighbour(one: ComposeService, other: ComposeService): boolean {
  if (one === other || isOnHostNetwork(other)) return false
  return one.networks.some((network) => other.networks.includes(network))
}

function addressOf(name: string, { services, machines }: HostsParts): string | undefined {
  const service = services.find((each) => each.name === name)
  return service && machines.of(service).eth
}

/** Docker does not mind the case of a name, nor the network's name behind it; the JVM's file does. */
function spellings(names: readonly string[], texts: readonly string[]): [string, string][] {
  const used = texts.flatMap((text) => [...text.matchAll(/[A-Za-z][\w.-]*(?=:\d)/g)])
  return [...new Set(used.map(([word]) => word))].flatMap((word): [string, string][] => {
    const wanted = word.toLowerCase()
    const name = names.find(
      (each) => wanted === each.toLowerCase() || wanted.startsWith(`${each.toLowerCase()}.`),
    )
    return name === undefined || name === word ? [] : [[word, name]]
  })
}
