import type { Evidence } from '#core/finding.ts'
import { readCommitted } from '#kafka/read-committed.ts'
import { readTopic } from '#kafka/read-topic.ts'
import type { KafkaConnection } from '#kafka/kafka-connection.ts'

/** How far a group is behind on one partition; without a commit it has everything before it. */
export type PartitionLag = {
  readonly partition: number
  readonly low: bigint
  readonly end: bigint
  readonly committed: bigint | undefined
  readonly lag: number
}

/** Reads how far a group is behind on each partition of a topic; commits first, then ends. */
export async function readLag(
  connection: KafkaConnection,
  groupId: string,
  topic: string,
): Promise<PartitionLag[]> {
  const commits = await readCommitted(connection, groupId, [topic])
  const observed = await readTopic(connection, topic)
  return (observed?.partitions ?? []).map(({ partition, low, end }) => {
    const committed = commits.find((each) => each.partition === partition)?.offset
    const position = committed === undefined || committed < low ? low : committed
    return { partition, low, end, committed, lag: Number(end - position) }
  })
}

/** The sum over all partitions. */
export function totalLag(lags: readonly PartitionLag[]): number {
  return lags.reduce((sum, { lag }) => sum + lag, 0)
}

/** Which well-known mistake leads to just this number instead of the total, if one does. */
export type LagMistake =
  | 'sum-of-ends'
  | 'without-uncommitted'
  | 'from-zero'
  | 'minus-one'
  | 'one-partition'

/** Looks for the mistake behind a wrong total. */
export function explainLag(lags: readonly PartitionLag[], printed: number): LagMistake | undefined {
  const sum = (of: (lag: PartitionLag) => number) => lags.reduce((all, lag) => all + of(lag), 0)
  const withOpen = (of: (lag: PartitionLag) => number) =>
    sum((lag) => (lag.committed === undefined ? of(lag) : lag.lag))
  if (printed === sum(({ end }) => Number(end))) return 'sum-of-ends'
  if (printed === withOpen(() => 0)) return 'without-uncommitted'
  if (printed === withOpen(({ end }) => Number(end))) return 'from-zero'
  if (printed === withOpen(({ end }) => Number(end) + 1)) return 'minus-one'
  return lags.some(({ lag }) => lag > 0 && lag === printed) ? 'one-partition' : undefined
}

/** The lag by partition and how it comes about, as a table. */
export function lagTable(groupId: string, lags: readonly PartitionLag[]): Evidence {
  return {
    kind: 'table',
    title: { en: `Lag of ${groupId} by partition`, ko: `${groupId} 그룹의 파티션별 lag` },
    columns: [
      { en: 'partition', ko: '파티션' },
      { en: 'start', ko: '시작 오프셋' },
      { en: 'committed', ko: '커밋된 오프셋' },
      { en: 'end', ko: '끝 오프셋' },
      { en: 'lag', ko: 'lag' },
    ],
    rows: lags.map(({ partition, low, committed, end, lag }) => [
      String(partition),
      String(low),
      String(committed ?? '-'),
      String(end),
      String(lag),
    ]),
  }
}
