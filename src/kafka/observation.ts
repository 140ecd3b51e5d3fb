/** A topic as the brokers hold it. */
export type ObservedTopic = {
  readonly topic: string
  /** In the text form Kafka prints, as in the request log. */
  readonly topicId: string
  readonly isInternal: boolean
  /** By partition number. */
  readonly partitions: readonly ObservedPartition[]
}

/** A partition, its owners and its offsets; the offsets are −1 while it has no leader. */
export type ObservedPartition = {
  readonly partition: number
  /** Node id, −1 = none. */
  readonly leader: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  /** The first offset still stored. */
  readonly low: bigint
  /** The high watermark: the offset after the last one that a read_uncommitted reader may see. */
  readonly end: bigint
  /** The last stable offset: where a read_committed reader has to stop. */
  readonly stable: bigint
}

/** A message as the broker stores it. */
export type ObservedMessage = {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  readonly key: Buffer | null
  /** null = a tombstone. */
  readonly value: Buffer | null
  /** In the order they were sent; a name may occur more than once. */
  readonly headers: readonly (readonly [name: string, value: Buffer | null])[]
  readonly timestampMs: bigint
  /** −1 = neither idempotent nor transactional. */
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly isTransactional: boolean
  /** Its transaction was aborted. */
  readonly isAborted: boolean
  /** Its transaction had not ended before the end that was read to. */
  readonly isOpen: boolean
}

/** A consumer group of either protocol; `Dead` without members when no broker knows it. */
export type ObservedGroup = {
  readonly groupId: string
  /** `consumer` = the protocol of KIP-848. */
  readonly type: 'classic' | 'consumer'
  /** Kafka's word: Stable, Empty, Dead, PreparingRebalance, CompletingRebalance, Assigning, … */
  readonly state: string
  /** The assignor in use; empty while there is none. */
  readonly assignor: string
  readonly members: readonly ObservedMember[]
}

/** A member of a consumer group and the partitions it owns, by topic. */
export type ObservedMember = {
  readonly memberId: string
  readonly clientId: string
  readonly clientHost: string
  /** Only of static members. */
  readonly groupInstanceId?: string
  /** The topics it asked for; empty where the protocol does not tell, as with a pattern. */
  readonly subscription: readonly string[]
  readonly assignment: Readonly<Record<string, readonly number[]>>
}

/** What a group committed, as stored: −2 and −1 of clients that commit them stay as they are. */
export type CommittedOffset = {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
}
