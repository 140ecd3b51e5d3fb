import {
  asFarAsPrinted,
  blockedBy,
  clientsThatJoined,
  createTopic,
  deleteRecordsBefore,
  exercise,
  expect,
  fail,
  type Finding,
  findSourceLines,
  groupsAtWork,
  type Lab,
  lastWords,
  type LearnerProgram,
  listOf,
  noteOf,
  type PrintableMessage,
  readTopic,
  readTopicGroups,
  releaseGroup,
  sameInBoth,
  sendNonces,
  topicGroupTable,
  untilAnyCommitted,
  untilPrinted,
  whyNotPrinted,
} from '#checks/index.ts'
import { says } from './09-stable-group.messages.ts'

const STOP_MS = 15_000
const DEADLINE_MS = 120_000
const GROUP_ID = /group_?id|group\.id/i

type Field = Awaited<ReturnType<typeof fillTopic>>
type Start = Awaited<ReturnType<typeof runOnce>>

exercise('09-stable-group', ({ lab, check }) => {
  const setUp = lab.once('set-up', () => fillTopic(lab))

  const first = lab.once('program', async () => {
    const field = await setUp()
    return runOnce(lab, field, { wanted: field.stored, unwanted: [] }, STOP_MS)
  })

  /** The restart, with messages that came while nothing ran; only after a first start that read all. */
  const second = lab.once('program', async () => {
    const { stored, ...field } = await setUp()
    const before = await first()
    if (before.missing.length > 0) return undefined
    await releaseGroup(lab, field.groupId)
    const added = await addMessages(lab, field.topic, field.filled)
    const wasKilled = before.end.signal === 'SIGKILL'
    const wish = { wanted: added, unwanted: stored }
    return runOnce(lab, field, wish, wasKilled ? 0 : STOP_MS)
  })

  const starts = async () => [await first(), await second()].filter((start) => start !== undefined)
  const strangers = async () => {
    const { groupId } = await setUp()
    const names = (await starts()).flatMap(({ groups }) => groups.map((group) => group.groupId))
    return [...new Set(names)].filter((name) => name !== groupId)
  }
  const hasPrinted = async () => (await starts()).some(({ printed }) => printed.length > 0)

  check('09-C1', async () => {
    const { topic, stored } = await setUp()
    const [one, other] = [await first(), await second()]
    const isPrinted = (nonce: string) => one.program.linesWith(nonce).length > 0
    const why = await explainMissing(lab, one, topic, stored)
    const subject = { given: stored, isPrinted, evidence: lastWords(one.end) }
    expect(subject).to.hold.everyNonce(says.notPrinted, why)
    const finding = other && (await restartFault(lab, await setUp(), one, other))
    if (finding) fail(finding)
    return other ? [topicGroupTable([one, other])] : []
  })

  check('09-C2', async () => {
    const { groupId, topic } = await setUp()
    const names = await strangers()
    const [one, other] = [await first(), await second()]
    if (names.length > 0)
      fail(await strangerFault(lab, groupId, names, topicGroupTable([one, other])))
    if (!(await hasPrinted())) blockedBy('09-C1')
    const isKnown = (await starts()).some(({ groups }) => groups.length > 0)
    if (isKnown || (await clientsThatJoined(lab, groupId)).length > 0) return
    fail(await noGroupFault(lab, groupId, topic))
  })

  check('09-C3', async () => {
    const { groupId, stored } = await setUp()
    if ((await strangers()).length > 0) blockedBy('09-C2')
    if (!(await hasPrinted())) blockedBy('09-C1')
    const known = (await starts()).flatMap(({ groups }) => groups)
    const joined = await clientsThatJoined(lab, groupId)
    if (known.length === 0 && joined.length === 0) blockedBy('09-C2')
    const [one, other] = [await first(), await second()]
    expectCommitted(groupId, one, stored)
    // A restart that began anew was stopped in the middle: it says nothing about its commits.
    if (other && other.again.length === 0) expectCommitted(groupId, other, other.wanted)
  })
})

function expectCommitted(
  groupId: string,
  { observed, printed, committed }: Start,
  wanted: readonly PrintableMessage[],
): void {
  const topic = asFarAsPrinted(observed, wanted, printed, committed)
  expect({ groupId, topic, committed }).to.reach.theEndOfEveryPartition(says.notCommitted(groupId))
}

async function fillTopic(lab: Lab) {
  const { draw } = lab
  const [topic, groupId] = [lab.name('user-events'), lab.name('user-event-group')]
  const count = draw.integer(3, 5)
  await createTopic(lab.kafka, { topic, partitions: count })
  const filled = draw.shuffle(Array.from({ length: count }, (_, partition) => partition))
  const places = filled.flatMap((partition) =>
    Array.from({ length: draw.integer(3, 6) }, () => partition),
  )
  const sent = await sendNonces(lab, topic, places)
  const low = { partition: filled[0]!, offset: BigInt(draw.integer(1, 2)) }
  await deleteRecordsBefore(lab.kafka, topic, [low])
  const isDeleted = ({ partition, offset }: PrintableMessage) =>
    partition === low.partition && offset < low.offset
  return { topic, groupId, filled, stored: sent.filter((message) => !isDeleted(message)) }
}

