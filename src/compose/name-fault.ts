import type { KafkaFault } from './kafka-fault.ts'
import { placeOf, type KafkaNode } from './kafka-node.ts'

/** Why the listeners of a broker do not fit together, or do not serve the other containers. */
export type NameFault = KafkaFault<
  | 'listeners-unreadable'
  | 'name-twice'
  | 'port-twice'
  | 'map-unreadable'
  | 'not-in-map'
  | 'unknown-protocol'
  | 'not-in-listeners'
  | 'controller-advertised'
  | 'two-inter-broker-settings'
  | 'inter-broker-missing'
  | 'inter-broker-is-controller'
  | 'inter-broker-localhost'
  | 'inter-broker-unknown-host'
  | 'inter-broker-unreachable'
  | 'client-told-localhost'
>

/** A fault of a node at the line of one of its properties. */
export function nameFault(
  id: NameFault['id'],
  node: KafkaNode,
  property: string,
  facts: Readonly<Record<string, string>>,
): NameFault {
  return { id, service: node.service.name, at: placeOf(node, property), facts }
}
