import type { PublishedPort } from '#compose/compose-model.ts'
import { isAnyAddress, isLoopback } from '#compose/endpoint.ts'
import { isOnHostNetwork } from '#compose/reach.ts'
import type { PlannedService } from './compose-plan.ts'

/** A port of the computer that leads to a container. */
export type GivenPort = {
  readonly planned: PlannedService
  readonly hostPort: number
  readonly containerPort: number
}

/** The computer's ports, and the containers that do not start because theirs was taken. */
export type GivenPorts = {
  readonly given: readonly GivenPort[]
  /** What Docker says of a service that does not get its port. */
  readonly failures: ReadonlyMap<string, string>
}

/** Gives each service the ports it publishes, in their order; a port that is `taken` is not to be had. */
export function giveOutPorts(
  services: readonly PlannedService[],
  taken: ReadonlySet<number> = new Set(),
): GivenPorts {
  const given: GivenPort[] = []
  const failures = new Map<string, string>()
  for (const planned of services.filter(({ service }) => !isOnHostNetwork(service))) {
    const own = new Set([...taken, ...given.map(({ hostPort }) => hostPort)])
    const lost = planned.ports.find(({ hostPort }) => own.has(hostPort))
    if (lost) {
      failures.set(planned.service.name, portAllocated(lost.hostPort))
      continue
    }
    for (const { hostPort, containerPort } of planned.ports.filter(isForLocalhost)) {
      given.push({ planned, hostPort, containerPort })
    }
  }
  return { given, failures }
}

function isForLocalhost({ hostAddress }: PublishedPort): boolean {
  return isAnyAddress(hostAddress) || isLoopback(hostAddress)
}

function portAllocated(port: number): string {
  return `Error response from daemon: Bind for 0.0.0.0:${port} failed: port is already allocated`
}