/** Every partition gets a new message, so whoever starts anew prints old ones first. */
function addMessages(lab: Lab, topic: string, filled: readonly number[]) {
  const places = filled.flatMap((each) => (lab.draw.integer(0, 1) ? [each, each] : [each]))
  return sendNonces(lab, topic, places)
}

type Wish = {
  readonly wanted: readonly PrintableMessage[]
  readonly unwanted: readonly PrintableMessage[]
}

/** One start of the program up to its end: what it printed, and the groups behind it. */
async function runOnce(
  lab: Lab,
  { topic, groupId }: Pick<Field, 'topic' | 'groupId'>,
  { wanted, unwanted }: Wish,
  graceMs: number,
) {
  const before = await readTopicGroups(lab.kafka, topic)
  const variables = { TOPIC: topic, GROUP: groupId }
  const program = lab.startProgram({ variables, deadlineMs: DEADLINE_MS })
  await untilPrinted(lab, program, { topic, wanted, unwanted })
  const isPrinted = ({ nonce }: PrintableMessage) => program.linesWith(nonce).length > 0
  const canCommit = wanted.every(isPrinted) && !unwanted.some(isPrinted)
  const during = canCommit
    ? await untilAnyCommitted(lab, program, topic)
    : await readTopicGroups(lab.kafka, topic)
  const end = await program.stop(graceMs)
  await lab.whenDrained()
  const after = await readTopicGroups(lab.kafka, topic)
  return {
    program,
    end,
    wanted,
    observed: (await readTopic(lab.kafka, topic))!,
    groups: groupsAtWork(before, during, after),
    committed: after.find((group) => group.groupId === groupId)?.committed ?? [],
    printed: wanted.filter(isPrinted),
    missing: wanted.filter((message) => !isPrinted(message)),
    again: unwanted.filter(isPrinted),
  }
}

async function explainMissing(
  lab: Lab,
  { program }: { readonly program: LearnerProgram },
  topic: string,
  stored: readonly PrintableMessage[],
) {
  const why = await whyNotPrinted(lab, program, topic, stored)
  return why && says.whyNotPrinted[why]
}

/** What is wrong with what the restart printed, if anything, and why. */
async function restartFault(
  lab: Lab,
  { groupId, stored }: Field,
  one: Start,
  other: Start,
): Promise<Finding | undefined> {
  const [again, missed] = [other.again.length, other.missing.length]
  if (again === 0 && missed === 0) return undefined
  const [then, now] = [one, other].map(({ groups }) => groups.map((group) => group.groupId))
  const isOtherGroup = then!.length > 0 && now!.length > 0 && !now!.some((id) => then!.includes(id))
  const isForgotten = one.committed.length === 0
  const why = isOtherGroup
    ? says.otherGroupEachTime(listOf(then!.slice(0, 2)), listOf(now!.slice(0, 2)))
    : isForgotten
      ? says.nothingStored
      : says.movedBack(groupId)
  const note = noteOf(says.readAgain(again, stored.length))
  return {
    id: isOtherGroup ? 'other-group-each-time' : again > 0 ? 'read-again' : 'missed-new',
    message: again > 0 ? why : says.missed(missed, other.wanted.length),
    expected: {
      en: `the ${other.wanted.length} new messages and no others`,
      ko: `새 메시지 ${other.wanted.length}개만`,
    },
    actual: {
      en: `${other.printed.length} new and ${again} old ones`,
      ko: `새 메시지 ${other.printed.length}개, 이전 메시지 ${again}개`,
    },
    evidence: [
      ...(again > 0 ? [note] : []),
      topicGroupTable([one, other]),
      ...(await findSourceLines(lab, GROUP_ID)),
      ...(again > 0 ? [] : lastWords(other.end)),
    ],
  }
}

async function strangerFault(
  lab: Lab,
  groupId: string,
  names: readonly string[],
  table: ReturnType<typeof topicGroupTable>,
): Promise<Finding> {
  const shown = listOf(names.slice(0, 3))
  return {
    id: 'other-group',
    message: says.otherGroups(shown),
    expected: { en: `${groupId} alone`, ko: `${groupId} 하나` },
    actual: sameInBoth(shown),
    evidence: [table, ...(await findSourceLines(lab, GROUP_ID))],
  }
}

async function noGroupFault(lab: Lab, groupId: string, topic: string): Promise<Finding> {
  return {
    id: 'no-group',
    message: says.noGroup(topic),
    expected: { en: `commits of ${groupId}`, ko: `${groupId} 그룹의 커밋` },
    actual: { en: 'no group at all', ko: '그룹이 없음' },
    evidence: await findSourceLines(lab, /KafkaConsumer|Consumer\(|\.consumer\(|assign|group/i),
  }
}
