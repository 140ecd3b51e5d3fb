import type { CommittedOffset, ObservedTopic } from '#kafka/observation.ts'
import type { PrintableMessage } from './assert-offsets.ts'

/**
 * A topic reduced to what a commit can be asked for: the partitions of which something was printed.
 * Where not all was, a commit behind the last printed message is enough, for what is missing is the
 * matter of another check.
 */
export function asFarAsPrinted(
  observed: ObservedTopic,
  stored: readonly PrintableMessage[],
  printed: readonly PrintableMessage[],
  committed: readonly CommittedOffset[],
): ObservedTopic {
  const partitions = observed.partitions.flatMap((bounds) => {
    const isHere = ({ partition }: { partition: number }) => partition === bounds.partition
    const here = printed.filter(isHere)
    if (here.length === 0) return []
    if (here.length === stored.filter(isHere).length) return [bounds]
    const offset = committed.find(isHere)?.offset ?? -1n
    const last = here.reduce((most, message) => (message.offset > most ? message.offset : most), 0n)
    return [{ ...bounds, end: offset > last ? offset : last + 1n }]
  })
  return { ...observed, partitions }
}
