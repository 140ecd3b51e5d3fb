import type { StartedCluster } from '#broker/started-cluster.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'

/** For each partition of a topic its leader, and how many replicas are in sync. */
export async function leadersOf(cluster: StartedCluster, topic: string) {
  await using connection = await connectKafka(cluster.brokersForGrader)
  const { topics } = await connection.readMetadata([topic])
  return topics[0]?.partitions.map(({ leader, isr }) => ({ leader, isr: isr.length })) ?? []
}
