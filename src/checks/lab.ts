import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Bilingual } from '#core/bilingual.ts'
import { createDraw, type Draw } from '#core/draw.ts'
import type { ClusterFacts, LabAction, LabDescription } from '#core/lab.ts'
import { pollUntil, type PollOptions, type PollResult } from '#core/poll-until.ts'
import type { PhaseName } from '#core/worker-protocol.ts'
import { connectKafka, type KafkaConnection } from '#kafka/kafka-connection.ts'
import type { EngineChannel } from './engine-channel.ts'
import {
  startLearnerProgram,
  type LearnerProgram,
  type LearnerProgramOptions,
} from './learner-program.ts'
import { createLabFaults, type LabFaults } from './lab-faults.ts'
import { createPhaseClock } from './phase-clock.ts'
import { followRequests, type SeenRequests } from './seen-requests.ts'

/** What a grader works with: random data, its own view of the broker, the learner's program. */
export interface Lab extends AsyncDisposable {
  /** The learner's file that is run, or read; by its name. */
  readonly entryFile: string
  /** The private copy of the exercise's folder as the learner has it. */
  readonly submissionFolder: string
  /** The grader's own connection, over a listener the learner is not told; not for `brokers: 0`. */
  readonly kafka: KafkaConnection
  readonly draw: Draw
  /** Others may be at work on the cluster, so what else changes on it says nothing. */
  readonly isShared: boolean
  /** A natural name with the run's suffix, for example `user-events-x7k2`. */
  readonly name: (base: string) => string
  /** A random token that the grader recognises in any output; it cannot be known beforehand. */
  readonly nonce: () => string
  /** A step done once however many checks await it; its time is booked on the phase. */
  readonly once: <T>(phase: PhaseName, work: () => Promise<T>) => () => Promise<T>
  /** Puts an input file, also in a folder, where the program can read it; returns the absolute path. */
  readonly writeInput: (fileName: string, text: string) => Promise<string>
  readonly startProgram: (options: LearnerProgramOptions) => LearnerProgram
  /** Tells the learner what is going on. */
  readonly doing: (what: Bilingual) => void
  /** Waits for a condition, showing the learner what is being waited for. */
  readonly waitFor: <T>(
    what: Bilingual,
    read: () => Promise<T> | T,
    isReady: (value: T) => boolean,
    options: Omit<PollOptions<T>, 'what'>,
  ) => Promise<PollResult<T>>
  /** Waits until the broker has taken in all that ended programs had sent. */
  readonly whenDrained: () => Promise<void>
  /** What the learner's programs asked of the brokers so far. */
  readonly readRequests: () => Promise<SeenRequests>
  /** What the grader does to brokers and to the learner's way to them. */
  readonly faults: LabFaults
  readonly request: (action: LabAction) => Promise<unknown>
}

/** Long only where a program left a process behind that keeps its connection. */
const DRAINED_MS = 10_000

/** Connects to the brokers; disposing ends every program that still runs. */
export async function createLab(description: LabDescription, channel: EngineChannel): Promise<Lab> {
  const kafka = description.cluster && (await connect(description.cluster))
  const draw = createDraw(description.seed, description.slug)
  const faults = createLabFaults(channel, description.cluster?.brokerIds ?? [])
  const readRequests = await followRequests(description, faults.isUp)
  const programs: LearnerProgram[] = []
  const clock = createPhaseClock((phase, durationMs) =>
    channel.emit({ type: 'phase-ended', phase, durationMs }),
  )
  return {
    entryFile: description.entryFile,
    submissionFolder: description.submissionFolder,
    get kafka() {
      if (!kafka) throw new Error(`${description.slug} has no brokers, and its grader asks one`)
      return kafka
    },
    draw,
    isShared: description.cluster?.isShared ?? false,
    name: (base) => `${base}-${description.nameSuffix}`,
    nonce: () => `kl${draw.token(14)}`,
    once: (phase, work) => memoise(() => clock.time(phase, work)),
    writeInput: async (fileName, text) => {
      const file = path.join(description.dataFolder, fileName)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, text)
      return file
    },
    startProgram: (options) => {
      const program = startLearnerProgram(description, options, channel.emit)
      programs.push(program)
      return program
    },
    doing: (what) => channel.emit({ type: 'doing', what }),
    waitFor: (what, read, isReady, options) => {
      channel.emit({ type: 'doing', what })
      return pollUntil(read, isReady, { what: what.en, ...options })
    },
    whenDrained: async () => {
      await channel.request({ action: 'whenDrained', timeoutMs: DRAINED_MS })
      // The answer to a later request on the same listener says that the earlier ones were taken up.
      await readRequests()
    },
    readRequests,
    faults,
    request: channel.request,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(programs.map((program) => program[Symbol.asyncDispose]()))
      await kafka?.[Symbol.asyncDispose]()
    },
  }
}

function memoise<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => (result ??= work())
}

function connect({ brokersForGrader }: ClusterFacts): Promise<KafkaConnection> {
  return connectKafka(brokersForGrader, { clientId: 'kafkalings-grader' })
}
