import {
  readStructs,
  readUuid,
  startFlexibleRequest,
  startFlexibleResponse,
} from './flexible-fields.ts'
import type { Decoder, Exchange } from './kafkajs-protocol.ts'

/** Brokers and topics as one broker sees them now; error codes are kept, never thrown. */
export type ClusterMetadata = {
  readonly brokers: readonly MetadataBroker[]
  /** In KRaft a broker that passes controller requests on, not the controller itself. */
  readonly controllerId: number
  readonly topics: readonly MetadataTopic[]
}

/** A live broker and the address it advertises to us. */
export type MetadataBroker = {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

/** A topic that exists (`errorCode` 0) or the reason why it could not be described. */
export type MetadataTopic = {
  readonly errorCode: number
  readonly topic: string
  readonly topicId: string
  readonly isInternal: boolean
  readonly partitions: readonly MetadataPartition[]
}

/** Who holds a partition; `leader` is −1 while it has none. */
export type MetadataPartition = {
  readonly partition: number
  readonly leader: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
}

const METADATA = 3
const NO_TOPIC_ID = Buffer.alloc(16)

/**
 * Metadata v12 (Kafka 3.1 and later), the first with topic ids and without creation by accident:
 * request  = topics: nullable compact array of (topic_id uuid, name, tags),
 *            allow_auto_topic_creation bool, include_topic_authorized_operations bool, tags
 * response = throttle_time_ms int32, brokers (node_id int32, host, port int32, rack nullable, tags),
 *            cluster_id nullable, controller_id int32,
 *            topics (error_code int16, name nullable, topic_id uuid, is_internal bool,
 *            partitions (error_code int16, partition int32, leader int32, leader_epoch int32,
 *            replicas int32s, isr int32s, offline_replicas int32s, tags),
 *            authorized_operations int32, tags), tags
 * `topics` null asks for every topic, an empty list for none.
 */
export function metadataExchange(topics: readonly string[] | null): Exchange<ClusterMetadata> {
  return {
    request: { apiKey: METADATA, apiVersion: 12, encode: () => encode(topics) },
    response: { decode },
  }
}

function encode(topics: readonly string[] | null) {
  const body = startFlexibleRequest().writeUVarInt(topics ? topics.length + 1 : 0)
  for (const topic of topics ?? []) {
    body.writeBuffer(NO_TOPIC_ID).writeUVarIntString(topic).writeUVarInt(0)
  }
  return body.writeBoolean(false).writeBoolean(false).writeUVarInt(0)
}

function decode(body: Buffer): ClusterMetadata {
  const decoder = startFlexibleResponse(body)
  decoder.readInt32()
  const brokers = readStructs(decoder, readBroker)
  decoder.readUVarIntString()
  const controllerId = decoder.readInt32()
  return { brokers, controllerId, topics: readStructs(decoder, readTopicEntry) }
}

function readBroker(decoder: Decoder): MetadataBroker {
  const nodeId = decoder.readInt32()
  const host = decoder.readUVarIntString() ?? ''
  const port = decoder.readInt32()
  decoder.readUVarIntString()
  return { nodeId, host, port }
}

function readTopicEntry(decoder: Decoder): MetadataTopic {
  const errorCode = decoder.readInt16()
  const topic = decoder.readUVarIntString() ?? ''
  const topicId = readUuid(decoder)
  const isInternal = decoder.readBoolean()
  const partitions = readStructs(decoder, readPartition).toSorted(
    (a, b) => a.partition - b.partition,
  )
  decoder.readInt32()
  return { errorCode, topic, topicId, isInternal, partitions }
}

function readPartition(decoder: Decoder): MetadataPartition {
  const readIds = () => decoder.readUVarIntArray((item) => item.readInt32()) ?? []
  decoder.readInt16()
  const partition = decoder.readInt32()
  const leader = decoder.readInt32()
  decoder.readInt32()
  const replicas = readIds()
  const isr = readIds()
  readIds()
  return { partition, leader, replicas, isr }
}
