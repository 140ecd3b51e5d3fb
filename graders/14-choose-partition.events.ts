import type { GivenEvent, Lab } from '#checks/index.ts'

/** The priority whose events have a partition of their own. */
export const HIGH = 'high'

/** Something to be done; `priority` says how urgent it is. */
export type TicketEvent = GivenEvent & { readonly priority: string }

/** Two that hold the word and are not high: who looks for a part of the text mixes them up. */
const OTHERS = ['normal', 'low', 'medium-high', 'high-on-hold'] as const

/** Where the topic and the reserved partition come from. */
export function drawPlan({ draw }: Lab) {
  const partitions = draw.integer(6, 9)
  // Neither among the first, which programs like to write down, nor the last one.
  return { partitions, vip: draw.integer(4, partitions - 2) }
}

/** Events of all priorities in no order; so many that chance alone keeps no partition free. */
export function drawEvents(lab: Lab): TicketEvent[] {
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
