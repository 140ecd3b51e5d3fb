import {
  blockedBy,
  commitOffsets,
  createTopic,
  deleteRecordsBefore,
  exercise,
  expect,
  fail,
  lastWords,
  listOf,
  partitionsNotReadFromStart,
  readCommitted,
  readDataChange,
  readGroup,
  readTopic,
  releaseGroup,
  sendNonces,
  standsAt,
  type GroupPositions,
  type Lab,
  type PartitionOffset,
  type Position,
  type PrintableMessage,
  type ProgramEnd,
} from '#checks/index.ts'
import { says } from './05-reset-offsets.messages.ts'

/** Long enough for a consumer that waits ten seconds for the next message before it gives up. */
const DEADLINE_MS = 45_000

type Field = Awaited<ReturnType<typeof prepare>>

exercise('05-reset-offsets', ({ lab, check }) => {
  const setUp = lab.once('set-up', () => prepare(lab))

  const read = lab.once('program', async () => {
    const field = await setUp()
    const { topic, newGroup, groupId } = field
    lab.doing({ en: 'your script reads with the new group', ko: '새 그룹으로 읽습니다' })
    const end = await run(lab, field, 'read')
    await lab.whenDrained()
    const unread = await partitionsNotReadFromStart(lab, field.observed)
    const fresh = await positionsOf(lab, newGroup, topic)
    const isFinished = await hasFinished(lab, newGroup, end)
    return { end, isFinished, unread, fresh, old: await positionsOf(lab, groupId, topic) }
  })

  const rewound = lab.once('program', async () => {
    const field = await setUp()
    await read()
    lab.doing({ en: 'your script rewinds the group', ko: '그룹을 처음으로 되돌립니다' })
    return step(lab, field, { name: 'rewind', from: middles(lab, field), wanted: field.lows })
  })

  const movedBack = lab.once('program', async () => {
    if (!(await rewound()).isMet) blockedBy('05-C2')
    const field = await setUp()
    lab.doing({ en: 'your script moves one partition back', ko: '파티션 하나를 뒤로 옮깁니다' })
    return step(lab, field, drawBack(lab, field))
  })

  check('05-C1', async () => {
    const { groupId, newGroup, ends, places } = await setUp()
    const { end, isFinished, unread, fresh, old } = await read()
    expect(old).to.standAt(places, says.oldMoved(groupId), end)
    expect(fresh).to.standAt(ends, says.notRead(newGroup), end)
    if (unread.length > 0) fail(notFromStart(unread, end))
    if (!isFinished) fail(notFinished('read', end))
  })

  check('05-C2', async () => {
    const { groupId } = await setUp()
    const rewind = await rewound()
    expect(rewind.positions).to.standAt(rewind.wanted, says.notRewound(groupId), rewind.end)
    if (rewind.finding) fail(rewind.finding)
    const back = await movedBack()
    expect(back.positions).to.standAt(back.wanted, says.notBack(groupId), back.end)
    if (back.finding) fail(back.finding)
  })

  check('05-C3', async () => {
    const { topic, groupId, newGroup, other, otherPlaces } = await setUp()
    const { fresh } = await read()
    const { isMet } = await rewound()
    if (isMet) await movedBack()
    const positions = await positionsOf(lab, groupId, other)
    expect(positions).to.standAt(otherPlaces, says.otherMoved(other))
    const freshNow = await positionsOf(lab, newGroup, topic)
    expect(freshNow).to.standAt(fresh.committed, says.newMoved(newGroup))
    if (!isMet) blockedBy('05-C2')
  })

  check('05-C4', async () => {
    const field = await setUp()
    const { isMet } = await rewound()
    if (isMet) await movedBack()
    const finding = await dataFinding(lab, field)
    if (finding) fail(finding)
    if (!isMet) blockedBy('05-C2')
  })
})

/** Two topics in one group, each partition with a commit somewhere in its middle. */
async function prepare(lab: Lab) {
  const { draw } = lab
  const [topic, other] = [lab.name('user-events'), lab.name('user-orders')]
  const [groupId, newGroup] = [lab.name('user-event-group'), lab.name('user-event-group-2')]
  const partitions = Array.from({ length: draw.integer(4, 6) }, (_, partition) => partition)
  await createTopic(lab.kafka, { topic, partitions: partitions.length })
  await createTopic(lab.kafka, { topic: other, partitions: 2 })
  const fill = (list: readonly number[]) =>
    list.flatMap((partition) => Array.from({ length: draw.integer(12, 16) }, () => partition))
  const sent = await sendNonces(lab, topic, draw.shuffle(fill(partitions)))
  await sendNonces(lab, other, fill([0, 1]))
  const shortened = draw.shuffle(partitions).slice(1, 3)
  const cuts = shortened.map((partition) => ({ partition, offset: BigInt(draw.integer(1, 3)) }))
  await deleteRecordsBefore(lab.kafka, topic, cuts)
  const observed = (await readTopic(lab.kafka, topic))!
  const lows = observed.partitions.map(({ partition, low }) => {
    return { partition, offset: low, isLow: true }
  })
  const ends = observed.partitions.map(({ partition, end }) => ({ partition, offset: end }))
  const isThere = ({ partition, offset }: PrintableMessage) => offset >= lows[partition]!.offset
  const otherPlaces = [0, 1].map((partition) => ({
    partition,
    offset: BigInt(draw.integer(4, 10)),
  }))
  const bounds = { lows, ends }
  const places = middles(lab, bounds)
  await commitOffsets(lab.kafka, groupId, topic, places)
  await commitOffsets(lab.kafka, groupId, other, otherPlaces)
  const names = { topic, other, groupId, newGroup }
  return { ...names, ...bounds, observed, places, otherPlaces, stored: sent.filter(isThere) }
}

