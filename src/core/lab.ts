import type { ProxyRule } from './proxy-rule.ts'

/**
 * The lab is where the engine, which owns clusters and proxy, meets the grading worker, which owns
 * nothing that must outlive it: facts go in as a `LabDescription`, wishes come back as `LabAction`s.
 */
export type LabDescription = {
  readonly exerciseId: string
  readonly slug: string
  /** The run's seed; with the slug it fixes every draw. */
  readonly seed: string
  /** Ends every graded name, fresh per exercise and run. */
  readonly nameSuffix: string
  /** Undefined for an exercise that has no brokers. */
  readonly cluster: ClusterFacts | undefined
  /** The private copy of the learner's files; programs run here. */
  readonly submissionFolder: string
  /** The file in it that is run, or read. */
  readonly entryFile: string
  /** Where the grader puts input files for the program. */
  readonly dataFolder: string
  /** HOME and TMPDIR of the program. */
  readonly homeFolder: string
  readonly markerEnv: Readonly<Record<string, string>>
}

/** Where the brokers of an exercise are and what there is to work with. */
export type ClusterFacts = {
  /** Bootstrap list the learner's program is told: the fault proxy's ports. */
  readonly brokersForLearner: string
  /** Bootstrap list of the listener that only the grader uses. */
  readonly brokersForGrader: string
  /** Others may be at work on the cluster, so what else changes on it says nothing. */
  readonly isShared: boolean
  /** The node ids, in the order of both lists and of the logs. */
  readonly brokerIds: readonly number[]
  /** The request log of each broker, in broker order; none where there is no log to read. */
  readonly requestLogs: readonly string[]
  readonly java: JavaProgram | undefined
  /** Kafka's command-line tools, first on the program's PATH. */
  readonly toolsFolder: string | undefined
  /** Class path of the Kafka client jars for `.java` programs. */
  readonly classPath: string | undefined
}

/** A `java` and its feature release, 17 or newer. */
export type JavaProgram = { readonly path: string; readonly release: number }

/** What a worker may ask of the engine. Broker numbers are node ids. */
export type LabAction =
  | { readonly action: 'stopBroker'; readonly broker: number }
  | { readonly action: 'killBroker'; readonly broker: number }
  | { readonly action: 'restartBroker'; readonly broker: number }
  | { readonly action: 'pauseBroker'; readonly broker: number }
  | { readonly action: 'resumeBroker'; readonly broker: number }
  /** Waits until every connection of the learner is closed on both sides; answers a boolean. */
  | { readonly action: 'whenDrained'; readonly timeoutMs: number }
  /** Puts a rule in force on the way from the learner to the brokers; answers its id. */
  | { readonly action: 'addProxyRule'; readonly rule: ProxyRule }
  /** Lets go what the rule held and ends it. */
  | { readonly action: 'releaseProxyRule'; readonly ruleId: string }
  /** How far a rule has come; answers a `ProxyRuleState`. */
  | { readonly action: 'lookAtProxyRule'; readonly ruleId: string }
  /** Starts what the learner's compose file describes, once; answers a `BootedCompose`. */
  | { readonly action: 'bootCompose' }
  /** How that is doing; answers a `BootedCompose`. */
  | { readonly action: 'lookAtCompose' }
