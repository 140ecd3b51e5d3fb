import {
  createTopic,
  jsonLines,
  partitionsOf,
  readTopicEnds,
  runProducer,
  storedEvents,
  type Lab,
  type ProducerRun,
} from '#checks/index.ts'
import { HIGH, type TicketEvent, type Trial } from './14-choose-partition.events.ts'
import type { StoredTicket } from './14-choose-partition.places.ts'

/** What became of the events of one call. */
export type Run = Trial & {
  /** 1 for the first call. */
  readonly number: number
  readonly delivery: ProducerRun
  readonly high: readonly StoredTicket[]
  readonly others: readonly StoredTicket[]
  /** Where those with priority high are. */
  readonly chosen: readonly number[]
  /** The partition that was kept free, or should have been. */
  readonly reserved: number
  /** Where the others are, apart from the reserved partition. */
  readonly used: readonly number[]
}

const DEADLINE_MS = 90_000

/** Calls the program for one trial after the other, until something is not right. */
export async function runTrials(lab: Lab, trials: readonly Trial[]): Promise<Run> {
  let last: Run | undefined
  for (const [at, trial] of trials.entries()) {
    if (last && !isRight(last)) break
    last = await runOnce(lab, trial, at + 1)
  }
  return last!
}

async function runOnce(lab: Lab, trial: Trial, number: number): Promise<Run> {
  const { partitions, vip, events } = trial
  const topic = lab.name(`user-events-${number}`)
  await createTopic(lab.kafka, { topic, partitions })
  const variables = {
    TOPIC: topic,
    EVENTS_FILE: await lab.writeInput(`${topic}.jsonl`, jsonLines(events)),
    VIP_PARTITION: String(vip),
  }
  const endsBefore = await readTopicEnds(lab.kafka)
  const task = { topic, events, variables, deadlineMs: DEADLINE_MS, endsBefore }
  const delivery = await runProducer(lab, task)
  const found = storedEvents(events, delivery.match)
  const high = found.filter(({ event }) => isHigh(event))
  const others = found.filter(({ event }) => !isHigh(event))
  const chosen = partitionsOf(high)
  // Who mistook the number has failed 14-C1; what is asked here is whether a partition is kept free.
  const reserved = chosen.length === 1 ? chosen[0]! : vip
  const used = partitionsOf(others).filter((partition) => partition !== reserved)
  return { ...trial, number, delivery, high, others, chosen, reserved, used }
}

function isRight({ vip, events, delivery, high, others, used }: Run): boolean {
  const { byNonce, unidentified, combined } = delivery.match
  const areOnceEach = events.every(({ nonce }) => byNonce.get(nonce)!.length === 1)
  const areAlone = unidentified.length + combined.length === 0
  const arePlaced =
    high.every(({ message }) => message.partition === vip) &&
    others.every(({ message }) => message.partition !== vip)
  return areOnceEach && areAlone && arePlaced && used.length > 1
}

/** Whether an event belongs into the reserved partition. */
export function isHigh({ priority }: TicketEvent): boolean {
  return priority === HIGH
}
