import { readMessages } from '#kafka/read-messages.ts'
import type { Lab } from './lab.ts'
import { matchEvents, type GivenEvent } from './match-events.ts'

/** How many events are in a topic and do not count, by what became of their transaction. */
export type Uncommitted = { readonly open: number; readonly aborted: number }

/** Looks for events without a visible message among those that transactions hide. */
export async function readUncommitted(
  lab: Lab,
  topic: string,
  missing: readonly GivenEvent[],
): Promise<Uncommitted> {
  if (missing.length === 0) return { open: 0, aborted: 0 }
  const { messages } = await readMessages(lab.kafka, topic, { view: 'stored' })
  const countIn = (found: typeof messages) =>
    missing.length - matchEvents(missing, found).missing.length
  // What is stored behind an open transaction has to wait for it as well.
  const open = countIn(messages.filter(({ isAborted }) => !isAborted))
  const aborted = countIn(messages) - open
  return { open, aborted }
}
