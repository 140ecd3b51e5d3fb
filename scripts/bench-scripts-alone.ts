import {
  commitOffsets,
  createTopic,
  deleteRecordsBefore,
  releaseGroup,
  sendNonces,
  type Lab,
} from '#checks/index.ts'

const LIMIT_MS = 60_000

/** 02: two calls, each from start to exit. */
export async function createTopics(lab: Lab): Promise<number> {
  const topic = lab.name('user-events')
  const numbers = { PARTITIONS: '5', REPLICATION_FACTOR: '1', RETENTION_MS: '86400000' }
  const variables = { TOPIC: topic, ...numbers }
  return (await runScript(lab, variables)) + (await runScript(lab, variables))
}

/** 05: its three parts, each from start to exit, with the group put somewhere before the last two. */
export async function resetOffsets(lab: Lab): Promise<number> {
  const { topic, groupId, variables } = await fillTopic(lab)
  const middles = [0, 1, 2].map((partition) => ({ partition, offset: 8n }))
  const placeGroup = async () => {
    await releaseGroup(lab, groupId)
    await commitOffsets(lab.kafka, groupId, topic, middles)
  }
  await placeGroup()
  const read = await runScript(lab, variables, ['read'])
  const rewind = await runScript(lab, variables, ['rewind'])
  await placeGroup()
  const move = { ...variables, PARTITION: '1', BACK: '3' }
  return read + rewind + (await runScript(lab, move, ['back']))
}

/** 06: two calls, with new messages between them. */
export async function readLag(lab: Lab): Promise<number> {
  const { topic, groupId, variables } = await fillTopic(lab)
  await commitOffsets(lab.kafka, groupId, topic, [{ partition: 0, offset: 8n }])
  const first = await runScript(lab, variables)
  await sendNonces(lab, topic, [0, 1, 1])
  return first + (await runScript(lab, variables))
}

async function fillTopic(lab: Lab) {
  const topic = lab.name('user-events')
  const groupId = lab.name('user-event-group')
  await createTopic(lab.kafka, { topic, partitions: 3 })
  const filled = Array.from({ length: 39 }, (_, index) => index % 3)
  await sendNonces(lab, topic, filled)
  await deleteRecordsBefore(lab.kafka, topic, [{ partition: 1, offset: 2n }])
  const newGroup = lab.name('user-event-group-2')
  return { topic, groupId, variables: { TOPIC: topic, GROUP: groupId, NEW_GROUP: newGroup } }
}

async function runScript(
  lab: Lab,
  variables: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<number> {
  const end = await lab.startProgram({ variables, args, deadlineMs: LIMIT_MS }).ended
  if (end.exitCode === 0) return end.durationMs / 1000
  throw new Error(`a right script ended with exit code ${end.exitCode}: ${end.stderr.text}`)
}
