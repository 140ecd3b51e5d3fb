import { pollUntil } from '#core/poll-until.ts'
import {
  commitOffsets,
  createTopic,
  ownersOf,
  readTopic,
  sendNonces,
  type Lab,
  type LearnerProgram,
  type PrintableMessage,
} from '#checks/index.ts'
import { readGroupOn } from '#checks/group-steps.ts'
import { createTopics, readLag, resetOffsets } from './bench-scripts-alone.ts'

/** Runs the learner's program without judging it; returns the seconds that its work took. */
export type AloneRun = (lab: Lab) => Promise<number>

/** An exercise whose grading is measured, with a right program for it. */
export type MeasuredExercise = {
  readonly id: string
  readonly fixture: string
  readonly entry: string
  readonly runAlone: AloneRun
  /** Grading may take this many times as long; 1.3 and 0.3 s on top when left out. */
  readonly share?: number
}

/**
 * Each program is run as often, with as much data and through the same stations as its grader does
 * it, but nothing is waited for that the program itself does not need.
 */
export const MEASURED: readonly MeasuredExercise[] = [
  { id: '02', fixture: 'one-create', entry: 'commands.sh', runAlone: createTopics, share: 1.5 },
  { id: '03', fixture: 'one-send', entry: 'producer.ts', runAlone: produce },
  { id: '04', fixture: 'each-message', entry: 'consumer.ts', runAlone: consume },
  { id: '05', fixture: 'tools', entry: 'reset.sh', runAlone: resetOffsets, share: 1.5 },
  { id: '06', fixture: 'lag-column', entry: 'lag.sh', runAlone: readLag, share: 1.5 },
  { id: '07', fixture: 'each-message', entry: 'worker.ts', runAlone: share },
]

const LIMIT_MS = 60_000

/** From the start to the exit. */
async function produce(lab: Lab): Promise<number> {
  const topic = lab.name('user-events')
  await createTopic(lab.kafka, { topic, partitions: lab.draw.integer(3, 6) })
  const lines = Array.from({ length: 8 }, () => `${JSON.stringify({ nonce: lab.nonce() })}\n`)
  const variables = { TOPIC: topic, EVENTS_FILE: await lab.writeInput('events', lines.join('')) }
  return secondsOf(await lab.startProgram({ variables, deadlineMs: LIMIT_MS }).ended)
}

/** Two starts, each to the exit after the SIGTERM that follows the last line. */
async function consume(lab: Lab): Promise<number> {
  const topic = lab.name('user-events')
  const partitions = lab.draw.integer(4, 6)
  await createTopic(lab.kafka, { topic, partitions })
  const variables = { TOPIC: topic, GROUP: lab.name('user-event-group') }
  const filled = range(partitions).slice(1)
  const readAll = async (messages: readonly PrintableMessage[]) => {
    const program = lab.startProgram({ variables, deadlineMs: LIMIT_MS })
    await untilPrinted([program], messages)
    return secondsOf(await program.stop(LIMIT_MS))
  }
  const first = await readAll(await sendNonces(lab, topic, [...filled, ...filled, ...filled]))
  const second = await readAll(await sendNonces(lab, topic, filled))
  return first + second
}

/** From the start of all workers to the last line after one of them has left. */
async function share(lab: Lab): Promise<number> {
  const topic = lab.name('user-events')
  const groupId = lab.name('user-event-group')
  const partitions = range(lab.draw.integer(4, 6))
  await createTopic(lab.kafka, { topic, partitions: partitions.length })
  await sendNonces(lab, topic, partitions)
  const { partitions: observed } = (await readTopic(lab.kafka, topic))!
  const ends = observed.map(({ partition, end }) => ({ partition, offset: end }))
  await commitOffsets(lab.kafka, groupId, topic, ends)
  const startedAt = performance.now()
  const workers = range(lab.draw.integer(2, 3)).map((index) => {
    const variables = { TOPIC: topic, GROUP: groupId, INSTANCE: String(index + 1) }
    return lab.startProgram({ variables, deadlineMs: 2 * LIMIT_MS })
  })
  const untilShared = (members: number) =>
    untilTrue(`${members} members to share the topic`, async () => {
      const seen = await readGroupOn(lab.kafka, groupId, topic, partitions.length)
      const { state, members: there } = seen.group
      const isComplete = state === 'Stable' && there.length === members
      return isComplete && ownersOf(seen).every((owners) => owners === 1)
    })
  await untilShared(workers.length)
  await untilPrinted(workers, await sendNonces(lab, topic, [...partitions, ...partitions]))
  const [leaver, ...others] = workers
  await leaver!.stop(LIMIT_MS)
  await untilShared(others.length)
  await untilPrinted(others, await sendNonces(lab, topic, partitions))
  return (performance.now() - startedAt) / 1000
}

function untilPrinted(
  programs: readonly LearnerProgram[],
  messages: readonly PrintableMessage[],
): Promise<void> {
  return untilTrue(`${messages.length} messages to be printed`, () =>
    messages.every(({ nonce }) => programs.some(({ linesWith }) => linesWith(nonce).length > 0)),
  )
}

async function untilTrue(what: string, read: () => Promise<boolean> | boolean): Promise<void> {
  const pace = { timeoutMs: LIMIT_MS, maxPauseMs: 20 }
  const { outcome } = await pollUntil(read, (isTrue) => isTrue, { what, ...pace })
  if (outcome !== 'ready') throw new Error(`waited ${LIMIT_MS / 1000} s in vain for ${what}`)
}

function secondsOf(end: Awaited<LearnerProgram['ended']>): number {
  if (end.exitCode === 0) return end.durationMs / 1000
  throw new Error(`a right program ended with exit code ${end.exitCode}: ${end.stderr.text}`)
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
