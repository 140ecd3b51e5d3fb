import { readMessages } from '#kafka/read-messages.ts'
import type { ProgramEnd } from '#process/start-program.ts'
import type { Lab } from './lab.ts'
import { matchEvents, type EventMatch, type GivenEvent } from './match-events.ts'
import { readGrowth, type TopicEnds } from './topic-growth.ts'
import { readUncommitted, type Uncommitted } from './uncommitted-events.ts'
import { waitForEnd } from './wait-for-end.ts'

/** A program that has to send events, and the topics as they were before. */
export type ProducerTask = {
  readonly topic: string
  readonly events: readonly GivenEvent[]
  readonly variables: Readonly<Record<string, string>>
  readonly deadlineMs: number
  readonly endsBefore: TopicEnds
}

/** What became of the events. A message without the nonce of an event stands for none. */
export type ProducerRun = {
  readonly end: ProgramEnd
  readonly match: EventMatch
  /** Other topics that got messages meanwhile. */
  readonly strays: readonly string[]
  /** Events without a message that counts, which are in the topic all the same. */
  readonly uncommitted: Uncommitted
}

/** A producer that waits for no acknowledgement may be gone before its last message is in. */
const ARRIVAL_MS = 400

/** Runs a producer until it ends, or has had its time after everything was stored. */
export async function runProducer(lab: Lab, task: ProducerTask): Promise<ProducerRun> {
  const { topic, events, variables, deadlineMs, endsBefore } = task
  const read = async () => {
    const { messages } = await readMessages(lab.kafka, topic, { view: 'committed' })
    return withoutGuesses(events, matchEvents(events, messages))
  }
  lab.doing({ en: 'your producer is running', ko: '프로듀서를 실행하고 있습니다' })
  const program = lab.startProgram({ variables, deadlineMs })
  const end = await waitForEnd(lab, program, async () => (await read()).missing.length === 0)
  await lab.whenDrained()
  const { value: match } = await lab.waitFor(
    { en: 'reading the topic', ko: '토픽을 읽고 있습니다' },
    read,
    ({ missing }) => missing.length === 0,
    { timeoutMs: ARRIVAL_MS },
  )
  const nonces = events.map(({ nonce }) => nonce)
  const growth = await readGrowth(lab, endsBefore, nonces)
  const strays = growth.map((grown) => grown.topic).filter((grown) => grown !== topic)
  const uncommitted = await readUncommitted(lab, topic, match.missing)
  return { end, match, strays, uncommitted }
}

/** Nobody can tell where an unknown value belongs, so it is not counted as an event. */
function withoutGuesses(events: readonly GivenEvent[], match: EventMatch): EventMatch {
  const missing = events.filter(({ nonce }) => match.byNonce.get(nonce)!.length === 0)
  return { ...match, missing, arrivedCount: events.length - missing.length }
}
