import type { Bilingual } from '#core/bilingual.ts'
import type { Guardian } from '#process/guardian.ts'
import type { ProviderName } from './provider-name.ts'
import type { StartedCluster } from './started-cluster.ts'

/** Whether a provider can be used here, in words that can stand in one line each. */
export type ProbeResult = {
  readonly isUsable: boolean
  /** What the provider needs. */
  readonly lookedFor: Bilingual
  /** What is there instead, or what will be used. */
  readonly found: Bilingual
  /** The exact command that makes the provider usable; empty when it is. */
  readonly mend: Bilingual
}

/** What a cluster is to be like and who looks after it. */
export type ClusterOptions = {
  readonly brokers: 1 | 3
  /**
   * One port per broker, which learners are told instead of those the kernel would choose; a taken
   * one is a `UsageError`.
   */
  readonly learnerPorts?: readonly number[]
  /** Ends the brokers and removes the folder when this process dies. */
  readonly guardian: Guardian
  /**
   * Uses the new cluster through the grader's listener for the first time, until its internal
   * topics exist; has 60 s. Kafka's own warm-up when left out.
   */
  readonly warmUp?: (brokers: string) => Promise<void>
  /** Called with what is going on when it takes long, such as a first download. */
  readonly onProgress?: (text: Bilingual) => void
  /** Ends everything that was started, at once; the start then rejects with `interrupted`. */
  readonly signal?: AbortSignal
}

/** What an exercise asks of its cluster. */
export type ClusterNeeds = {
  readonly brokers: 0 | 1 | 3
  /** `request-log`: what learners asked of the brokers can be read; `faults`: brokers can be ended. */
  readonly needs: readonly ('request-log' | 'faults')[]
}

/** A way to get a real Kafka cluster. */
export interface BrokerProvider {
  readonly name: ProviderName
  /** How many of its clusters one run may use side by side. */
  readonly clustersAtOnce: number
  /** Looks whether the provider can work here, within 30 s; never throws. */
  readonly probe: () => Promise<ProbeResult>
  /** Why exercises with these needs cannot be graded here; undefined when they can. */
  readonly whyNot: (needs: ClusterNeeds) => Promise<Bilingual | undefined>
  /** Starts a private throw-away cluster; throws an `InfraError`, or `port-taken`, leaving nothing behind. */
  readonly startCluster: (options: ClusterOptions) => Promise<StartedCluster>
  /**
   * What would make later starts faster and takes some seconds once; undefined when there is nothing
   * to do. For the end of a good run: what is given up half-way leaves no harm.
   */
  readonly findSpeedUp: () => Promise<SpeedUp | undefined>
}

/** Work that makes later starts faster; everything it starts is guarded. */
export type SpeedUp = (guardian: Guardian) => Promise<void>
