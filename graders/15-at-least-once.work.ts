import {
  commitBehind,
  createWorkTopics,
  readMessages,
  readPositions,
  sendMessages,
  sendNonces,
  superviseProgram,
  type InputPositions,
  type Lab,
  type ObservedMessage,
  type PrintableMessage,
  type SupervisedProgram,
  type WorkTopics,
} from '#checks/index.ts'

/** A message of the input; lot 0 was worked off before the program is first started. */
export type Item = PrintableMessage & { readonly lot: number }

/** What group and output say at one moment; the group was asked first. */
export type Look = {
  readonly committed: InputPositions
  /** By nonce; those of aborted transactions are left out. */
  readonly copies: ReadonlyMap<string, readonly ObservedMessage[]>
  /** Values in the output that are not a nonce of the input. */
  readonly strangeValues: readonly (Buffer | null)[]
}

/** A commit that passed a message which was not in the output; no item = past the end. */
export type EarlyCommit = {
  readonly partition: number
  readonly offset: bigint
  readonly item: Item | undefined
}

/**
 * What was done to writes on their way, in milliseconds since 1970: one is held up until the kill and
 * then arrives (`held`) or does not (`lost`); none arrives from `outage` to `over`.
 */
export type Hold = { readonly atMs: number; readonly kind: 'held' | 'lost' | 'outage' | 'over' }

/** The worker at work: its topics, what it was given, and what became of that. */
export type Work = WorkTopics & {
  readonly lab: Lab
  readonly items: Item[]
  /** Nonces that the group has passed and that are not awaited any more. */
  readonly lost: Set<string>
  readonly program: SupervisedProgram
  readonly holds: Hold[]
  /** Undefined until the grader has first waited for a commit. */
  hasCommitted: boolean | undefined
}

const DEADLINE_MS = 240_000

/** Topics with some old messages, which are worked off, and a group that stands behind them. */
export async function setUpWork(lab: Lab): Promise<Work> {
  const { draw } = lab
  const topics = await createWorkTopics(lab, 'user-events-done')
  const { input, output, groupId, partitions } = topics
  const counts = draw.shuffle([draw.integer(3, 5), draw.integer(8, 11), draw.integer(15, 18)])
  const old = await sendNonces(
    lab,
    input,
    partitions.flatMap((partition) => Array.from({ length: counts[partition]! }, () => partition)),
  )
  await sendMessages(
    lab.kafka,
    output,
    old.map(({ nonce }) => ({ value: nonce })),
  )
  await commitBehind(lab, topics, counts)
  const variables = {
    IN_TOPIC: input,
    OUT_TOPIC: output,
    GROUP: groupId,
    SESSION_TIMEOUT_MS: String(draw.integer(150, 250) * 100),
  }
  const program = superviseProgram(lab, groupId, { variables, deadlineMs: DEADLINE_MS })
  const items = old.map((message) => ({ ...message, lot: 0 }))
  return { ...topics, lab, items, lost: new Set(), program, holds: [], hasCommitted: undefined }
}

/** Sends the next lot. All of it together is less than what a crash may repeat. */
export async function feed({ lab, input, partitions, items }: Work): Promise<void> {
  const lot = (items.at(-1)?.lot ?? 0) + 1
  const counts = partitions.map(() => lab.draw.integer(14, 16))
  const order = partitions.flatMap((partition) =>
    Array.from({ length: counts[partition]! }, () => partition),
  )
  const sent = await sendNonces(lab, input, lab.draw.shuffle(order))
  items.push(...sent.map((message) => ({ ...message, lot })))
}

/** Asks the group first and the output second, so a race errs in favour of the worker. */
export async function look({ lab, output, items, ...topics }: Work): Promise<Look> {
  const committed = await readPositions(lab, topics)
  const { messages } = await readMessages(lab.kafka, output, { view: 'stored' })
  const copies = new Map<string, ObservedMessage[]>(items.map(({ nonce }) => [nonce, []]))
  const strangeValues: (Buffer | null)[] = []
  for (const message of messages) {
    if (message.isAborted) continue
    const known = copies.get(message.value?.toString() ?? '')
    if (known) known.push(message)
    else strangeValues.push(message.value)
  }
  return { committed, copies, strangeValues }
}

/** The first commit that stands behind a message of `items` which is not in the output. */
export function findEarly(seen: Look, items: readonly Item[]): EarlyCommit | undefined {
  for (const [partition, offset] of seen.committed) {
    const here = items.filter((item) => item.partition === partition)
    const item = here.find(({ nonce }) => seen.copies.get(nonce)!.length === 0)
    const bound = item?.offset ?? (here.at(-1)?.offset ?? offset) + 1n
    if (offset > bound) return { partition, offset, item }
  }
  return undefined
}

/** A message counts as worked off when no open transaction can take it back. */
export function isStored({ copies }: Look, nonce: string): boolean {
  return copies.get(nonce)!.some(({ isOpen }) => !isOpen)
}

/** Those of the messages that are not worked off. */
export function missingIn(seen: Look, items: readonly Item[]): Item[] {
  return items.filter(({ nonce }) => !isStored(seen, nonce))
}

/** How many messages the output holds. */
export function countCopies({ copies, strangeValues }: Look): number {
  return [...copies.values()].reduce((sum, { length }) => sum + length, strangeValues.length)
}
