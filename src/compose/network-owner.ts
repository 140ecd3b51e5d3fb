import type { ComposeService } from './compose-model.ts'

/** The name behind `network_mode: service:…` or `container:…`. */
export function networkOwnerOf({ networkMode }: ComposeService): string | undefined {
  return /^(?:service|container):(.*)$/.exec(networkMode?.value ?? '')?.[1]
}

/**
 * The name of the service whose network a service is on: its own, or that of the one at the end of
 * `network_mode: service:x`, also when that is none of the services.
 */
export function networkNameOf(
  service: ComposeService,
  services: readonly ComposeService[],
): string {
  const seen = new Set([service.name])
  for (let at = service; ;) {
    const name = networkOwnerOf(at)
    if (name === undefined) return at.name
    const owner = services.find((each) => each.name === name || each.hostNames.includes(name))
    if (!owner) return name
    if (seen.has(owner.name)) return service.name
    seen.add(owner.name)
    at = owner
  }
}
