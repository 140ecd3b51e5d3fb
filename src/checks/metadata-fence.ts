import { createTopic } from '#kafka/create-topic.ts'
import type { Lab } from './lab.ts'

/**
 * Waits until every broker knows what was done to topics and configs so far: changes reach all of
 * them in one order, so who knows a topic that was made just now knows everything before it.
 */
export async function fenceMetadata(lab: Lab): Promise<void> {
  await createTopic(lab.kafka, { topic: lab.name(`fence-${lab.draw.token(5)}`), partitions: 1 })
}
