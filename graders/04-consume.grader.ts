import {
  asFarAsPrinted,
  blockedBy,
  clientsThatJoined,
  createTopic,
  deleteRecordsBefore,
  describeEnd,
  evictMembers,
  exercise,
  expect,
  fail,
  groupsJoinedInstead,
  lastWords,
  listOf,
  readCommitted,
  readTopic,
  sendNonces,
  untilCommitted,
  untilEnded,
  untilPrinted,
  waitUntilGone,
  whyNotPrinted,
  type Lab,
  type LearnerProgram,
  type ObservedGroup,
  type PrintableMessage,
  type ProgramEnd,
} from '#checks/index.ts'
import { says } from './04-consume.messages.ts'

/** A program may take this long to stop, or to notice by itself that nothing more comes. */
const STOP_MS = 15_000
const DEADLINE_MS = 120_000

exercise('04-consume', ({ lab, check }) => {
  const setUp = lab.once('set-up', () => fillTopic(lab))

  const first = lab.once('program', async () => {
    const { topic, groupId, stored } = await setUp()
    const program = start(lab, topic, groupId)
    await untilPrinted(lab, program, { topic, wanted: stored })
    await untilCommitted(lab, program, { topic, groupId, stored })
    const end = await program.stop(STOP_MS)
    await lab.whenDrained()
    const group = await waitUntilGone(lab.kafka, groupId, 1_000)
    const observed = (await readTopic(lab.kafka, topic))!
    const committed = await readCommitted(lab.kafka, groupId, [topic])
    const isStranger =
      committed.length === 0 && (await clientsThatJoined(lab, groupId)).length === 0
    const elsewhere = isStranger ? await groupsJoinedInstead(lab, groupId) : []
    return { program, end, group, observed, committed, elsewhere }
  })

  const printedAll = async () => {
    const { stored } = await setUp()
    const { program } = await first()
    return stored.every(({ nonce }) => program.linesWith(nonce).length > 0)
  }

  const second = lab.once('program', async () => {
    const { topic, groupId, stored, filled } = await setUp()
    const before = await first()
    await evictMembers(lab.kafka, before.group)
    const added = await addMessages(lab, topic, filled)
    const program = start(lab, topic, groupId)
    await untilPrinted(lab, program, { topic, wanted: added, unwanted: stored })
    const wasKilled = before.end.signal === 'SIGKILL'
    if (before.group.members.length > 0 && !wasKilled) await untilEnded(lab, program, STOP_MS)
    const end = await program.stop(wasKilled ? 0 : STOP_MS)
    await lab.whenDrained()
    return { program, end, added, group: await waitUntilGone(lab.kafka, groupId, 1_000) }
  })

  check('04-C1', async () => {
    const { topic, stored } = await setUp()
    const { program, end } = await first()
    const isPrinted = (nonce: string) => program.linesWith(nonce).length > 0
    const why = await explainMissing(lab, program, topic, stored)
    const subject = { given: stored, isPrinted, evidence: lastWords(end) }
    expect(subject).to.hold.everyNonce(says.notPrinted, why)
  })

  check('04-C2', async () => {
    const { groupId, stored } = await setUp()
    const { program, observed, committed, elsewhere } = await first()
    const printed = stored.filter(({ nonce }) => program.linesWith(nonce).length > 0)
    if (printed.length === 0) blockedBy('04-C1')
    if (elsewhere.length > 0) fail(joinedAnother(groupId, elsewhere))
    const topic = asFarAsPrinted(observed, stored, printed, committed)
    expect({ groupId, topic, committed }).to.reach.theEndOfEveryPartition(says.notCommitted)
  })

  check('04-C3', async () => {
    if (!(await printedAll())) blockedBy('04-C1')
    const { stored } = await setUp()
    const { program, end, added } = await second()
    const isPrinted = (nonce: string) => program.linesWith(nonce).length > 0
    const again = stored.filter(({ nonce }) => isPrinted(nonce))
    if (again.length > 0) fail(readAgain(again))
    const subject = { given: added, isPrinted, evidence: lastWords(end) }
    expect(subject).to.hold.everyNonce(says.missedNew)
  })

  check('04-C4', async () => {
    const { end, group, elsewhere } = await first()
    if (elsewhere.length > 0) blockedBy('04-C2')
    if (group.members.length === 0 && end.signal !== 'SIGKILL') return
    if (!(await printedAll())) blockedBy('04-C1')
    const again = await second()
    if (again.group.members.length === 0 && again.end.signal !== 'SIGKILL') return
    fail(notLeft(end, group))
  })
})

