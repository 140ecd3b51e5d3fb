import {
  holdRequest,
  isPassed,
  readTopic,
  readWorkHistory,
  waitForWork,
  type HeldRequest,
  type Lab,
  type ProgramEnd,
  type ProgramMoment,
  type WorkHistory,
  type WorkSeen,
} from '#checks/index.ts'
import { doing } from './15-at-least-once.messages.ts'
import {
  countCopies,
  feed,
  findEarly,
  look,
  missingIn,
  setUpWork,
  type EarlyCommit,
  type Hold,
  type Item,
  type Look,
  type Work,
} from './15-at-least-once.work.ts'

/** All that the grader saw of the program, through its crashes and to its end. */
export type Run = {
  readonly groupId: string
  readonly input: string
  readonly items: readonly Item[]
  /** Every trial that was planned has come about, and the worker went on after it. */
  readonly isWhole: boolean
  /** What it had left undone when it was told to stop, after it had done nothing any more. */
  readonly idle: readonly Item[]
  /** Seen while no write could reach the output. */
  readonly early: EarlyCommit | undefined
  readonly holds: readonly Hold[]
  readonly moments: readonly ProgramMoment[]
  readonly last: Look
  readonly history: WorkHistory
  readonly end: ProgramEnd
}

type Crash = { readonly nth: number; readonly isLost: boolean }

/** What one trial showed; it did not come about when the worker no longer worked. */
type Trial = { readonly cameAbout: boolean; readonly early: EarlyCommit | undefined }

const PRODUCE = 0
const STOP_MS = 10_000
/** Clients that commit by a timer do so every 5 s. */
const COMMIT_MS = 8_000
/**
 * Those that do commit get longer: on a busy machine a round may fail, and one crash would repeat
 * two lots.
 */
const SETTLE_MS = 20_000
const WATCH_MS = 1_200
/**
 * Longer than a timer of 5 s; by default kafkajs gives a write up after six tries in about 10 s. How
 * often it was tried does not tell earlier: many writes at a time are many tries at once.
 */
const OUTAGE_MS = { usual: 12_000, most: 30_000 }
/** So often has it tried when it has given one write up and begun with the next. */
const SOME_TRIES = 7
/** A worker that does nothing for so long after an outage is stuck. */
const STUCK_MS = 12_000

/** Feeds the worker in lots, kills it while it writes, and watches what group and output say. */
export async function runThroughCrashes(lab: Lab): Promise<Run> {
  const work = await setUpWork(lab)
  const { draw } = lab
  const crash = async (how: Crash) => {
    await settleCommits(work)
    return crashOnce(work, how)
  }
  const lost = { nth: draw.integer(2, 3), isLost: true }
  const arriving = { nth: draw.integer(2, 3), isLost: false }
  const trials = draw.shuffle([
    () => crash(lost),
    () => crash(arriving),
    () => breakConnections(work),
  ])
  work.program.start()
  await feed(work)
  let isWhole = await untilWorkedOff(work)
  let early: EarlyCommit | undefined
  for (const trial of trials) {
    if (!isWhole) break
    const seen = await trial()
    early ??= seen.early
    isWhole = seen.cameAbout && (await untilWorkedOff(work))
  }
  await untilCommitted(work, work.hasCommitted ? SETTLE_MS : COMMIT_MS)
  const idle = isWhole ? [] : missingIn(await look(work), work.items)
  const end = await work.program.stop(STOP_MS)
  await lab.whenDrained()
  const history = await readHistory(work)
  const { groupId, input, items, holds } = work
  const seen = { groupId, input, items, holds, isWhole, idle, early }
  return { ...seen, moments: work.program.moments(), last: await look(work), history, end }
}

/** Waits until all is in the output but for what the group has passed; false when that is vain. */
async function untilWorkedOff(work: Work): Promise<boolean> {
  const { lab, program, items, lost } = work
  const outcome = await waitForWork(lab, program, doing.working, () => readWork(work, items))
  const seen = await look(work)
  for (const { nonce } of missingIn(seen, items)) lost.add(nonce)
  return outcome === 'done'
}

async function readWork(work: Work, wanted: readonly Item[]): Promise<WorkSeen> {
  const seen = await look(work)
  const missing = missingIn(seen, wanted).filter(({ nonce }) => !work.lost.has(nonce))
  const arePassed = missing.every((item) => isPassed(seen, item))
  return { progress: countCopies(seen), missing: missing.length, arePassed }
}

