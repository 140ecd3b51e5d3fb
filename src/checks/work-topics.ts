import { createTopic } from '#kafka/create-topic.ts'
import { readCommitted } from '#kafka/read-committed.ts'
import { commitOffsets } from '#kafka/set-up-writes.ts'
import type { Lab } from './lab.ts'

/** The topics of a program that takes messages of one to another one, and its group. */
export type WorkTopics = {
  readonly input: string
  readonly output: string
  readonly groupId: string
  /** Of the input. */
  readonly partitions: readonly number[]
}

/** The committed offset of each partition of the input. */
export type InputPositions = ReadonlyMap<number, bigint>

/** Creates both topics; the input has three partitions, the output as many as are drawn. */
export async function createWorkTopics(lab: Lab, outputName: string): Promise<WorkTopics> {
  const [input, output] = [lab.name('user-events'), lab.name(outputName)]
  const partitions = [0, 1, 2]
  await createTopic(lab.kafka, { topic: input, partitions: partitions.length })
  await createTopic(lab.kafka, { topic: output, partitions: lab.draw.integer(1, 3) })
  return { input, output, groupId: lab.name('user-event-group'), partitions }
}

/** Puts the group behind so many messages of each partition. */
export async function commitBehind(
  lab: Lab,
  { input, groupId, partitions }: WorkTopics,
  counts: readonly number[],
): Promise<void> {
  const ends = partitions.map((partition) => ({ partition, offset: BigInt(counts[partition]!) }))
  await commitOffsets(lab.kafka, groupId, input, ends)
}

/** Where the group stands on the input. */
export async function readPositions(
  lab: Lab,
  { input, groupId }: Pick<WorkTopics, 'input' | 'groupId'>,
): Promise<InputPositions> {
  const offsets = await readCommitted(lab.kafka, groupId, [input])
  return new Map(offsets.map(({ partition, offset }) => [partition, offset]))
}

/** The group stands behind a message, so nobody will be given it again. */
export function isPassed(
  { committed }: { readonly committed: InputPositions },
  { partition, offset }: { readonly partition: number; readonly offset: bigint },
): boolean {
  return (committed.get(partition) ?? -1n) > offset
}
