/**
 * What happens to a learner's request of one api key: the connection is reset before the broker sees
 * it (`cut`), or once the broker has answered and before the learner hears of it (`lose-answer`), or
 * it and all that follows on its connection waits until the rule is released (`hold`) or for
 * `delayMs` (`delay`).
 */
export type ProxyRule = {
  readonly action: 'cut' | 'lose-answer' | 'hold' | 'delay'
  readonly apiKey: number
  /** Only the nth such request since the rule was set, over all brokers, from 1; else every one. */
  readonly nth?: number
  readonly delayMs?: number
}

/** How far a rule has come. */
export type ProxyRuleState = {
  /** Requests of its api key since it was set. */
  readonly seen: number
  /** Requests it acted on. */
  readonly hits: number
  readonly isReleased: boolean
}
