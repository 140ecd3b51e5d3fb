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
