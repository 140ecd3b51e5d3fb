import type { Bilingual } from '#core/bilingual.ts'
import { clusterIdOf } from '#compose/cluster-id-faults.ts'
import type { ComposeService, PublishedPort, Refusal } from '#compose/compose-model.ts'
import type { KafkaCluster } from '#compose/kafka-cluster.ts'
import { isBefore } from '#compose/image-family.ts'
import type { KafkaNode } from '#compose/kafka-node.ts'
import { valueOf } from '#compose/properties.ts'
import { networkOwnerOf } from '#compose/network-owner.ts'
import { findBootRefusals } from './boot-refusals.ts'

/** Which Kafka runs a service: its own line, or for everything before 4 the last of the 3.x. */
export type ReleaseLine = 'kraft' | 'zookeeper'

/** A service to be started; how that is done is the business of whoever boots. */
export type PlannedService = {
  readonly service: ComposeService
  readonly release: ReleaseLine
  /** Undefined for a ZooKeeper. */
  readonly node: KafkaNode | undefined
  readonly role: 'broker' | 'controller' | 'zookeeper'
  /** With KRaft: what its storage is formatted with. */
  readonly clusterId: string | undefined
  /** The ports it gives to the computer, each with a number of its own there. */
  readonly ports: readonly (PublishedPort & { readonly hostPort: number })[]
}

/** What is to be started of a compose file, whatever starts it: JVMs or a Docker engine. */
export type ComposePlan = {
  /** With any of these nothing is started. */
  readonly refusals: readonly (Refusal & { readonly service: string })[]
  readonly services: readonly PlannedService[]
  /** Services that are no part of Kafka. */
  readonly leftOut: readonly string[]
}

/** Decides what of a compose file is started. */
export function planCompose(cluster: KafkaCluster): ComposePlan {
  const nodes = cluster.nodes.map(planNode)
  const zookeepers = cluster.zookeepers.map((service): PlannedService => {
    const base = { node: undefined, role: 'zookeeper', clusterId: undefined } as const
    return { service, release: 'zookeeper', ports: portsOf(service), ...base }
  })
  const services = withOwnersPorts([...zookeepers, ...nodes], cluster.others)
  return {
    refusals: findBootRefusals(services.map(({ service }) => service)),
    services,
    leftOut: [...cluster.others, ...cluster.unread.map(({ service }) => service)].map(
      ({ name }) => name,
    ),
  }
}

/** What a service's start leaves out or does in another way, in words. */
export function noteMounts({ mounts }: ComposeService): Bilingual[] {
  return mounts
    .filter(({ kind }) => kind === 'bind')
    .map(({ source, target }) => ({
      en: `${source} is not mounted at ${target}; nothing of your computer's files is.`,
      ko: `${source}은(는) ${target}에 마운트하지 않았습니다. 채점할 때는 컴퓨터의 파일을 마운트하지 않습니다.`,
    }))
}

/** A container that only holds a network is not started; whoever shares it first has its ports. */
function withOwnersPorts(
  planned: readonly PlannedService[],
  others: readonly ComposeService[],
): PlannedService[] {
  const given = new Set<ComposeService>()
  return planned.map((each) => {
    const owner = others.find(({ name }) => name === networkOwnerOf(each.service))
    if (!owner || given.has(owner)) return each
    given.add(owner)
    return { ...each, ports: [...each.ports, ...portsOf(owner)] }
  })
}

function planNode(node: KafkaNode): PlannedService {
  const { service, mode, isBroker } = node
  return {
    service,
    node,
    release: mode === 'zookeeper' || isThree(node) ? 'zookeeper' : 'kraft',
    role: isBroker ? 'broker' : 'controller',
    clusterId: mode === 'kraft' ? (clusterIdOf(node) ?? idOfOwn(node)) : undefined,
    ports: portsOf(service),
  }
}

function isThree({ version }: KafkaNode): boolean {
  return version !== undefined && isBefore(version, [4, 0])
}

/** A start command of one's own, or Bitnami's image, makes an id up. */
function idOfOwn({ service, properties }: KafkaNode): string {
  const id = valueOf(properties, 'cluster.id') ?? `made-up-by-${service.name}`
  return service.command || service.entrypoint ? 'made-up-by-a-command' : id
}

function portsOf({ ports }: ComposeService) {
  return ports.flatMap((port) => {
    const { hostPort, protocol } = port
    return hostPort !== undefined && protocol === 'tcp' ? [{ ...port, hostPort }] : []
  })
}
