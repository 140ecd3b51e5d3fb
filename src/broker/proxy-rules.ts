/**
 * What happens to a learner's request of one api key before the broker sees it: the connection is
 * reset (`cut`), or it and all that follows on its connection waits until the rule is released
 * (`hold`) or for `delayMs` (`delay`).
 */
export type ProxyRule = {
  readonly action: 'cut' | 'hold' | 'delay'
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

/** The rules in force and the requests counted. */
export type RuleBook = {
  /** Puts a rule in force and returns its id. */
  readonly add: (rule: ProxyRule) => string
  /** Ends a rule; what it held goes on. False when there is no such rule. */
  readonly release: (id: string) => boolean
  readonly releaseAll: () => void
  readonly state: (id: string) => ProxyRuleState | undefined
  /** Counts a request and waits as long as the rules say. */
  readonly pass: (apiKey: number) => Promise<'forward' | 'cut'>
  /** Requests per api key since the start. */
  readonly counts: () => ReadonlyMap<number, number>
}

type ActiveRule = { rule: ProxyRule; seen: number; hits: number; end: AbortController }

/** An empty book of rules. */
export function createRuleBook(): RuleBook {
  const rules = new Map<string, ActiveRule>()
  const counts = new Map<number, number>()
  const release = (id: string): boolean => {
    const active = rules.get(id)
    active?.end.abort()
    return active !== undefined
  }
  return {
    add: (rule) => {
      const id = `rule-${rules.size + 1}`
      rules.set(id, { rule, seen: 0, hits: 0, end: new AbortController() })
      return id
    },
    release,
    releaseAll: () => [...rules.keys()].forEach(release),
    state: (id) => {
      const active = rules.get(id)
      return (
        active && { seen: active.seen, hits: active.hits, isReleased: active.end.signal.aborted }
      )
    },
    pass: async (apiKey) => {
      counts.set(apiKey, (counts.get(apiKey) ?? 0) + 1)
      const due = [...rules.values()].filter((active) => isDue(active, apiKey))
      for (const active of due) if ((await act(active)) === 'cut') return 'cut'
      return 'forward'
    },
    counts: () => new Map(counts),
  }
}

function isDue(active: ActiveRule, apiKey: number): boolean {
  if (active.rule.apiKey !== apiKey || active.end.signal.aborted) return false
  active.seen += 1
  return active.rule.nth === undefined || active.rule.nth === active.seen
}

async function act(active: ActiveRule): Promise<'forward' | 'cut'> {
  const { rule, end } = active
  active.hits += 1
  if (rule.action === 'cut') return 'cut'
  await released(end.signal, rule.action === 'delay' ? (rule.delayMs ?? 0) : undefined)
  return 'forward'
}

async function released(signal: AbortSignal, atMostMs: number | undefined): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const timer = atMostMs === undefined ? undefined : setTimeout(() => resolve(), atMostMs)
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', end, { once: true })
  })
}