type Bounds = {
  readonly lows: readonly PartitionOffset[]
  readonly ends: readonly PartitionOffset[]
}

/** Fresh positions strictly between start and end. */
function middles(lab: Lab, { lows, ends }: Bounds): PartitionOffset[] {
  return ends.map(({ partition, offset }) => {
    const low = Number(lows[partition]!.offset)
    return { partition, offset: BigInt(lab.draw.integer(low + 1, Number(offset) - 1)) }
  })
}

type Step = {
  readonly name: 'rewind' | 'back'
  readonly variables?: Readonly<Record<string, string>>
  readonly from: readonly PartitionOffset[]
  readonly wanted: readonly Position[]
}

/** No other move ends at the same place, and neither PARTITION nor BACK is easily guessed. */
function drawBack(lab: Lab, field: Field): Step {
  const { draw } = lab
  const partition = draw.integer(0, field.ends.length - 1, [0, 1])
  const back = draw.integer(3, 5)
  const low = Number(field.lows[partition]!.offset)
  const end = Number(field.ends[partition]!.offset)
  const offset = BigInt(draw.integer(low + back + 1, end - 1, [2 * back]))
  const from = middles(lab, field).map((place) =>
    place.partition === partition ? { partition, offset } : place,
  )
  const wanted = from.map((place) =>
    place.partition === partition ? { partition, offset: offset - BigInt(back) } : place,
  )
  const variables = { PARTITION: String(partition), BACK: String(back) }
  return { name: 'back', variables, from, wanted }
}

/** Puts the group somewhere, runs one part of the script and looks where the group stands then. */
async function step(lab: Lab, field: Field, { name, variables, from, wanted }: Step) {
  const { groupId, topic } = field
  if (await releaseGroup(lab, groupId)) await commitOffsets(lab.kafka, groupId, topic, from)
  const end = await run(lab, field, name, variables)
  await lab.whenDrained()
  const positions = await positionsOf(lab, groupId, topic)
  const isFinished = await hasFinished(lab, groupId, end)
  const isLeft = await releaseGroup(lab, groupId)
  const finding = isFinished && isLeft ? undefined : notFinished(name, end)
  const isMet = standsAt(positions, wanted) && finding === undefined
  return { end, positions, wanted, finding, isMet }
}

/** A process that was left behind does not count as long as it is no member of the group. */
async function hasFinished(lab: Lab, groupId: string, end: ProgramEnd): Promise<boolean> {
  if (end.reason === 'deadline') return false
  return !end.leftProcesses || (await readGroup(lab.kafka, groupId)).members.length === 0
}

function run(
  lab: Lab,
  { topic, groupId, newGroup }: Field,
  name: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<ProgramEnd> {
  const names = { TOPIC: topic, GROUP: groupId, NEW_GROUP: newGroup }
  const options = { variables: { ...names, ...variables }, args: [name], deadlineMs: DEADLINE_MS }
  return lab.startProgram(options).ended
}

async function positionsOf(lab: Lab, groupId: string, topic: string): Promise<GroupPositions> {
  return { groupId, topic, committed: await readCommitted(lab.kafka, groupId, [topic]) }
}

function notFinished(part: string, end: ProgramEnd) {
  const seconds = DEADLINE_MS / 1000
  return {
    id: 'program-not-finished',
    message: says.notFinished(part),
    expected: {
      en: `it ends by itself within ${seconds} s and leaves its groups`,
      ko: `${seconds}초 안에 스스로 종료하고 그룹에서 나감`,
    },
    evidence: lastWords(end),
  }
}

function notFromStart(partitions: readonly number[], end: ProgramEnd) {
  return {
    id: 'not-read-from-start',
    message: says.notFromStart(listOf(partitions)),
    expected: {
      en: 'every partition is read from its first message',
      ko: '모든 파티션을 첫 메시지부터 읽음',
    },
    actual: {
      en: `no such request for partition ${listOf(partitions)}`,
      ko: `파티션 ${listOf(partitions)}에 그런 요청이 없음`,
    },
    evidence: lastWords(end),
  }
}

/** What somebody gets who reads the topic again: each stored message once, and nothing else. */
async function dataFinding(lab: Lab, { topic, stored }: Field) {
  const change = await readDataChange(lab, topic, stored)
  if (!change) return undefined
  return {
    id: 'data-changed',
    message: says.dataChanged,
    expected: { en: `${stored.length} messages`, ko: `메시지 ${stored.length}개` },
    actual: { en: `${change.delivered}`, ko: `${change.delivered}개` },
    evidence: [change.table],
  }
}
