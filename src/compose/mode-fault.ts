import type { KafkaFault } from './kafka-fault.ts'
import { placeOf, type KafkaNode } from './kafka-node.ts'

/** Why a cluster has nowhere to keep its metadata. */
export type ModeFault = KafkaFault<
  | 'no-mode'
  | 'two-modes'
  | 'zookeeper-unsupported'
  | 'zookeeper-not-found'
  | 'zookeeper-localhost'
  | 'zookeeper-wrong-port'
  | 'zookeeper-incomplete'
  | 'unknown-role'
  | 'no-broker-role'
  | 'no-controller-role'
  | 'node-id-missing'
  | 'node-id-twice'
  | 'node-ids-differ'
  | 'kraft-too-old'
  | 'controller-names-missing'
  | 'controller-not-listening'
  | 'controller-name-case'
  | 'broker-binds-controller'
  | 'voters-missing'
  | 'voters-unreadable'
  | 'not-a-voter'
  | 'voter-unreachable'
  | 'cluster-id-missing'
  | 'cluster-ids-differ'
>

/** A fault of a node at the line of one of its properties. */
export function modeFault(
  id: ModeFault['id'],
  node: KafkaNode,
  property: string,
  facts: Readonly<Record<string, string>>,
): ModeFault {
  return { id, service: node.service.name, at: placeOf(node, property), facts }
}
