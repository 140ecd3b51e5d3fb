import type { ComposeService } from './compose-model.ts'
import { isAnyAddress, isLoopback, type Endpoint } from './endpoint.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import type { KafkaNode } from './kafka-node.ts'
import { networkNameOf } from './network-owner.ts'

/** What answers at an address, seen from one place. */
export type Reached =
  | { readonly kind: 'listener'; readonly node: KafkaNode; readonly endpoint: Endpoint }
  /** The port is handed on, but the listener there takes only its own container's connections. */
  | { readonly kind: 'loopback-only'; readonly node: KafkaNode; readonly endpoint: Endpoint }
  /** The container is found, and nothing listens at the port. */
  | { readonly kind: 'closed'; readonly service: ComposeService; readonly port: number }
  | { readonly kind: 'other-service'; readonly service: ComposeService }
  | { readonly kind: 'unpublished' }
  | { readonly kind: 'unknown-host' }
  /** An address that the file says nothing of. */
  | { readonly kind: 'elsewhere' }

const DOCKER_HOST = /^(host|gateway)\.docker\.internal$/i

/** What a program on the computer meets at a port of localhost. */
export function reachFromHost(cluster: KafkaCluster, port: number): Reached {
  for (const service of startedServices(cluster)) {
    const published = service.ports.find(
      (each) =>
        each.hostPort === port && each.protocol === 'tcp' && isForLocalhost(each.hostAddress),
    )
    if (published && !isOnHostNetwork(service)) {
      return enter(cluster, service, published.containerPort, 'network')
    }
  }
  for (const node of cluster.nodes.filter(({ service }) => isOnHostNetwork(service))) {
    const endpoint = node.bound.endpoints.find((each) => each.port === port)
    if (endpoint) return { kind: 'listener', node, endpoint }
  }
  return { kind: 'unpublished' }
}

/** What a program in the container of a service meets at an address. */
export function reachFromContainer(
  cluster: KafkaCluster,
  service: ComposeService,
  host: string,
  port: number,
): Reached {
  const here = containerOf(cluster, service)
  if (DOCKER_HOST.test(host)) return reachFromHost(cluster, port)
  if (isLoopback(host) || isAnyAddress(host)) {
    return isOnHostNetwork(here)
      ? reachFromHost(cluster, port)
      : enter(cluster, here, port, 'loopback')
  }
  const found = startedServices(cluster).find((each) => isFoundAs(each, here, host))
  if (found) return enter(cluster, found, port, 'network')
  const isElsewhere =
    service.knownHosts.some(({ name }) => name === host) || /^[\d.]+$|:/.test(host)
  return { kind: isElsewhere ? 'elsewhere' : 'unknown-host' }
}

/** Whether a container has no network of its own. */
export function isOnHostNetwork({ networkMode }: ComposeService): boolean {
  return networkMode?.value === 'host'
}

/** The services that `docker compose up` starts. */
export function startedServices(cluster: KafkaCluster): readonly ComposeService[] {
  const nodes = cluster.nodes.map(({ service }) => service)
  return [...nodes, ...cluster.zookeepers, ...cluster.others]
}

function enter(
  cluster: KafkaCluster,
  service: ComposeService,
  port: number,
  via: 'network' | 'loopback',
): Reached {
  const nodes = cluster.nodes.filter((each) => containerOf(cluster, each.service) === service)
  if (nodes.length === 0) return { kind: 'other-service', service }
  const found = nodes
    .flatMap((node) => node.bound.endpoints.map((endpoint) => ({ node, endpoint })))
    .find(({ endpoint }) => endpoint.port === port)
  if (!found) return { kind: 'closed', service, port }
  const { node, endpoint } = found
  const { host } = endpoint
  if (isAnyAddress(host)) return { kind: 'listener', node, endpoint }
  const isOwnName = service.hostNames.some((name) => name.toLowerCase() === host.toLowerCase())
  if (via === 'loopback' ? isLoopback(host) : isOwnName) return { kind: 'listener', node, endpoint }
  if (via === 'network' && isLoopback(host)) return { kind: 'loopback-only', node, endpoint }
  return { kind: 'closed', service, port }
}

/** A container may share the network of another one. */
function containerOf(cluster: KafkaCluster, service: ComposeService): ComposeService {
  const services = startedServices(cluster)
  const owner = networkNameOf(service, services)
  return services.find(({ name }) => name === owner) ?? service
}

function isFoundAs(service: ComposeService, from: ComposeService, host: string): boolean {
  const isShared =
    service === from ||
    (!isOnHostNetwork(from) &&
      !isOnHostNetwork(service) &&
      service.networks.some((network) => from.networks.includes(network)))
  const wanted = host.toLowerCase()
  const names = service.hostNames.map((name) => name.toLowerCase())
  return isShared && names.some((name) => name === wanted || wanted.startsWith(`${name}.`))
}

function isForLocalhost(address: string): boolean {
  return isAnyAddress(address) || isLoopback(address)
}
