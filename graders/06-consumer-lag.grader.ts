import {
  blockedBy,
  clientsThatCommitted,
  clientsThatJoined,
  commitOffsets,
  createTopic,
  deleteRecordsBefore,
  exercise,
  explainLag,
  fail,
  groupsJoinedInstead,
  lagTable,
  lastNumber,
  lastWords,
  listOf,
  noteOf,
  readCommitted,
  readLag,
  readTopic,
  sendNonces,
  totalLag,
  type CommittedOffset,
  type Lab,
  type ProgramEnd,
} from '#checks/index.ts'
import { says } from './06-consumer-lag.messages.ts'

const DEADLINE_MS = 60_000

type Field = Awaited<ReturnType<typeof prepare>>
type Run = Awaited<ReturnType<typeof measure>>

exercise('06-consumer-lag', ({ lab, check }) => {
  const setUp = lab.once('set-up', () => prepare(lab))

  const first = lab.once('program', async () => {
    const field = await setUp()
    lab.doing({ en: 'your script tells the lag', ko: '스크립트가 lag을 구합니다' })
    return measure(lab, field)
  })

  const second = lab.once('program', async () => {
    const { topic, withCommit } = await setUp()
    const { printed } = await first()
    if (printed === undefined) blockedBy('06-C1')
    const added = Array.from({ length: lab.draw.integer(3, 9) }, () => lab.draw.pick(withCommit))
    await sendNonces(lab, topic, added)
    lab.doing({ en: 'new messages came; once more', ko: '새 메시지가 왔습니다. 한 번 더 구합니다' })
    return measure(lab, await setUp())
  })

  check('06-C1', async () => {
    const field = await setUp()
    const run = await first()
    if (run.printed !== run.total) fail(wrongLag(field, run))
    return [lagTable(field.groupId, run.lags)]
  })

  check('06-C2', async () => {
    const [one, other] = [await first(), await second()]
    const grown = other.total - one.total
    if (other.printed === undefined) fail(noNumber(other.end))
    if (other.printed - one.printed! !== grown) fail(notFollowed(one, other, grown))
  })

  check('06-C3', async () => {
    const field = await setUp()
    const one = await first()
    const other = one.printed === undefined ? undefined : await second()
    const finding = await disturbance(lab, field, other ? [one, other] : [one])
    if (finding) fail(finding)
    if (one.printed === one.total) return
    const hasFollowed = other?.printed === one.printed! + (other?.total ?? 0) - one.total
    if (!other || !hasFollowed) blockedBy('06-C1')
  })
})

/**
 * A group with commits on two topics, a second group on the same topic, and one partition whose start
 * has moved and that the group never committed.
 */
async function prepare(lab: Lab) {
  const { draw } = lab
  const [topic, decoy] = [lab.name('user-events'), lab.name('user-orders')]
  const [groupId, otherGroup] = [lab.name('user-event-group'), lab.name('user-event-group-2')]
  const count = draw.integer(4, 6)
  await createTopic(lab.kafka, { topic, partitions: count })
  await createTopic(lab.kafka, { topic: decoy, partitions: 2 })
  const partitions = draw.shuffle(Array.from({ length: count }, (_, partition) => partition))
  const fill = (list: readonly number[]) =>
    list.flatMap((partition) => Array.from({ length: draw.integer(9, 14) }, () => partition))
  await sendNonces(lab, topic, fill(partitions))
  // The lag of the partition without a commit alone is larger than any number in a tutorial.
  const further = Array.from({ length: draw.integer(27, 38) }, () => partitions[0]!)
  await sendNonces(lab, topic, further)
  await sendNonces(lab, decoy, fill([0, 1]))
  const cuts = partitions.slice(0, 2).map((partition) => {
    return { partition, offset: BigInt(draw.integer(1, 4)) }
  })
  await deleteRecordsBefore(lab.kafka, topic, cuts)
  const ends = (await readTopic(lab.kafka, topic))!.partitions.map(({ end }) => Number(end))
  const withCommit = partitions.slice(1)
  const caughtUp = withCommit.at(-1)!
  const places = withCommit.map((partition) => {
    const end = ends[partition]!
    return { partition, offset: BigInt(partition === caughtUp ? end : draw.integer(5, end - 1)) }
  })
  avoidRoundTotal(places, ends, Number(cuts[0]!.offset), partitions[0]!)
  const anywhere = [0, 1].map((partition) => ({ partition, offset: BigInt(draw.integer(2, 7)) }))
  await commitOffsets(lab.kafka, groupId, topic, places)
  await commitOffsets(lab.kafka, groupId, decoy, anywhere)
  await commitOffsets(lab.kafka, otherGroup, topic, anywhere)
  const before = await look(lab, { topic, decoy, groupId, otherGroup })
  return { topic, decoy, groupId, otherGroup, withCommit, before }
}

/** Nobody guesses a total that is no multiple of five: one commit gives way by one message. */
function avoidRoundTotal(
  places: { readonly partition: number; offset: bigint }[],
  ends: readonly number[],
  low: number,
  uncommitted: number,
): void {
  const behind = places.map(({ partition, offset }) => ends[partition]! - Number(offset))
  const total = behind.reduce((sum, lag) => sum + lag, ends[uncommitted]! - low)
  if (total % 5 === 0) places[0]!.offset -= 1n
}

type Names = {
  readonly topic: string
  readonly decoy: string
  readonly groupId: string
  readonly otherGroup: string
}

