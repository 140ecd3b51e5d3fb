import {
  holdRequest,
  isPassed,
  readTopic,
  readTransactionLog,
  readWorkHistory,
  waitForWork,
  type HeldRequest,
  type Lab,
  type ProgramEnd,
  type ProgramMoment,
  type TransactionLog,
  type WorkHistory,
  type WorkSeen,
} from '#checks/index.ts'
import { doing } from './16-transactions.messages.ts'
import {
  feedLot,
  isTransferred,
  isWanted,
  look,
  setUpWork,
  type Input,
  type Look,
  type Work,
} from './16-transactions.work.ts'

/** All that the grader saw of the program, through its faults and to its end. */
export type Run = {
  readonly groupId: string
  readonly input: string
  readonly inputs: readonly Input[]
  readonly last: Look
  /** What it had left undone when it was told to stop, after it had done nothing any more. */
  readonly idle: readonly Input[]
  readonly history: WorkHistory
  readonly transactions: TransactionLog
  readonly moments: readonly ProgramMoment[]
  readonly end: ProgramEnd
}

const PRODUCE = 0
const TXN_OFFSET_COMMIT = 28
const STOP_MS = 10_000
/** Longer than the patience of a program that sends once more by itself. */
const DELAY_MS = 2_500
const COMMIT_MS = 8_000
/** A program that does nothing for so long after a lost answer is stuck. */
const STUCK_MS = 8_000
const MARKERS_MS = 3_000

/** Feeds the program in lots while answers are lost, and kills it between two writes. */
export async function runThroughFaults(lab: Lab): Promise<Run> {
  const work = await setUpWork(lab)
  const { draw } = lab
  const crashes = draw.shuffle([
    { apiKey: PRODUCE, nth: draw.pick([2, 4]), isNeeded: true },
    { apiKey: TXN_OFFSET_COMMIT, nth: draw.integer(1, 3), isNeeded: false },
  ])
  let isAtWork = await firstLot(work)
  for (const crash of crashes) if (isAtWork) isAtWork = await crashOnce(work, crash)
  if (isAtWork) await untilCovered(work)
  const idle = isAtWork ? [] : missingIn(await look(work), work.inputs)
  const end = await work.program.stop(STOP_MS)
  await lab.whenDrained()
  const { value: last } = await lab.waitFor(
    doing.finishing,
    () => look(work),
    ({ blocked }) => blocked.length === 0,
    { timeoutMs: isAtWork ? MARKERS_MS : 0 },
  )
  const { groupId, input, inputs } = work
  const observed = {
    groupId,
    input: (await readTopic(lab.kafka, input))!,
    output: (await readTopic(lab.kafka, work.output))!,
  }
  const requests = await lab.readRequests()
  const history = readWorkHistory(requests, observed)
  const transactions = readTransactionLog(requests)
  const moments = work.program.moments()
  return { groupId, input, inputs, last, idle, history, transactions, moments, end }
}

/**
 * One or two Produce requests of it lose their answers, and one is late. Those are each the second
 * of a pair, the repeated one being counted: kafkajs mixes up the numbers of two writes that are
 * under way at the same time when the answer to the first of them is lost. A client may also get
 * stuck over it for a minute (librdkafka 2.16, which waits for a broker handle it has given up):
 * such a program is killed and started again, as a supervisor that looks after it would do.
 * Offsets are not cut off: kafkajs leaves that error to the program, and who hands on resolved offsets
 * with `uncommittedOffsets` loses the input then, however right the rest is.
 */
async function firstLot(work: Work): Promise<boolean> {
  const { lab, program } = work
  const losses = lab.draw.pick([[2], [2, 5]])
  const rules = [
    ...(await Promise.all(
      losses.map((nth) =>
        lab.faults.addRule({ action: 'lose-answer', apiKey: PRODUCE, nth }, doing.lost),
      ),
    )),
    await lab.faults.addRule(
      { action: 'delay', apiKey: PRODUCE, nth: lab.draw.integer(3, 4), delayMs: DELAY_MS },
      doing.late,
    ),
  ]
  program.start()
  await feedLot(work)
  // Until then it may still be starting, which takes some programs longer than STUCK_MS.
  const begun = await waitForWork(lab, program, doing.working, async () => {
    const states = await Promise.all(rules.map((rule) => rule.look()))
    return { ...(await readWork(work)), isHeld: states.some(({ hits }) => hits > 0) }
  })
  if (begun === 'held') await reviveIfStuck(work, () => readWork(work))
  for (const rule of rules) await rule.release()
  return untilWorkedOff(work)
}

/**
 * What a client does to itself over a fault may show only in its next transaction. Once in a run the
 * program is killed for it; then it has to work.
 */
async function reviveIfStuck(work: Work, read: () => Promise<WorkSeen>): Promise<void> {
  const { lab, program } = work
  const isDue = program.moments().every(({ kind }) => kind !== 'killed')
  if (!isDue) return
  const outcome = await waitForWork(lab, program, doing.working, read, STUCK_MS)
  if (outcome === 'vain') await program.crash(async () => {})
}

type Crash = { readonly apiKey: number; readonly nth: number; readonly isNeeded: boolean }

/** Kills the program at the nth request of a kind; one that sends none of them goes on alive. */
async function crashOnce(work: Work, { apiKey, nth, isNeeded }: Crash): Promise<boolean> {
  const what = apiKey === PRODUCE ? doing.heldWrite(nth) : doing.heldOffsets(nth)
  const held = await holdRequest(work.lab, { apiKey, nth, isLost: false, what })
  const outcome = await feedUntilHeld(work, held, isNeeded ? nth : 1)
  if (outcome === 'held') await work.program.crash(held.release)
  else await held.release()
  if (outcome === 'vain') return false
  return untilWorkedOff(work)
}

/** A program that writes many pairs in one request needs more than one lot to come to the nth. */
async function feedUntilHeld(work: Work, held: HeldRequest, lots: number) {
  for (let fed = 0; fed < lots; fed++) {
    await feedLot(work)
    const read = async () => ({ ...(await readWork(work)), isHeld: await held.isHeld() })
    await reviveIfStuck(work, read)
    const outcome = await waitForWork(work.lab, work.program, doing.working, read)
    if (outcome !== 'done') return outcome
  }
  return 'done'
}

async function untilWorkedOff(work: Work): Promise<boolean> {
  const { lab, program, inputs, lost } = work
  const outcome = await waitForWork(lab, program, doing.working, () => readWork(work))
  const seen = await look(work)
  for (const { id } of missingIn(seen, inputs)) lost.add(id)
  return outcome === 'done'
}

async function readWork(work: Work): Promise<WorkSeen> {
  const seen = await look(work)
  const missing = missingIn(seen, work.inputs).filter(({ id }) => !work.lost.has(id))
  const arePassed = missing.every((input) => isPassed(seen, input))
  return { progress: seen.messages.length, missing: missing.length, arePassed }
}

/** The inputs that have to lead to a debit and a credit, and have not. */
function missingIn(seen: Look, inputs: readonly Input[]): Input[] {
  return inputs.filter((input) => isWanted(input) && !isTransferred(seen, input))
}

async function untilCovered(work: Work): Promise<void> {
  await work.lab.waitFor(
    doing.committing,
    () => look(work),
    (seen) => work.inputs.every((input) => isPassed(seen, input)),
    { timeoutMs: COMMIT_MS, isHopeless: () => work.program.hasEnded() },
  )
}
