import { checkAnswers } from '#kafka/check-answers.ts'
import { isRunning, processState } from '#process/process-group.ts'

/** Why a broker that should be up is not well; `ok` when it is. */
export type HealthReason = 'ok' | 'ended' | 'stopped-by-signal' | 'unanswering'

/** How one broker that the lab declares up was at the moment of the probe. */
export type BrokerHealth = {
  readonly brokerId: number
  readonly reason: HealthReason
  /** What was seen, in English, for logs and details. */
  readonly detail: string
}

/** How the brokers were that the lab declares up; the others are not in it. */
export type ClusterHealth = {
  readonly isHealthy: boolean
  readonly brokers: readonly BrokerHealth[]
}

/** A span in which something was wrong, on the clock of `performance.now()`. */
export type BadSpell = {
  readonly fromMs: number
  readonly toMs: number
  /** `machine`: our own event loop stood still for more than 2 s. */
  readonly what: 'machine' | 'broker'
  readonly brokerId?: number
  readonly detail: string
}

/** A running monitor; stopping it probes once more and tells every bad spell, oldest first. */
export type HealthWatch = {
  readonly stop: () => Promise<readonly BadSpell[]>
  /** Resolves when a broker that is declared up has ended: nothing can be judged any more. */
  readonly brokerEnded: Promise<void>
}

/** What a probe needs to know of a broker. */
export type ProbedBroker = {
  readonly brokerId: number
  readonly address: string
  /** Undefined where the broker is no process of this computer. */
  readonly pid: number | undefined
  /** What is wrong with it as far as others than the kernel tell, instead of a look at the process. */
  readonly fault?: () => BrokerHealth | undefined
}

const ANSWER_MS = 2000

/** Probes brokers at once: process there, not stopped by a signal, requests answered within 2 s. */
export async function probeBrokers(brokers: readonly ProbedBroker[]): Promise<ClusterHealth> {
  const results = await Promise.all(brokers.map(probeBroker))
  return { isHealthy: results.every(({ reason }) => reason === 'ok'), brokers: results }
}

async function probeBroker(broker: ProbedBroker): Promise<BrokerHealth> {
  const { brokerId, address } = broker
  const fault = lookAt(broker)
  if (fault) return fault
  const [answer] = await checkAnswers(address, ANSWER_MS)
  if (answer?.isAnswering) return { brokerId, reason: 'ok', detail: answer.detail }
  const detail = answer?.detail ?? `no answer from ${address}`
  // A signal sent just before the first look may not have shown yet.
  return lookAt(broker) ?? { brokerId, reason: 'unanswering', detail }
}

/** What is wrong with a broker, if anything, without asking it. */
export function lookAt({ brokerId, pid, fault }: ProbedBroker): BrokerHealth | undefined {
  if (fault) return fault()
  if (pid === undefined) return undefined
  if (!isRunning(pid)) return { brokerId, reason: 'ended', detail: `process ${pid} has ended` }
  if (processState(pid) !== 'T') return undefined
  return { brokerId, reason: 'stopped-by-signal', detail: `process ${pid} is stopped` }
}
