import {
  blockedBy,
  createTopic,
  deleteRecordsBefore,
  describeEnd,
  evictMembers,
  exercise,
  expect,
  fail,
  lastWords,
  partitionsStartedAtEnd,
  readCommitted,
  readTopic,
  sendNonces,
  waitUntilGone,
  watchPrinting,
  type Lab,
  type LearnerProgram,
  type ObservedGroup,
  type PrintableMessage,
  type ProgramEnd,
} from '#checks/index.ts'
import { says } from './04-consume.messages.ts'

/** A program may idle this long before its first message, and this long between two. */
const FIRST_MESSAGE_MS = 20_000
const NEXT_MESSAGE_MS = 10_000
/** Clients that commit by a timer do so every 5 s; others commit when they stop by themselves. */
const COMMIT_MS = 12_000
/** A program may take this long to stop, or to notice by itself that nothing more comes. */
const STOP_MS = 15_000
const DEADLINE_MS = 120_000

exercise('04-consume', ({ lab, check }) => {
  const setUp = lab.once('set-up', () => fillTopic(lab))

  const first = lab.once('program', async () => {
    const { topic, groupId, stored } = await setUp()
    const program = start(lab, topic, groupId)
    await untilPrinted(lab, program, topic, stored)
    await untilCommitted(lab, program, topic, groupId, stored)
    const end = await program.stop(STOP_MS)
    await lab.whenDrained()
    const group = await waitUntilGone(lab.kafka, groupId, 1_000)
    const observed = (await readTopic(lab.kafka, topic))!
    const committed = await readCommitted(lab.kafka, groupId, [topic])
    return { program, end, group, observed, committed }
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
    await untilPrinted(lab, program, topic, added, stored)
    const wasKilled = before.end.signal === 'SIGKILL'
    if (before.group.members.length > 0 && !wasKilled) await untilEnded(lab, program)
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
    const { groupId } = await setUp()
    const { observed, committed } = await first()
    const subject = { groupId, topic: observed, committed }
    expect(subject).to.reach.theEndOfEveryPartition(says.notCommitted)
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
    const { end, group } = await first()
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
    filled.flatMap((partition) => Array.from({ length: draw.integer(3, 6) }, () => partition)),
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

/** Until all is printed, or the program ended, fell silent, reads elsewhere, or prints `unwanted`. */
async function untilPrinted(
  lab: Lab,
  program: LearnerProgram,
  topic: string,
  wanted: readonly PrintableMessage[],
  unwanted: readonly PrintableMessage[] = [],
): Promise<void> {
  const readProgress = watchPrinting([program], nonces(wanted))
  const isUnwantedPrinted = () => nonces(unwanted).some((nonce) => program.linesWith(nonce).length)
  let isAtEnd = false
  await lab.waitFor(
    {
      en: `waiting for your consumer to print ${wanted.length} messages`,
      ko: `컨슈머가 메시지 ${wanted.length}개를 출력하기를 기다립니다`,
    },
    async () => {
      const progress = readProgress()
      const isSilent = progress.printed === 0 && progress.idleMs > 3_000
      if (isSilent && !isAtEnd) isAtEnd = await startedAtEnd(lab, topic, wanted)
      return { ...progress, isAtEnd, isUnwantedPrinted: isUnwantedPrinted() }
    },
    ({ printed }) => printed === wanted.length,
    {
      timeoutMs: DEADLINE_MS,
      isHopeless: ({ printed, hasEnded, idleMs, ...seen }) =>
        hasEnded ||
        seen.isAtEnd ||
        seen.isUnwantedPrinted ||
        idleMs > (printed === 0 ? FIRST_MESSAGE_MS : NEXT_MESSAGE_MS),
    },
  )
}

async function untilCommitted(
  lab: Lab,
  program: LearnerProgram,
  topic: string,
  groupId: string,
  stored: readonly PrintableMessage[],
): Promise<void> {
  if (stored.some(({ nonce }) => program.linesWith(nonce).length === 0)) return
  const observed = (await readTopic(lab.kafka, topic))!
  const ends = observed.partitions.filter(({ low, end }) => end > low)
  await lab.waitFor(
    { en: 'waiting for your group to commit', ko: '그룹이 커밋하기를 기다립니다' },
    async () => ({
      committed: await readCommitted(lab.kafka, groupId, [topic]),
      hasEnded: program.hasEnded(),
    }),
    ({ committed }) =>
      ends.every(({ partition, end }) =>
        committed.some((each) => each.partition === partition && each.offset === end),
      ),
    { timeoutMs: COMMIT_MS, isHopeless: ({ hasEnded }) => hasEnded },
  )
}

/**
 * A program that SIGTERM killed outright may be one that stops when nothing more comes, or may not
 * have come as far as its handler: it gets the time for either.
 */
async function untilEnded(lab: Lab, program: LearnerProgram): Promise<void> {
  await lab.waitFor(
    {
      en: 'waiting for your consumer to stop by itself',
      ko: '컨슈머가 스스로 멈추기를 기다립니다',
    },
    () => program.hasEnded(),
    (hasEnded) => hasEnded,
    { timeoutMs: STOP_MS },
  )
}

async function startedAtEnd(
  lab: Lab,
  topic: string,
  stored: readonly PrintableMessage[],
): Promise<boolean> {
  const { requests } = await lab.readRequests()
  const atEnd = partitionsStartedAtEnd(requests, topic)
  return stored.every(({ partition }) => atEnd.includes(partition))
}

async function explainMissing(
  lab: Lab,
  program: LearnerProgram,
  topic: string,
  stored: readonly PrintableMessage[],
) {
  const missing = stored.filter(({ nonce }) => program.linesWith(nonce).length === 0)
  if (missing.length === 0) return undefined
  if (missing.every(({ nonce }) => program.wroteToStderr(nonce))) return says.wroteToStderr
  if (/<Buffer [0-9a-f]{2} /.test(program.readOutput().stdout.text)) return says.notText
  return (await startedAtEnd(lab, topic, stored)) ? says.startedAtEnd : undefined
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

function nonces(messages: readonly PrintableMessage[]): string[] {
  return messages.map(({ nonce }) => nonce)
}
