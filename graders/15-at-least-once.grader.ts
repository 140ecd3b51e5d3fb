import {
  blockedBy,
  exercise,
  expect,
  fail,
  findSourceLines,
  givenUpNote,
  groupsJoinedInstead,
  isPassed,
  lastWords,
  listOf,
  readTopic,
  showValue,
  type Evidence,
  type Lab,
} from '#checks/index.ts'
import { findEarlyInHistory, pastTheEnd, timelineOf } from './15-at-least-once.evidence.ts'
import { says } from './15-at-least-once.messages.ts'
import { runThroughCrashes, type Run } from './15-at-least-once.run.ts'
import { isStored, missingIn, type EarlyCommit, type Item } from './15-at-least-once.work.ts'

/** What the exercise promises the learner: so many messages a crash may repeat. */
const REPEATS_PER_CRASH = 50

const WRITES_AND_COMMITS = /\bsend\w*\(|produce\(|commit\w*\(|resolveOffset|auto[._]?commit/i

exercise('15-at-least-once', ({ lab, check }) => {
  const run = lab.once('program', () => runThroughCrashes(lab))

  /** A worker that was not seen through its crashes has shown nothing, unless it was only slow. */
  const wholeRun = async () => {
    const seen = await run()
    if (!seen.isWhole && isUnfinished(seen)) blockedBy('15-C1')
    return seen
  }

  check('15-C1', async () => {
    const seen = await run()
    const missing = missingIn(seen.last, seen.items)
    if (isOtherText(seen)) fail(await otherTextFinding(lab, seen, missing[0]!))
    if (missing.length > 0) fail(await lossOf(lab, seen, missing))
    if (seen.idle.length > 0) fail(await lateFinding(lab, seen))
    return [timelineOf(seen, seen.items.at(-1)!.partition, {})]
  })

  check('15-C2', async () => {
    const seen = await run()
    if (isOtherText(seen)) blockedBy('15-C1')
    const early = seen.early ?? findEarlyInHistory(seen) ?? pastTheEnd(seen)
    if (early) fail(await earlyFinding(lab, seen, early))
    await wholeRun()
  })

  check('15-C3', async () => {
    const seen = await wholeRun()
    const limit = REPEATS_PER_CRASH * crashesOf(seen)
    const repeats = seen.items.reduce((sum, item) => sum + repeatsOf(seen, item), 0)
    if (repeats > limit) fail(repeatFinding(seen, repeats, limit))
  })

  check('15-C4', async () => {
    const seen = await run()
    const processed = seen.items.filter(({ lot, nonce }) => lot > 0 && isStored(seen.last, nonce))
    if (processed.length === 0) blockedBy('15-C1')
    await assertAtEnd(lab, seen, processed)
  })
})

/** What was written only after the end was announced comes too late for a worker that is killed. */
function isUnfinished({ items, last, idle }: Run): boolean {
  return idle.length > 0 || missingIn(last, items).length > 0
}

function repeatsOf({ last }: Run, { nonce }: Item): number {
  return Math.max(0, last.copies.get(nonce)!.filter(({ isOpen }) => !isOpen).length - 1)
}

/** It writes, but never a nonce alone: of the order of its work and its commits that tells nothing. */
function isOtherText({ items, last }: Run): boolean {
  const isAnyThere = items.some(({ lot, nonce }) => lot > 0 && isStored(last, nonce))
  return !isAnyThere && last.strangeValues.length > 0
}

async function otherTextFinding(lab: Lab, { last }: Run, { nonce }: Item) {
  const value = showValue(last.strangeValues[0]!)
  return {
    id: 'not-the-nonce',
    message: says.notTheNonce,
    expected: { en: `values such as ${nonce}`, ko: `${nonce} 같은 값` },
    actual: { en: `for one ${value}`, ko: `예를 들어 ${value}` },
    evidence: await findSourceLines(lab, /\bsend\w*\(|produce\(/i),
  }
}

/** A program that ended by itself had to be started again too. */
function crashesOf({ moments }: Run): number {
  return moments.filter(({ kind }) => kind !== 'started').length
}

async function lateFinding(lab: Lab, seen: Run) {
  const { items, idle, end } = seen
  const given = items.filter(({ lot }) => lot > 0).length
  const lines = await findSourceLines(lab, /SIGTERM|SIGINT|\bsend\w*\(|produce\(/i)
  return {
    id: 'written-at-the-end',
    message: says.late(idle.length),
    expected: {
      en: `${given} messages in OUT_TOPIC while the worker runs`,
      ko: `워커가 실행되는 동안 OUT_TOPIC에 메시지 ${given}개`,
    },
    actual: {
      en: `${given - idle.length} of them until SIGTERM`,
      ko: `SIGTERM을 받을 때까지 ${given - idle.length}개`,
    },
    evidence: [...givenUpNote(seen), ...lines, ...lastWords(end)],
  }
}

async function lossOf(lab: Lab, seen: Run, missing: readonly Item[]) {
  const { items, last } = seen
  const given = items.filter(({ lot }) => lot > 0)
  const passed = missing.filter((item) => isPassed(last, item))
  const isNothing = missing.length === given.length
  const { id, message } = isNothing
    ? { id: 'nothing-processed', message: says.nothing }
    : passed.length > 0
      ? { id: 'messages-lost', message: says.lost(missing.length) }
      : { id: 'worker-stuck', message: says.stuck(missing.length) }
  const lost = passed[0] ?? missing[0]!
  const timeline = timelineOf(seen, lost.partition, {
    commit: (offset) => passed.length > 0 && offset === firstPast(seen, lost),
  })
  return {
    id,
    message,
    expected: {
      en: `${given.length} messages in OUT_TOPIC`,
      ko: `OUT_TOPIC에 메시지 ${given.length}개`,
    },
    actual: {
      en: `${given.length - missing.length} of them; for example message ${lost.offset} of partition ${lost.partition} is not there`,
      ko: `그 가운데 ${given.length - missing.length}개. 예를 들어 파티션 ${lost.partition}의 메시지 ${lost.offset}이(가) 없음`,
    },
    evidence: [
      ...(isNothing ? [] : [timeline]),
      ...givenUpNote(seen),
      ...(passed.length > 0 ? await findSourceLines(lab, WRITES_AND_COMMITS) : lastWords(seen.end)),
    ],
  }
}

/** The offset that was committed when the group first passed a message. */
function firstPast({ history }: Run, { partition, offset }: Item): bigint | undefined {
  for (const event of history.events) {
    const isPast = event.kind === 'commit' && event.partition === partition && event.offset > offset
    if (isPast) return event.offset
  }
  return undefined
}

async function earlyFinding(lab: Lab, seen: Run, { partition, offset, item }: EarlyCommit) {
  const unacknowledged = seen.history.events.filter(
    (event) => event.kind === 'write' && event.acks === 0,
  )
  const evidence: Evidence[] = [
    timelineOf(seen, partition, { commit: (found) => found === offset }),
    ...(await findSourceLines(lab, WRITES_AND_COMMITS)),
  ]
  if (!item) {
    const end = seen.items.filter((each) => each.partition === partition).length
    return {
      id: 'committed-past-end',
      message: says.pastEnd(offset, partition),
      expected: { en: `at most ${end}`, ko: `${end} 이하` },
      actual: { en: `${offset}`, ko: `${offset}` },
      evidence,
    }
  }
  const isUnacknowledged = unacknowledged.length > 0
  return {
    id: isUnacknowledged ? 'written-without-acks' : 'committed-before-processed',
    message: isUnacknowledged
      ? says.unacknowledged(unacknowledged.length)
      : says.early(offset, item.offset),
    expected: {
      en: `at most ${item.offset} committed on partition ${partition} until message ${item.offset} is in OUT_TOPIC`,
      ko: `메시지 ${item.offset}이(가) OUT_TOPIC에 들어갈 때까지 파티션 ${partition}의 커밋은 ${item.offset} 이하`,
    },
    actual: {
      en: `${offset} was committed while it was not there`,
      ko: `아직 없는데 ${offset}이(가) 커밋됨`,
    },
    evidence,
  }
}

function repeatFinding(seen: Run, repeats: number, limit: number) {
  const { items, history, moments } = seen
  const firstKill = moments.find(({ kind }) => kind === 'killed')?.atMs ?? 0
  const hasCommitted = history.events.some(
    ({ kind, atMs }) => kind === 'commit' && atMs < firstKill,
  )
  const isSilent = history.isComplete && !hasCommitted
  const most = items.toSorted((one, other) => repeatsOf(seen, other) - repeatsOf(seen, one))[0]!
  return {
    id: isSilent ? 'never-committed' : 'committed-too-rarely',
    message: isSilent ? says.neverCommitted(repeats) : says.repeated(repeats),
    expected: {
      en: `at most ${limit}: ${REPEATS_PER_CRASH} for each of ${crashesOf(seen)} crashes`,
      ko: `${limit}개 이하(강제 종료 ${crashesOf(seen)}번, 한 번에 ${REPEATS_PER_CRASH}개)`,
    },
    actual: { en: `${repeats}`, ko: `${repeats}개` },
    evidence: [timelineOf(seen, most.partition, { areRepeatsWrong: true })],
  }
}

/** What was never processed is 15-C1's matter, and what lies past the end 15-C2's. */
async function assertAtEnd(lab: Lab, seen: Run, processed: readonly Item[]): Promise<void> {
  const { groupId, input, last } = seen
  const observed = (await readTopic(lab.kafka, input))!
  const hasCommitted = seen.history.events.some(({ kind }) => kind === 'commit')
  const others = hasCommitted ? [] : await groupsJoinedInstead(lab, groupId)
  const partitions = observed.partitions.flatMap((partition) => {
    const here = processed.filter((item) => item.partition === partition.partition)
    const reached = here.reduce((most, { offset }) => (offset >= most ? offset + 1n : most), 0n)
    const offset = last.committed.get(partition.partition) ?? -1n
    if (here.length === 0) return []
    return [{ ...partition, end: offset > reached ? offset : reached }]
  })
  const committed = [...last.committed].map(([partition, offset]) => {
    return { topic: input, partition, offset }
  })
  const areOneShort = partitions.every(
    ({ partition, end }) => last.committed.get(partition) === end - 1n,
  )
  const say =
    others.length > 0
      ? () => says.otherGroup(listOf(others))
      : areOneShort
        ? says.oneShort
        : says.notAtEnd
  const topic = { ...observed, partitions }
  expect({ groupId, topic, committed }).to.reach.theEndOfEveryPartition(say)
}