/** What a script that only looks leaves as it is; messages of our own are added to the one topic. */
async function look(lab: Lab, { decoy, groupId, otherGroup }: Names) {
  const [own, other] = [
    await readCommitted(lab.kafka, groupId),
    await readCommitted(lab.kafka, otherGroup),
  ]
  const partitions = (await readTopic(lab.kafka, decoy))?.partitions ?? []
  return { own, other, decoyEnds: partitions.map(({ end }) => end) }
}

/** Runs the script between two looks at the ends; the lag is the broker's before the run. */
async function measure(lab: Lab, { topic, groupId, decoy, otherGroup }: Names) {
  const lags = await readLag(lab.kafka, groupId, topic)
  const variables = { TOPIC: topic, GROUP: groupId }
  const end = await lab.startProgram({ variables, deadlineMs: DEADLINE_MS }).ended
  await lab.whenDrained()
  const after = (await readTopic(lab.kafka, topic))?.partitions ?? []
  const wrote = lags.some((lag) => lag.end !== after[lag.partition]?.end)
  const names = [topic, groupId, decoy, otherGroup]
  const printed = end.reason === 'deadline' ? undefined : lastNumber(end.stdout.text, names)
  return { end, lags, total: totalLag(lags), printed, wrote }
}

function wrongLag({ groupId }: Field, run: Run) {
  const { end, lags, total, printed } = run
  if (printed === undefined) return noNumber(end)
  const why = explainLag(lags, printed)
  return {
    id: 'wrong-lag',
    message: says.wrongLag(printed, total),
    expected: { en: `${total}`, ko: `${total}` },
    actual: { en: `${printed}`, ko: `${printed}` },
    evidence: [lagTable(groupId, lags), ...(why ? [noteOf(why)] : []), ...lastWords(end)],
  }
}

function noNumber(end: ProgramEnd) {
  return {
    id: 'no-number',
    message: end.reason === 'deadline' ? says.notFinished : says.noNumber,
    expected: { en: 'the total lag in the last line', ko: '마지막 줄에 전체 lag' },
    actual: { en: 'no number there', ko: '숫자가 없음' },
    evidence: lastWords(end),
  }
}

function notFollowed(one: Run, other: Run, grown: number) {
  return {
    id: 'lag-not-followed',
    message: says.notFollowed(grown),
    expected: { en: `${grown} more than before`, ko: `이전보다 ${grown} 증가` },
    actual: {
      en: `${one.printed}, then ${other.printed}`,
      ko: `${one.printed}, 이후 ${other.printed}`,
    },
    evidence: lastWords(other.end),
  }
}

/** What the script did beyond looking, if anything. */
async function disturbance(lab: Lab, field: Field, runs: readonly Run[]) {
  const { groupId, topic, before } = field
  const now = await look(lab, field)
  const moved = [...changedCommits(before.own, now.own), ...changedCommits(before.other, now.other)]
  if (moved.length > 0) return changed('commits-changed', says.committed(groupId), moved)
  const joined = await clientsThatJoined(lab, groupId)
  if (joined.length > 0) {
    return { ...changed('group-joined', says.joined(groupId), []), actual: joining(joined) }
  }
  // A commit that was taken back, or that changed nothing, was one nevertheless.
  const committed = await clientsThatCommitted(lab, groupId)
  if (committed.length > 0) {
    const actual = { en: `committed: ${listOf(committed)}`, ko: `커밋함: ${listOf(committed)}` }
    return { ...changed('committed-meanwhile', says.committedMeanwhile(groupId), []), actual }
  }
  const others = await groupsJoinedInstead(lab, groupId)
  if (others.length > 0) {
    return { ...changed('other-group-joined', says.joinedOther, []), actual: joining(others) }
  }
  const hasWritten = runs.some(({ wrote }) => wrote)
  if (!hasWritten && String(now.decoyEnds) === String(before.decoyEnds)) return undefined
  return changed('messages-written', says.written(topic), [])
}

function joining(names: readonly string[]) {
  return { en: `joined: ${listOf(names)}`, ko: `참여함: ${listOf(names)}` }
}

function changed(id: string, message: { en: string; ko: string }, rows: readonly string[][]) {
  const columns = [
    { en: 'topic', ko: '토픽' },
    { en: 'partition', ko: '파티션' },
    { en: 'before', ko: '이전' },
    { en: 'now', ko: '현재' },
  ]
  const title = { en: 'Committed offsets that changed', ko: '바뀐 커밋된 오프셋' }
  const evidence = rows.length > 0 ? [{ kind: 'table' as const, title, columns, rows }] : []
  const expected = { en: 'nothing changes', ko: '아무것도 바뀌지 않음' }
  return { id, message, expected, evidence }
}

/** Every commit that came, went or moved: topic, partition, before and now. */
function changedCommits(before: readonly CommittedOffset[], now: readonly CommittedOffset[]) {
  const keyed = (list: readonly CommittedOffset[]) =>
    list.map(({ topic, partition, offset }) => [`${topic} ${partition}`, String(offset)] as const)
  const [then, later] = [new Map(keyed(before)), new Map(keyed(now))]
  return [...new Set([...then.keys(), ...later.keys()])]
    .filter((key) => then.get(key) !== later.get(key))
    .map((key) => [...key.split(' '), then.get(key) ?? '-', later.get(key) ?? '-'])
}
