import { topicNamesIn } from '#kafka/logged-topics.ts'
import { producedVia } from '#kafka/logged-writes.ts'
import type { Lab } from './lab.ts'

/** How a program wrote to a topic, as far as the request log shows it. */
export type TopicWrites = { readonly requests: number; readonly connections: number }

/** Counts the Produce requests for a topic and the connections they came over. */
export async function readWrites(lab: Lab, topic: string): Promise<TopicWrites> {
  const { requests } = await lab.readRequests()
  const names = topicNamesIn(requests)
  const writes = requests.filter((request) =>
    producedVia([request], names).some((write) => write.topic === topic),
  )
  const connections = new Set(writes.map(({ connection }) => connection)).size
  return { requests: writes.length, connections }
}
