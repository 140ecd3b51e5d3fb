import {
  holdRequest,
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
  isPassed,
  isStored,
  look,
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
  readonly crashes: number
  /** Every crash that was planned has happened. */
  readonly isWhole: boolean
  /** Seen while a Produce request was held. */
  readonly early: EarlyCommit | undefined
  readonly holds: readonly Hold[]
  readonly moments: readonly ProgramMoment[]
  readonly last: Look
  readonly history: WorkHistory
  readonly end: ProgramEnd
}

type Crash = { readonly nth: number; readonly isLost: boolean; readonly watchMs: number }

const PRODUCE = 0
const STOP_MS = 10_000
/** Clients that commit by a timer do so every 5 s. */
const COMMIT_MS = 8_000
const LONG_WATCH_MS = 6_500
const SHORT_WATCH_MS = 1_200

/** Feeds the worker in lots, kills it while it writes, and watches what group and output say. */
export async function runThroughCrashes(lab: Lab): Promise<Run> {
  const work = await setUpWork(lab)
  const { draw } = lab
  const crashes: Crash[] = draw.shuffle([
    { nth: draw.integer(2, 4), isLost: true, watchMs: LONG_WATCH_MS },
    { nth: draw.integer(2, 4), isLost: false, watchMs: SHORT_WATCH_MS },
  ])
  const cut = await lab.faults.addRule(
    { action: 'cut', apiKey: PRODUCE, nth: draw.integer(1, 2) },
    doing.cut,
  )
  work.program.start()
  await feed(work)
  let isWhole = await untilWorkedOff(work)
  await cut.release()
  let early: EarlyCommit | undefined
  let done = 0
  for (const crash of crashes) {
    if (!isWhole) break
    await untilCommitted(work, work.hasCommitted || done === 0 ? COMMIT_MS : 0)
    const seen = await crashOnce(work, crash)
    early ??= seen.early
    isWhole = seen.isHeld
    if (isWhole) done += 1
    if (isWhole) isWhole = await untilWorkedOff(work)
  }
  await untilCommitted(work, COMMIT_MS)
  const end = await work.program.stop(STOP_MS)
  await lab.whenDrained()
  const history = await readHistory(work)
  const { groupId, input, items, holds } = work
  const seen = { groupId, input, items, holds, crashes: done, isWhole, early }
  return { ...seen, moments: work.program.moments(), last: await look(work), history, end }
}

/** Waits until all is in the output but for what the group has passed; false when that is vain. */
async function untilWorkedOff(work: Work): Promise<boolean> {
  const { lab, program, items, lost } = work
  const outcome = await waitForWork(lab, program, doing.working, () => readWork(work, items))
  const seen = await look(work)
  for (const { nonce } of items) if (!isStored(seen, nonce)) lost.add(nonce)
  return outcome === 'done'
}

async function readWork(work: Work, wanted: readonly Item[]): Promise<WorkSeen> {
  const seen = await look(work)
  const missing = wanted.filter(({ nonce }) => !isStored(seen, nonce) && !work.lost.has(nonce))
  const arePassed = missing.every((item) => isPassed(seen, item))
  return { progress: countCopies(seen), missing: missing.length, arePassed }
}

/** Waits until the group stands at the end of what it was fed, so that a crash repeats little. */
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
async function crashOnce(work: Work, { nth, isLost, watchMs }: Crash) {
  const { lab } = work
  const firstLot = (work.items.at(-1)?.lot ?? 0) + 1
  const held = await holdRequest(lab, {
    apiKey: PRODUCE,
    nth,
    isLost,
    what: doing.held(nth),
  })
  const isHeld = await feedUntilHeld(work, held, nth)
  if (!isHeld) {
    await held.release()
    return { isHeld, early: undefined }
  }
  work.holds.push({ atMs: Date.now(), isLost })
  const fresh = () => work.items.filter(({ lot }) => lot >= firstLot)
  const { value: early } = await lab.waitFor(
    doing.watching,
    async () => findEarly(await look(work), fresh()),
    (found) => found !== undefined,
    { timeoutMs: watchMs },
  )
  await work.program.crash(held.release)
  return { isHeld, early }
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
