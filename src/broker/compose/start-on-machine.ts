import type { ComposeService } from '#compose/compose-model.ts'
import type { Guardian } from '#process/guardian.ts'
import { startContainer, type Container } from './container.ts'
import { renderHostsFile } from './hosts-file.ts'
import type { ReadyRelease } from './kafka-releases.ts'
import type { Machines } from './machine.ts'
import type { ServiceShape } from './service-shape.ts'

/** A service with its place, and everything around it that its JVM has to know. */
export type MachineParts = {
  readonly shape: ServiceShape
  readonly release: ReadyRelease
  readonly machines: Machines
  /** Every service that is started. */
  readonly models: readonly ComposeService[]
  readonly guardian: Guardian
  readonly folder: string
  readonly ownHostname: string
}

/** Starts a service as a JVM on its machine. */
export async function startOnMachine(parts: MachineParts): Promise<Container> {
  const { shape, models: services, machines, ownHostname, guardian } = parts
  const { service, role } = shape.planned
  const texts = [...service.environment.values()].map(({ value }) => value)
  const hosts = renderHostsFile({ service, services, machines, ownHostname, texts })
  const heapMegabytes = role === 'zookeeper' ? 128 : services.length === 1 ? 256 : 192
  const literals = new Map(
    services.flatMap((each) =>
      each.hostNames
        .filter((name) => /^[\d.]+$/.test(name))
        .map((name) => [name, machines.of(each).eth]),
    ),
  )
  const all = { ...parts, ...shape, hosts, literals, heapMegabytes }
  return await startContainer(all, guardian, shape.probe)
}
