import type { ComposeService } from '#compose/compose-model.ts'
import { LABELS, ownerLabel } from '../../docker/remove-project.ts'
import type { GivenPort } from '../give-out-ports.ts'
import type { ContainerSpec } from './container-spec.ts'

/** A service of the generated file. */
export type GeneratedService = {
  readonly spec: ContainerSpec
  /** As the engine has it. */
  readonly image: string
  readonly environment: { readonly variables: Readonly<Record<string, string>> }
}

/** The engine's own driver, because the log of a container that ended is evidence. */
const LOGGING = { driver: 'json-file', options: { 'max-size': '20m' } }
const MOST_PROCESSES = 2000

/**
 * A compose file made of the model alone, as JSON, which is YAML. Keys, networks and ports of the
 * computer are ours; of the file come names, values of variables and ports inside containers.
 */
export function generateCompose(
  made: readonly GeneratedService[],
  given: readonly GivenPort[],
): string {
  const specs = made.map(({ spec }) => spec)
  const holders = specs.filter(({ key, holder }) => key === holder)
  const names = [...new Set(holders.flatMap(({ planned }) => planned.service.networks))]
  const networkOf = (name: string) => `net${names.indexOf(name) + 1}`
  const labels = { [LABELS.owner]: ownerLabel() }
  const services = made.map(({ spec, image, environment }) => [
    spec.key,
    {
      image,
      environment: environment.variables,
      labels,
      logging: LOGGING,
      security_opt: ['no-new-privileges:true'],
      pids_limit: MOST_PROCESSES,
      ...placeOf(spec, { specs, given, networkOf }),
    },
  ])
  const networks = names.map((name) => [networkOf(name), { labels }])
  const file = { services: Object.fromEntries(services), networks: Object.fromEntries(networks) }
  // Compose would put variables in for a dollar sign.
  return JSON.stringify(file, undefined, 2).replaceAll('$', '$$$$')
}

type Surroundings = {
  readonly specs: readonly ContainerSpec[]
  readonly given: readonly GivenPort[]
  readonly networkOf: (name: string) => string
}

function placeOf(spec: ContainerSpec, { specs, given, networkOf }: Surroundings) {
  const { service } = spec.planned
  if (spec.holder !== spec.key) return { network_mode: `service:${spec.holder}` }
  if (service.networkMode?.value === 'none') return { network_mode: 'none' }
  const aliases = service.hostNames.filter((name) => !/^[\d.]+$|:/.test(name))
  const links = service.knownHosts.flatMap(({ name, leadsTo }) => {
    const key = 'service' in leadsTo && keyOf(leadsTo.service, specs)
    return key ? [`${key}:${name}`] : []
  })
  const hosts = service.knownHosts.flatMap(({ name, leadsTo }) =>
    'address' in leadsTo && /^[\d.]+$/.test(leadsTo.address) ? [`${name}:${leadsTo.address}`] : [],
  )
  const sharers = specs.filter(({ holder }) => holder === spec.key)
  const ports = sharers.flatMap(({ planned, probe }) => [
    ...given.filter((each) => each.planned === planned).map((each) => each.containerPort),
    ...(probe && !probe.isInside ? [probe.port] : []),
  ])
  return {
    ...(service.hostname !== undefined && { hostname: service.hostname }),
    networks: Object.fromEntries(service.networks.map((name) => [networkOf(name), { aliases }])),
    // The engine chooses the computer's port.
    ports: [...new Set(ports)].map((port) => `127.0.0.1::${port}`),
    links,
    extra_hosts: hosts,
  }
}

function keyOf(name: ComposeService['name'], specs: readonly ContainerSpec[]): string | undefined {
  return specs.find(({ planned }) => planned.service.name === name)?.key
}