/** So that a crash repeats one lot at most; in vain for a worker that has never committed. */
async function settleCommits(work: Work): Promise<void> {
  await untilCommitted(work, work.hasCommitted === false ? 0 : SETTLE_MS)
}

/** Waits until the group stands at the end of what it was fed. */
async function untilCommitted(work: Work, timeoutMs: number): Promise<void> {
  const before = work.items.filter(({ lot }) => lot === 0)
  const { value } = await work.lab.waitFor(
    doing.committing,
    () => look(work),
    (seen) => work.items.every((item) => isPassed(seen, item)),
    { timeoutMs, isHopeless: () => work.program.hasEnded() },
  )
  work.hasCommitted = work.partitions.some((partition) => {
    const start = before.filter((item) => item.partition === partition).length
    return (value.committed.get(partition) ?? 0n) > BigInt(start)
  })
}

/** One lot, the program stopped in the middle of writing it, watched, and killed. */
async function crashOnce(work: Work, { nth, isLost }: Crash): Promise<Trial> {
  const fresh = itemsFromNow(work)
  const what = doing.held(nth)
  const held = await holdRequest(work.lab, { apiKey: PRODUCE, nth, isLost, what })
  const isHeld = await feedUntilHeld(work, held, nth)
  if (!isHeld) {
    await held.release()
    return { cameAbout: false, early: undefined }
  }
  work.holds.push({ atMs: Date.now(), kind: isLost ? 'lost' : 'held' })
  const { value: early } = await work.lab.waitFor(
    doing.watching,
    async () => findEarly(await look(work), fresh()),
    (found) => found !== undefined,
    { timeoutMs: WATCH_MS },
  )
  await work.program.crash(held.release)
  return { cameAbout: true, early }
}

/** One lot of which no write gets through for a while; then everything is well again. */
async function breakConnections(work: Work): Promise<Trial> {
  const { lab, program } = work
  const fresh = itemsFromNow(work)
  const outage = await lab.faults.addRule({ action: 'cut', apiKey: PRODUCE }, doing.cut)
  await feed(work)
  const outcome = await waitForWork(lab, program, doing.working, async () => {
    const isHeld = (await outage.look()).hits > 0
    return { ...(await readWork(work, work.items)), isHeld }
  })
  const startedAt = performance.now()
  work.holds.push({ atMs: Date.now(), kind: 'outage' })
  const { value } = await lab.waitFor(
    doing.broken,
    async () => {
      const early = findEarly(await look(work), fresh())
      const { hits } = await outage.look()
      const forMs = performance.now() - startedAt
      const isOver = forMs > OUTAGE_MS.usual && (hits >= SOME_TRIES || program.hasEnded())
      return { early, isOver }
    },
    ({ early, isOver }) => isOver || early !== undefined,
    { timeoutMs: outcome === 'held' ? OUTAGE_MS.most : 0 },
  )
  await outage.release()
  work.holds.push({ atMs: Date.now(), kind: 'over' })
  await reviveIfStuck(work)
  return { cameAbout: outcome === 'held', early: value.early }
}

/** A client may have given up for good; a supervisor that looks after it would begin anew. */
async function reviveIfStuck(work: Work): Promise<void> {
  const read = () => readWork(work, work.items)
  const outcome = await waitForWork(work.lab, work.program, doing.working, read, STUCK_MS)
  if (outcome === 'vain') await work.program.crash(async () => {})
}

function itemsFromNow({ items }: Work): () => Item[] {
  const lot = items.at(-1)?.lot ?? 0
  return () => items.filter((item) => item.lot > lot)
}

/** A worker that writes many messages in one request needs more than one lot to come to the nth. */
async function feedUntilHeld(work: Work, held: HeldRequest, nth: number): Promise<boolean> {
  for (let lots = 0; lots < nth; lots++) {
    await feed(work)
    const outcome = await waitForWork(work.lab, work.program, doing.working, async () => {
      const isHeld = await held.isHeld()
      return { ...(await readWork(work, work.items)), isHeld }
    })
    if (outcome !== 'done') return outcome === 'held'
    await settleCommits(work)
  }
  return false
}

async function readHistory(work: Work): Promise<WorkHistory> {
  const { lab, groupId } = work
  const [input, output] = [
    await readTopic(lab.kafka, work.input),
    await readTopic(lab.kafka, work.output),
  ]
  return readWorkHistory(await lab.readRequests(), { groupId, input: input!, output: output! })
}
