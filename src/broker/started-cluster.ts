import type { JavaProgram } from '#core/lab.ts'
import type { ClusterHealth, HealthWatch } from './cluster-health.ts'
import type { FaultProxy } from './fault-proxy.ts'
import type { ProviderName } from './provider-name.ts'

/** What the lab has done to a broker; `up` says what should be so, not what is so. */
export type BrokerState = 'up' | 'stopped' | 'killed' | 'paused'

/** One broker of a started cluster; pid and state are those of the moment of reading. */
export type StartedBroker = {
  readonly id: number
  /** The grader's own way to the broker, never proxied. */
  readonly addressForGrader: string
  /** The only address a learner is told: `127.0.0.1:port` of the proxy where there is one. */
  readonly addressForLearner: string
  /** Undefined where the broker is no process of this computer. */
  readonly pid: number | undefined
  readonly state: BrokerState
}

/** A running cluster; disposing one of our own ends the brokers and removes every file of theirs. */
export interface StartedCluster extends AsyncDisposable {
  readonly id: string
  readonly provider: ProviderName
  /** Undefined where nobody can tell. */
  readonly kafkaVersion: string | undefined
  /** Others may be at work on it, and it outlives the run. */
  readonly isShared: boolean
  readonly brokers: readonly StartedBroker[]
  /** Bootstrap list of the addresses that learners are told. */
  readonly brokersForLearner: string
  /** Bootstrap list of the grader's own listener. */
  readonly brokersForGrader: string
  /**
   * One file per broker: `<epoch ms> Completed request:<json>` a line, learners' requests only;
   * empty where brokers keep none that we can read.
   */
  readonly requestLogs: readonly string[]
  /** Kafka's jars, joined for `java -cp`; undefined where there are none on this computer. */
  readonly classPath: string | undefined
  /** A `java` that can run them. */
  readonly java: JavaProgram | undefined
  /** Kafka's command-line tools, to be put first on a PATH. */
  readonly toolsFolder: string | undefined
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
  /** What stands between a learner and the brokers; undefined where learners talk to them directly. */
  readonly proxy: FaultProxy | undefined
  /**
   * Takes charge of every topic and group whose name ends with the suffix: on a shared cluster they
   * are deleted when the claim is disposed, and also when this process dies before.
   */
  readonly claimNames: (suffix: string) => AsyncDisposable
  /** Lets Kafka's tools read and write in a folder, where they run elsewhere than the learner's program. */
  readonly shareWorkFolder: (folder: string) => AsyncDisposable
  /** Probes every broker that the lab declares up, within 2 s. */
  readonly health: () => Promise<ClusterHealth>
  /** Probes about twice a second until stopped. */
  readonly watchHealth: () => HealthWatch
}
