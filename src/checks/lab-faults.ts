import type { Bilingual } from '#core/bilingual.ts'
import type { LabAction } from '#core/lab.ts'
import type { ProxyRule, ProxyRuleState } from '#core/proxy-rule.ts'
import type { EngineChannel } from './engine-channel.ts'

/** A rule in force on the learner's way to the brokers. */
export type RuleInForce = {
  readonly look: () => Promise<ProxyRuleState>
  /** Lets go what it held and ends it. */
  readonly release: () => Promise<void>
}

/** Breaks things on purpose; whatever is broken stands in the record. Brokers are node ids. */
export type LabFaults = {
  /** The node ids of the cluster, in the order of its request logs. */
  readonly brokerIds: readonly number[]
  /** False from the moment a broker is to be stopped until it answers again. */
  readonly isUp: (broker: number) => boolean
  /** SIGTERM: leaders move first. */
  readonly stopBroker: (broker: number) => Promise<void>
  readonly killBroker: (broker: number) => Promise<void>
  /** Its connections stay open, and nothing is answered. */
  readonly pauseBroker: (broker: number) => Promise<void>
  readonly resumeBroker: (broker: number) => Promise<void>
  /** Returns when the broker answers again. */
  readonly restartBroker: (broker: number) => Promise<void>
  /** `what` says in the record what the rule does. */
  readonly addRule: (rule: ProxyRule, what: Bilingual) => Promise<RuleInForce>
}

/** The faults of one lab, carried out by the engine. */
export function createLabFaults(
  { request, emit }: EngineChannel,
  brokerIds: readonly number[],
): LabFaults {
  const down = new Set<number>()
  const note = (what: Bilingual) => emit({ type: 'fault-injected', what })
  const takeDown = async (action: LabAction & { broker: number }, what: Bilingual) => {
    down.add(action.broker)
    note(what)
    await request(action)
  }
  const bringBack = async (action: LabAction & { broker: number }, what: Bilingual) => {
    note(what)
    await request(action)
    down.delete(action.broker)
  }
  return {
    brokerIds,
    isUp: (broker) => !down.has(broker),
    stopBroker: (broker) =>
      takeDown({ action: 'stopBroker', broker }, said(broker, 'stopped', '정지')),
    killBroker: (broker) =>
      takeDown({ action: 'killBroker', broker }, said(broker, 'killed', '강제 종료')),
    pauseBroker: (broker) =>
      takeDown({ action: 'pauseBroker', broker }, said(broker, 'paused', '일시 정지')),
    resumeBroker: (broker) =>
      bringBack({ action: 'resumeBroker', broker }, said(broker, 'resumed', '재개')),
    restartBroker: (broker) =>
      bringBack({ action: 'restartBroker', broker }, said(broker, 'restarted', '재시작')),
    addRule: async (rule, what) => {
      note(what)
      const ruleId = (await request({ action: 'addProxyRule', rule })) as string
      return {
        look: async () => (await request({ action: 'lookAtProxyRule', ruleId })) as ProxyRuleState,
        release: async () => void (await request({ action: 'releaseProxyRule', ruleId })),
      }
    },
  }
}

function said(broker: number, en: string, ko: string): Bilingual {
  return { en: `broker ${broker} ${en}`, ko: `브로커 ${broker} ${ko}` }
}
