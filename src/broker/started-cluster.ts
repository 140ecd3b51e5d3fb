import type { ClusterHealth, HealthWatch } from './cluster-health.ts'
import type { FaultProxy } from './fault-proxy.ts'
import type { ProviderName } from './provider-name.ts'

/** What the lab has done to a broker; `up` says what should be so, not what is so. */
export type BrokerState = 'up' | 'stopped' | 'killed' | 'paused'

/** One broker of a started cluster; pid and state are those of the moment of reading. */
export type StartedBroker = {
  readonly id: number
  /** `127.0.0.1:port` of the grader's own listener, never proxied. */
  readonly addressForGrader: string
  /** `127.0.0.1:port` of the proxy, the only address a learner is told. */
  readonly addressForLearner: string
  readonly pid: number
  readonly state: BrokerState
}

/** A running private cluster; disposing it ends the brokers and removes every file of theirs. */
export interface StartedCluster extends AsyncDisposable {
  readonly id: string
  readonly provider: ProviderName
  readonly kafkaVersion: string
  readonly brokers: readonly StartedBroker[]
  /** Bootstrap list of the proxy's ports. */
  readonly brokersForLearner: string
  /** Bootstrap list of the grader's own listener. */
  readonly brokersForGrader: string
  /** One file per broker: `<epoch ms> Completed request:<json>` a line, learners' requests only. */
  readonly requestLogs: readonly string[]
  /** Kafka's jars in the order the brokers have them, joined for `java -cp`. */
  readonly classPath: string
  /** The `java` that runs the brokers. */
  readonly javaPath: string
  /** Kafka's command-line tools, to be put first on a PATH. */
  readonly toolsFolder: string
  /** The class-data archive for Kafka's command-line tools, undefined while there is none. */
  readonly toolArchive: () => string | undefined
  readonly serverLogTail: (brokerId: number, lines: number) => Promise<readonly string[]>
  /** SIGTERM, so that leaders move first; SIGKILL when that takes more than 20 s. */
  readonly stopBroker: (brokerId: number) => Promise<void>
  /** SIGKILL; returns when the process is gone. */
  readonly killBroker: (brokerId: number) => Promise<void>
  /** SIGSTOP: connections stay open, nothing is answered. */
  readonly pauseBroker: (brokerId: number) => Promise<void>
  /** SIGCONT; returns when the broker answers again. */
  readonly resumeBroker: (brokerId: number) => Promise<void>
  /** Starts a stopped or killed broker on its old ports and data; returns when it answers. */
  readonly restartBroker: (brokerId: number) => Promise<void>
  readonly proxy: FaultProxy
  /** Probes every broker that the lab declares up, within 2 s. */
  readonly health: () => Promise<ClusterHealth>
  /** Probes about twice a second until stopped. */
  readonly watchHealth: () => HealthWatch
}
