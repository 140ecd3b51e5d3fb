import type { GivenEvent, Lab } from '#checks/index.ts'

/** The priority whose events have a partition of their own. */
export const HIGH = 'high'

/** Something to be done; `priority` says how urgent it is. */
export type TicketEvent = GivenEvent & { readonly priority: string }

/** Three that hold the word and are not high: who does not compare the whole text mixes them up. */
const OTHERS = ['normal', 'low', 'medium-high', 'high-on-hold', 'High'] as const

/** What the program is called for. */
export type Trial = {
  readonly partitions: number
  readonly vip: number
  readonly events: readonly TicketEvent[]
}

/**
 * Two calls. In the first the reserved partition has others on both sides, of which only one is
 * behind it; so it is among those that programs like to write down for the others, and few are left
 * for who counts on from it. In the second it is 0, which is false to some, and has none before it.
 */
export function drawTrials(lab: Lab): Trial[] {
  const { draw } = lab
  return [
    { partitions: 4, vip: 2, events: drawEvents(lab) },
    { partitions: draw.integer(6, 9), vip: 0, events: drawEvents(lab) },
  ]
}

/** Events of all priorities in no order; so many that chance alone keeps no partition free. */
function drawEvents(lab: Lab): TicketEvent[] {
  const { draw } = lab
  const priorities = draw.shuffle([
    ...OTHERS.flatMap((priority) => Array<string>(draw.integer(10, 13)).fill(priority)),
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
