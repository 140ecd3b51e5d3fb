import {
  commitBehind,
  createWorkTopics,
  readMessages,
  readPositions,
  readTopic,
  sendMessages,
  superviseProgram,
  type InputPositions,
  type Lab,
  type ObservedMessage,
  type SupervisedProgram,
  type WorkTopics,
} from '#checks/index.ts'

/** An input of the exercise; lot 0 lies before the offsets the group has committed. */
export type Input = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly amount: number
  readonly bad?: true
  readonly partition: number
  readonly offset: bigint
  readonly lot: number
}

/** What is in the output for an input, apart from what was aborted or is still open. */
export type Pair = { readonly debits: readonly Entry[]; readonly credits: readonly Entry[] }

/** An output message as the program wrote it. */
export type Entry = { readonly key: string; readonly account: unknown; readonly amount: unknown }

/** What group and output say at one moment; the group was asked first. */
export type Look = {
  readonly committed: InputPositions
  readonly messages: readonly ObservedMessage[]
  /** By id of the input. */
  readonly pairs: ReadonlyMap<string, Pair>
  /** What counts in the output and is neither a debit nor a credit of an input. */
  readonly strange: readonly ObservedMessage[]
  /** Offsets of the output that no read_committed consumer gets to, by partition. */
  readonly blocked: readonly { partition: number; stable: bigint; end: bigint }[]
}

/** The program at work: its topics, and what it was given. */
export type Work = WorkTopics & {
  readonly lab: Lab
  readonly inputs: Input[]
  /** Ids that the group has passed and that are not awaited any more. */
  readonly lost: Set<string>
  readonly program: SupervisedProgram
}

const DEADLINE_MS = 240_000

/** Topics with some old inputs, and a group that stands behind them. */
export async function setUpWork(lab: Lab): Promise<Work> {
  const { draw } = lab
  const topics = await createWorkTopics(lab, 'user-events-out')
  const { input, output, groupId } = topics
  const variables = {
    IN_TOPIC: input,
    OUT_TOPIC: output,
    GROUP: groupId,
    TRANSACTIONAL_ID: lab.name('transfer'),
  }
  const program = superviseProgram(lab, groupId, { variables, deadlineMs: DEADLINE_MS })
  const work: Work = { ...topics, lab, inputs: [], lost: new Set(), program }
  const counts = draw.shuffle([draw.integer(3, 4), draw.integer(6, 8), draw.integer(10, 12)])
  await feed(work, 0, counts)
  await commitBehind(lab, topics, counts)
  return work
}

/** Sends the next lot: in each partition a few inputs, one of them bad, and never the last one. */
export async function feedLot(work: Work): Promise<void> {
  const { draw } = work.lab
  const lot = (work.inputs.at(-1)?.lot ?? 0) + 1
  const counts = work.partitions.map(() => draw.integer(3, 5))
  await feed(work, lot, counts)
}

async function feed(work: Work, lot: number, counts: readonly number[]): Promise<void> {
  const { lab, input, partitions, inputs } = work
  const drawn = partitions.flatMap((partition) => {
    const count = counts[partition]!
    const badAt = lab.draw.integer(0, count - 2)
    return Array.from({ length: count }, (_, at) => drawInput(lab, partition, at === badAt))
  })
  const sent = await sendMessages(
    lab.kafka,
    input,
    drawn.map(({ partition, ...value }) => ({ partition, value: JSON.stringify(value) })),
  )
  inputs.push(...drawn.map((each, at) => ({ ...each, ...sent[at]!, lot })))
}

function drawInput({ draw, nonce }: Lab, partition: number, isBad: boolean) {
  const from = draw.integer(1000, 9999)
  const to = draw.integer(1000, 9999, [from])
  const amount = draw.integer(2, 999, [10, 50, 100, 500])
  const input = { partition, id: nonce(), from: `acc-${from}`, to: `acc-${to}`, amount }
  return isBad ? { ...input, bad: true as const } : input
}

/** Asks the group first and the output second, so a race errs in favour of the program. */
export async function look({ lab, output, inputs, ...topics }: Work): Promise<Look> {
  const committed = await readPositions(lab, topics)
  const observed = await readTopic(lab.kafka, output)
  const { messages } = await readMessages(lab.kafka, output, { view: 'stored' })
  return {
    committed,
    messages,
    ...pairsIn(messages, inputs),
    blocked: observed!.partitions.filter(({ stable, end }) => stable < end),
  }
}

function pairsIn(messages: readonly ObservedMessage[], inputs: readonly Input[]) {
  const pairs = new Map(
    inputs.map(({ id }) => [id, { debits: [] as Entry[], credits: [] as Entry[] }]),
  )
  const strange: ObservedMessage[] = []
  for (const message of messages) {
    if (message.isAborted || message.isOpen) continue
    const { id, kind, account, amount } = fieldsOf(message.value)
    const pair = pairs.get(String(id))
    const entries = kind === 'debit' ? pair?.debits : kind === 'credit' ? pair?.credits : undefined
    if (entries) entries.push({ key: message.key?.toString() ?? 'null', account, amount })
    else strange.push(message)
  }
  return { pairs, strange }
}

function fieldsOf(value: Buffer | null): { readonly [name: string]: unknown } {
  try {
    const parsed: unknown = JSON.parse(value?.toString() ?? '')
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as { [name: string]: unknown })
      : {}
  } catch {
    return {}
  }
}

/** Debit and credit of a good input are there to stay. */
export function isTransferred({ pairs }: Look, { id }: Input): boolean {
  const { debits, credits } = pairs.get(id)!
  return debits.length > 0 && credits.length > 0
}

/** Old inputs were handled before the group's offsets, so nothing is to be written for them. */
export function isWanted({ lot, bad }: Input): boolean {
  return lot > 0 && !bad
}
