import type { ProxyRule, ProxyRuleState } from '#core/proxy-rule.ts'

/** What becomes of a request. */
export type Passage = 'forward' | 'cut' | 'lose-answer'

/** The rules in force and the requests counted. */
export type RuleBook = {
  /** Puts a rule in force and returns its id. */
  readonly add: (rule: ProxyRule) => string
  /** Ends a rule; what it held goes on. False when there is no such rule. */
  readonly release: (id: string) => boolean
  readonly releaseAll: () => void
  readonly state: (id: string) => ProxyRuleState | undefined
  /** Counts a request and waits as long as the rules say. */
  readonly pass: (apiKey: number) => Promise<Passage>
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
      let passage: Passage = 'forward'
      for (const active of due) {
        const own = await act(active)
        if (own === 'cut') return 'cut'
        if (own === 'lose-answer') passage = own
      }
      return passage
    },
    counts: () => new Map(counts),
  }
}

function isDue(active: ActiveRule, apiKey: number): boolean {
  if (active.rule.apiKey !== apiKey || active.end.signal.aborted) return false
  active.seen += 1
  return active.rule.nth === undefined || active.rule.nth === active.seen
}

async function act(active: ActiveRule): Promise<Passage> {
  const { rule, end } = active
  active.hits += 1
  if (rule.action === 'cut' || rule.action === 'lose-answer') return rule.action
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
