import type { GivenEvent, Lab } from '#checks/index.ts'

/** The priority whose events have a partition of their own. */
export const HIGH = 'high'

/** Something to be done; `priority` says how urgent it is. */
export type TicketEvent = GivenEvent & { readonly priority: string }

/** Two that hold the word and are not high: who looks for a part of the text mixes them up. */
const OTHERS = ['normal', 'low', 'medium-high', 'high-on-hold'] as const

/** What the program is called for. */
export type Trial = {
  readonly partitions: number
  readonly vip: number
  readonly events: readonly TicketEvent[]
}

/**
 * Two calls. In the first the reserved partition is neither among the first ones, which programs
 * like to write down, nor the last one. In the second it is one of the first, and there are fewer
 * partitions than in any first call, for those who wrote down where all the others go.
 */
export function drawTrials(lab: Lab): Trial[] {
  const { draw } = lab
  const many = draw.integer(6, 9)
  return [
    { partitions: many, vip: draw.integer(4, many - 2), events: drawEvents(lab) },
    { partitions: 4, vip: draw.integer(0, 1), events: drawEvents(lab) },
  ]
}

/** Events of all priorities in no order; so many that chance alone keeps no partition free. */
function drawEvents(lab: Lab): TicketEvent[] {
  const { draw } = lab
  const priorities = draw.shuffle([
    ...OTHERS.flatMap((priority) => Array<string>(draw.integer(12, 15)).fill(priority)),
    ...Array<string>(draw.integer(12, 16)).fill(HIGH),
  ])
  const customers = Array.from({ length: 15 }, () => `c${draw.token(draw.integer(4, 7))}`)
  return priorities.map((priority) => ({
    ticket: draw.integer(10_000, 99_999),
    customer: draw.pick(customers),
    volume: draw.pick(['high', 'low', 'normal']),
    priority,
    text: draw.pick(['printer on fire', '로그인이 안 됩니다', 'high bill', '배송 문의', 'thanks!']),
    nonce: lab.nonce(),
  }))
}
