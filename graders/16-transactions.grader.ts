import {
  blockedBy,
  exercise,
  expect,
  fail,
  findSourceLines,
  givenUpNote,
  lastWords,
  listOf,
  noteOf,
  readTopic,
  type Evidence,
  type Lab,
  type ObservedMessage,
} from '#checks/index.ts'
import { says } from './16-transactions.messages.ts'
import { pairFinding } from './16-transactions.pairs.ts'
import { runThroughFaults, type Run } from './16-transactions.run.ts'
import { isTransferred } from './16-transactions.work.ts'

const MOST_IDS = 5

/** A kafkajs transaction of which nobody waits for the end; the next one begins too early. */
const NOT_AWAITED = /^\s*(?:void\s+)?\w*(?:transaction|txn?)\w*\.(?:commit|abort)\(/i

exercise('16-transactions', ({ lab, check }) => {
  const run = lab.once('program', () => runThroughFaults(lab))

  /** A program that wrote nothing has not shown anything else either. */
  const writtenRun = async () => {
    const seen = await run()
    if (seen.last.messages.length === 0) blockedBy('16-C3')
    return seen
  }

  /** What is said of transactions needs one. */
  const transactionalRun = async () => {
    const seen = await writtenRun()
    if (!seen.last.messages.some(({ isTransactional }) => isTransactional)) blockedBy('16-C2')
    return seen
  }

  check('16-C1', async () => {
    const { last } = await writtenRun()
    const without = last.messages.filter(({ producerId }) => producerId < 0n)
    if (without.length === 0) return
    fail({
      id: 'not-idempotent',
      message: says.notIdempotent(without.length),
      expected: {
        en: 'every batch in OUT_TOPIC has a producer id',
        ko: 'OUT_TOPIC의 모든 배치에 프로듀서 ID가 있음',
      },
      actual: {
        en: `none on ${without.length} of ${last.messages.length} messages`,
        ko: `메시지 ${last.messages.length}개 가운데 ${without.length}개에 없음`,
      },
      evidence: await findSourceLines(lab, /\bproducer\(|Producer\(/),
    })
  })

  check('16-C2', async () => {
    const { last } = await writtenRun()
    const outside = last.messages.filter(
      ({ producerId, isTransactional }) => producerId >= 0n && !isTransactional,
    )
    if (outside.length > 0) fail(await outsideFinding(lab, outside, last.messages.length))
  })

  check('16-C3', async () => {
    const seen = await run()
    const finding = pairFinding(seen)
    if (!finding) return [faultTable(seen)]
    const lines = finding.id === 'program-stuck' ? await findSourceLines(lab, NOT_AWAITED) : []
    const message = lines.length > 0 ? says.stuckUnawaited(seen.idle.length) : finding.message
    const evidence = [...finding.evidence, ...givenUpNote(seen), ...lines, ...lastWords(seen.end)]
    fail({ ...finding, message, evidence })
  })

  check('16-C4', async () => {
    const seen = await transactionalRun()
    const plain = seen.history.events.filter(
      (event) => event.kind === 'commit' && !event.isTransactional,
    )
    if (plain.length > 0) fail(await plainFinding(lab, seen, plain.length))
    const coverage = await readCoverage(lab, seen)
    const without = withoutOffsets(seen)
    if (without > 0 && !isCovered(coverage)) fail(await noOffsetFinding(lab, seen, without))
    expect(coverage).to.reach.theEndOfEveryPartition(says.notAtEnd)
  })

  check('16-C5', async () => {
    const { last, transactions } = await transactionalRun()
    if (last.blocked.length === 0) return
    const partitions = listOf(last.blocked.map(({ partition }) => partition))
    const { ids } = transactions
    const areMany = ids.length > 1
    fail({
      id: areMany ? 'transactional-id-changes' : 'transaction-left-open',
      message: areMany ? says.manyIds(ids.length) : says.open(partitions),
      expected: {
        en: 'the last stable offset is the end of every partition',
        ko: '모든 파티션에서 마지막 안정 오프셋(LSO)이 끝 오프셋과 같음',
      },
      actual: { en: `not so on partition ${partitions}`, ko: `파티션 ${partitions}에서 다름` },
      evidence: [blockedTable(last.blocked), ...idNote(ids)],
    })
  })
})

async function outsideFinding(lab: Lab, outside: readonly ObservedMessage[], all: number) {
  return {
    id: 'outside-transaction',
    message: says.outside(outside.length),
    expected: {
      en: 'every message in OUT_TOPIC belongs to a transaction',
      ko: 'OUT_TOPIC의 모든 메시지가 트랜잭션에 속함',
    },
    actual: {
      en: `${outside.length} of ${all} do not`,
      ko: `${all}개 가운데 ${outside.length}개가 속하지 않음`,
    },
    evidence: await findSourceLines(lab, /\.send\w*\(|\.produce\(/),
  }
}

async function plainFinding(lab: Lab, { history }: Run, count: number) {
  const inside = history.events.filter(
    (event) => event.kind === 'commit' && event.isTransactional,
  ).length
  return {
    id: 'committed-outside',
    message: says.plainCommits(count),
    expected: { en: 'TxnOffsetCommit alone', ko: 'TxnOffsetCommit만 있음' },
    actual: {
      en: `${count} offsets by OffsetCommit, ${inside} by TxnOffsetCommit`,
      ko: `OffsetCommit으로 ${count}개, TxnOffsetCommit으로 ${inside}개`,
    },
    evidence: await findSourceLines(lab, /auto[._]?commit|commit\w*offsets?\(|consumer\.commit/i),
  }
}

/** So many committed transactions hold writes, and no offset of GROUP. */
function withoutOffsets({ groupId, transactions }: Run): number {
  if (!transactions.isComplete) return 0
  return transactions.committed.filter(
    ({ writes, groupIds }) => writes > 0 && !groupIds.includes(groupId),
  ).length
}

async function noOffsetFinding(lab: Lab, { groupId, transactions }: Run, count: number) {
  const named = transactions.committed.flatMap(({ groupIds }) => groupIds)
  const others = [...new Set(named)].filter((id) => id !== groupId)
  const all = transactions.committed.filter(({ writes }) => writes > 0).length
  return {
    id: others.length > 0 ? 'offsets-of-another-group' : 'no-offset-in-transaction',
    message: others.length > 0 ? says.otherGroup(listOf(others)) : says.withoutOffsets(count),
    expected: {
      en: `each transaction that writes holds an offset of ${groupId}`,
      ko: `쓰기가 있는 트랜잭션마다 ${groupId}의 오프셋도 들어 있음`,
    },
    actual: {
      en: `${count} of ${all} committed ones do not`,
      ko: `커밋된 트랜잭션 ${all}개 가운데 ${count}개에 없음`,
    },
    evidence: await findSourceLines(lab, /send_?offsets/i),
  }
}

/** What GROUP committed, and how far it had to; what was never transferred is 16-C3's matter. */
async function readCoverage(lab: Lab, { groupId, input, inputs, last }: Run) {
  const observed = (await readTopic(lab.kafka, input))!
  const done = inputs.filter((each) => each.lot > 0 && !each.bad && isTransferred(last, each))
  if (done.length === 0) blockedBy('16-C3')
  const partitions = observed.partitions.flatMap((partition) => {
    const here = done.filter((each) => each.partition === partition.partition)
    const reached = here.reduce((most, { offset }) => (offset >= most ? offset + 1n : most), 0n)
    if (here.length === 0) return []
    const offset = last.committed.get(partition.partition) ?? -1n
    const isFurther = offset > reached && offset <= partition.end
    return [{ ...partition, end: isFurther ? offset : reached }]
  })
  const committed = [...last.committed].map(([partition, offset]) => {
    return { topic: input, partition, offset }
  })
  return { groupId, topic: { ...observed, partitions }, committed }
}

function isCovered({ topic, committed }: Awaited<ReturnType<typeof readCoverage>>): boolean {
  return topic.partitions.every(({ partition, end }) => {
    return committed.some((place) => place.partition === partition && place.offset >= end)
  })
}

function blockedTable(blocked: Run['last']['blocked']): Evidence {
  return {
    kind: 'table',
    title: {
      en: 'Where a read_committed consumer has to stop',
      ko: 'read_committed 컨슈머가 멈추는 곳',
    },
    columns: [
      { en: 'partition', ko: '파티션' },
      { en: 'last stable offset', ko: '마지막 안정 오프셋(LSO)' },
      { en: 'end', ko: '끝 오프셋' },
    ],
    rows: blocked.map(({ partition, stable, end }) => [partition, stable, end].map(String)),
  }
}

function idNote(ids: readonly string[]): Evidence[] {
  if (ids.length === 0) return []
  const shown = listOf(ids.slice(0, MOST_IDS))
  return [
    noteOf({
      en: `transactional ids, in the order of their first use: ${shown}`,
      ko: `처음 쓰인 순서로 본 트랜잭션 ID: ${shown}`,
    }),
  ]
}

/** What the log holds and what of it counts, for those who look closer. */
function faultTable({ last, moments }: Run): Evidence {
  const aborted = last.messages.filter(({ isAborted }) => isAborted).length
  const kills = moments.filter(({ kind }) => kind === 'killed').length
  return noteOf({
    en: `${last.messages.length} messages are stored in OUT_TOPIC, ${aborted} of them in aborted transactions; the program was killed ${kills} time(s).`,
    ko: `OUT_TOPIC에 메시지 ${last.messages.length}개가 저장되었고 그 가운데 ${aborted}개는 중단된 트랜잭션의 것입니다. 프로그램은 ${kills}번 강제 종료되었습니다.`,
  })
}
