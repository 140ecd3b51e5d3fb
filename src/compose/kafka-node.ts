import { readApacheProperties } from './apache-properties.ts'
import { readBitnamiProperties } from './bitnami-properties.ts'
import type { ComposeService } from './compose-model.ts'
import { readConfluentLocalProperties, readConfluentProperties } from './confluent-properties.ts'
import { parseEndpoints, type EndpointReading } from './endpoint.ts'
import { kafkaVersionOf, type KafkaFamily, type KafkaVersion } from './image-family.ts'
import type { ImageReference } from './image-reference.ts'
import type { Place } from './place.ts'
import { valueOf, type PropertyReading } from './properties.ts'
import { readProtocolMap, type ProtocolMap } from './protocol-map.ts'

/** Where a cluster keeps its metadata; `none` when neither way is configured. */
export type MetadataMode = 'kraft' | 'zookeeper' | 'none'

/** A service that runs Kafka, with its configuration as the broker would see it. */
export type KafkaNode = PropertyReading & {
  readonly service: ComposeService
  readonly image: ImageReference
  readonly family: KafkaFamily
  /** Undefined when the tag does not say. */
  readonly version: KafkaVersion | undefined
  readonly mode: MetadataMode
  readonly isBroker: boolean
  readonly isController: boolean
  readonly nodeId: string | undefined
  /** `listeners`, given or derived, else Kafka's own default. */
  readonly bound: EndpointReading
  /** `advertised.listeners`, else what Kafka takes instead. */
  readonly advertised: EndpointReading
  readonly isAdvertisedGiven: boolean
  readonly controllerListeners: readonly string[]
  readonly protocols: ProtocolMap
}

const READERS: Readonly<
  Record<KafkaFamily, (e: ComposeService['environment']) => PropertyReading>
> = {
  apache: readApacheProperties,
  confluent: readConfluentProperties,
  'confluent-local': readConfluentLocalProperties,
  bitnami: readBitnamiProperties,
}

/** Reads the broker configuration of a service by the rules of its image. */
export function readKafkaNode(
  service: ComposeService,
  image: ImageReference,
  family: KafkaFamily,
): KafkaNode {
  const reading = READERS[family](service.environment)
  const { properties } = reading
  const roles = listOf(valueOf(properties, 'process.roles'))
  const mode = modeOf(roles, valueOf(properties, 'zookeeper.connect'))
  const controllerListeners = listOf(valueOf(properties, 'controller.listener.names'))
  const bound = parseEndpoints(valueOf(properties, 'listeners') ?? 'PLAINTEXT://:9092')
  const given = valueOf(properties, 'advertised.listeners')
  return {
    ...reading,
    service,
    image,
    family,
    version: kafkaVersionOf(image, family),
    mode,
    isBroker: mode !== 'kraft' || roles.includes('broker'),
    isController: mode === 'kraft' && roles.includes('controller'),
    nodeId: valueOf(properties, 'node.id') ?? valueOf(properties, 'broker.id'),
    bound,
    advertised: given === undefined ? instead(bound, controllerListeners) : parseEndpoints(given),
    isAdvertisedGiven: given !== undefined,
    controllerListeners: controllerListeners.map((name) => name.toUpperCase()),
    protocols: readProtocolMap(properties, mode === 'kraft', bound.endpoints),
  }
}

/** Where a property was written, else the service itself. */
export function placeOf({ properties, service }: KafkaNode, property: string): Place {
  return properties.get(property)?.at ?? service.at
}

/** No cluster has more of anything; a longer list would only make reading slow. */
const MOST_PARTS = 50

/** The entries of a comma-separated value. */
export function listOf(value: string | undefined): string[] {
  const parts = value?.split(',') ?? []
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, MOST_PARTS)
}

function modeOf(roles: readonly string[], zookeeper: string | undefined): MetadataMode {
  if (roles.length > 0) return 'kraft'
  return zookeeper === undefined ? 'none' : 'zookeeper'
}

/** Without advertised listeners a broker tells what it is bound to. */
function instead(bound: EndpointReading, controllerListeners: readonly string[]): EndpointReading {
  const names = controllerListeners.map((name) => name.toUpperCase())
  const endpoints = bound.endpoints.filter(({ name }) => !names.includes(name))
  return { endpoints, unreadable: undefined }
}
