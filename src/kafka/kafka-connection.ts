import { type AskOptions, askUntilSettled } from './ask-until-settled.ts'
import { joinAddress, parseBrokers } from './broker-address.ts'
import { connectionLost } from './connection-lost.ts'
import { findCoordinatorExchange } from './find-coordinator.ts'
import { errorName, type Exchange } from './kafkajs-protocol.ts'
import { type ClusterMetadata, metadataExchange } from './metadata-exchange.ts'
import { type PoolOptions, WirePool } from './wire-pool.ts'

/** How to reach a cluster; every field has a default. */
export type KafkaOptions = Partial<PoolOptions> & {
  /** How long to wait for a leader, a coordinator or a broker that is coming back. */
  readonly settleTimeoutMs?: number
}

/** A partition of a topic. */
export type TopicPartition = { readonly topic: string; readonly partition: number }

/** A way to every broker of one cluster: finds leaders and coordinators, reconnects by itself. */
export class KafkaConnection implements AsyncDisposable {
  readonly brokers: string
  readonly settleTimeoutMs: number
  readonly #pool: WirePool
  readonly #leaders = new Map<string, number>()
  #nodes = new Map<number, string>()

  /** Opens nothing yet; use `connectKafka` to know that the cluster answers. */
  constructor(brokers: string, options: KafkaOptions = {}) {
    const { settleTimeoutMs = 15_000, ...rest } = options
    this.brokers = brokers
    this.settleTimeoutMs = settleTimeoutMs
    this.#pool = new WirePool({ clientId: 'kafkalings', requestTimeoutMs: 5000, ...rest })
  }

  /** Asks the first broker that answers. */
  askAny<T>(exchange: Exchange<T>, options: AskOptions<T>): Promise<T> {
    return this.untilSettled(() => this.#sendToAny(exchange), options)
  }

  /** Asks one broker by its node id, once; for a broker out of reach see `untilSettled`. */
  async askBroker<T>(nodeId: number, exchange: Exchange<T>): Promise<T> {
    return this.#pool.send(this.#addressOf(nodeId), exchange)
  }

  /** Asks the leader of a partition, whoever that is by the time it can be asked. */
  askLeader<T>(at: TopicPartition, exchange: Exchange<T>, options: AskOptions<T>): Promise<T> {
    const key = leaderKey(at)
    return this.untilSettled(async (isRetry) => {
      if (isRetry || !this.#leaders.has(key)) await this.#refresh([at.topic])
      const leader = this.#leaders.get(key) ?? -1
      if (leader < 0) throw this.notYet(`${at.topic}, partition ${at.partition}: no leader`)
      return this.#pool.send(this.#addressOf(leader), exchange)
    }, options)
  }

  /** Asks the coordinator of a group, which is found anew for each try. */
  askCoordinator<T>(groupId: string, exchange: Exchange<T>, options: AskOptions<T>): Promise<T> {
    return this.untilSettled(async () => {
      const { errorCode, address } = await this.#sendToAny(findCoordinatorExchange(groupId))
      if (errorCode !== 0) throw this.notYet(`group ${groupId}: ${errorName(errorCode)}`)
      return this.#pool.send(address, exchange)
    }, options)
  }

  /** Reads metadata afresh and learns brokers and leaders from it; null = every topic. */
  readMetadata(topics: readonly string[] | null): Promise<ClusterMetadata> {
    return this.untilSettled(() => this.#refresh(topics), { what: 'metadata' })
  }

  /** Repeats what may fail because brokers are out of reach or leaders have just moved. */
  untilSettled<T>(ask: (isRetry: boolean) => Promise<T>, options: AskOptions<T>): Promise<T> {
    const { brokers, settleTimeoutMs: timeoutMs } = this
    return askUntilSettled(ask, { ...options, brokers, timeoutMs })
  }

  /** The error that makes `untilSettled` try again. */
  notYet(reason: string): Error {
    return connectionLost(this.brokers, reason, { wasSent: false })
  }

  /** Closes every socket. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool[Symbol.asyncDispose]()
  }

  #sendToAny<T>(exchange: Exchange<T>): Promise<T> {
    const addresses = [...this.#nodes.values(), ...parseBrokers(this.brokers)]
    return this.#pool.sendToAny(addresses, exchange)
  }

  async #refresh(topics: readonly string[] | null): Promise<ClusterMetadata> {
    const metadata = await this.#sendToAny(metadataExchange(topics))
    this.#nodes = new Map(
      metadata.brokers.map(({ nodeId, host, port }) => [nodeId, joinAddress(host, port)]),
    )
    for (const { topic, partitions } of metadata.topics) {
      for (const { partition, leader } of partitions) {
        this.#leaders.set(leaderKey({ topic, partition }), leader)
      }
    }
    return metadata
  }

  #addressOf(nodeId: number): string {
    const address = this.#nodes.get(nodeId)
    if (address === undefined) throw this.notYet(`broker ${nodeId} is not among the live brokers`)
    return address
  }
}

/** Connects to a cluster; throws `broker-unanswering` when none of the brokers answers. */
export async function connectKafka(
  brokers: string,
  options: KafkaOptions = {},
): Promise<KafkaConnection> {
  const connection = new KafkaConnection(brokers, options)
  try {
    await connection.readMetadata([])
    return connection
  } catch (error) {
    await connection[Symbol.asyncDispose]()
    throw error
  }
}

function leaderKey({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}