async function fillTopic(lab: Lab) {
  const { draw } = lab
  const topic = lab.name('user-events')
  const groupId = lab.name('user-event-group')
  const partitions = draw.integer(4, 6)
  await createTopic(lab.kafka, { topic, partitions })
  const order = draw.shuffle(Array.from({ length: partitions }, (_, partition) => partition))
  const filled = order.slice(1) // one partition stays empty
  const shortened = order.slice(1, 3) // these lose their first messages again
  const sent = await sendNonces(
    lab,
    topic,
    filled.flatMap((partition) => Array.from({ length: draw.integer(4, 6) }, () => partition)),
  )
  const lows = shortened.map((partition) => ({ partition, offset: BigInt(draw.integer(1, 2)) }))
  await deleteRecordsBefore(lab.kafka, topic, lows)
  const isDeleted = ({ partition, offset }: PrintableMessage) =>
    lows.some((low) => low.partition === partition && offset < low.offset)
  return { topic, groupId, filled, stored: sent.filter((message) => !isDeleted(message)) }
}

/** Every partition that had messages gets a new one, so whoever starts anew prints old ones first. */
function addMessages(lab: Lab, topic: string, filled: readonly number[]) {
  return sendNonces(
    lab,
    topic,
    filled.flatMap((partition) => (lab.draw.integer(0, 1) ? [partition, partition] : [partition])),
  )
}

function start(lab: Lab, topic: string, groupId: string): LearnerProgram {
  const variables = { TOPIC: topic, GROUP: groupId }
  return lab.startProgram({ variables, deadlineMs: DEADLINE_MS })
}

async function explainMissing(
  lab: Lab,
  program: LearnerProgram,
  topic: string,
  stored: readonly PrintableMessage[],
) {
  const why = await whyNotPrinted(lab, program, topic, stored)
  if (why === undefined) return undefined
  const words = { 'to-stderr': says.wroteToStderr, 'as-buffer': says.notText }
  return why === 'from-end' ? says.startedAtEnd : words[why]
}

function readAgain(again: readonly PrintableMessage[]) {
  return {
    id: 'messages-read-again',
    message: says.readAgain(again.length),
    expected: { en: 'only the new messages', ko: '새 메시지만' },
    actual: { en: `${again.length} old ones too`, ko: `이전 메시지 ${again.length}개 포함` },
    evidence: [
      {
        kind: 'table' as const,
        title: { en: 'Old messages printed again', ko: '다시 출력된 이전 메시지' },
        columns: [
          { en: 'partition', ko: '파티션' },
          { en: 'offset', ko: '오프셋' },
          { en: 'nonce', ko: 'nonce' },
        ],
        rows: again
          .slice(0, 6)
          .map(({ partition, offset, nonce }) => [String(partition), String(offset), nonce]),
      },
    ],
  }
}

function joinedAnother(groupId: string, groups: readonly string[]) {
  const names = listOf(groups)
  return {
    id: 'joined-another-group',
    message: says.otherGroup(names),
    expected: { en: `members and commits of ${groupId}`, ko: `${groupId} 그룹의 멤버와 커밋` },
    actual: { en: `only of ${names}`, ko: `${names} 그룹에만 있음` },
    evidence: [],
  }
}

function notLeft(end: ProgramEnd, group: ObservedGroup) {
  const isKilled = end.signal === 'SIGKILL'
  return {
    id: isKilled ? 'ignored-sigterm' : 'group-not-left',
    message: isKilled ? says.ignoredStop : says.stayed(group.members.length),
    expected: { en: 'the group is Empty after SIGTERM', ko: 'SIGTERM 뒤 그룹이 Empty 상태' },
    actual: {
      en: `${group.members.length} member(s); the program: ${describeEnd(end).en}`,
      ko: `멤버 ${group.members.length}개, 프로그램: ${describeEnd(end).ko}`,
    },
    evidence: [],
  }
}
