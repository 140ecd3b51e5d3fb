import {
  assertDelivery,
  blockedBy,
  createTopic,
  exercise,
  fail,
  findSourceLines,
  isHalfStored,
  jsonLines,
  listOf,
  noteOf,
  partitionsOf,
  readTopic,
  readTopicEnds,
  readWrites,
  runProducer,
  spreadOver,
  storedEvents,
  type Lab,
} from '#checks/index.ts'
import { drawEvents } from './13-key-order.events.ts'
import { findWrongKeys, keyTable, sharedKey } from './13-key-order.keys.ts'
import { says } from './13-key-order.messages.ts'
import {
  findOvertaken,
  groupByAccount,
  isReversed,
  overtakenTable,
  placeTable,
  type AccountMessages,
  type StoredAccountEvent,
} from './13-key-order.places.ts'

const DEADLINE_MS = 90_000
/** So many accounts do not meet in one partition by chance, whatever the partitioner. */
const ENOUGH_ACCOUNTS = 10

exercise('13-key-order', ({ lab, check }) => {
  const setUp = lab.once('set-up', async () => {
    const topic = lab.name('user-events')
    const partitions = lab.draw.integer(4, 7)
    await createTopic(lab.kafka, { topic, partitions })
    const events = drawEvents(lab)
    const eventsFile = await lab.writeInput('events.jsonl', jsonLines(events))
    return { topic, partitions, events, eventsFile, endsBefore: await readTopicEnds(lab.kafka) }
  })

  const ran = lab.once('program', async () => {
    const { topic, events, eventsFile, endsBefore } = await setUp()
    const variables = { TOPIC: topic, EVENTS_FILE: eventsFile }
    return runProducer(lab, { topic, events, variables, deadlineMs: DEADLINE_MS, endsBefore })
  })

  const stored = lab.once('observing', async () => {
    const { topic, partitions, events } = await setUp()
    const { match } = await ran()
    const found = storedEvents(events, match)
    const now = (await readTopic(lab.kafka, topic))?.partitions.length ?? 0
    return { found, accounts: groupByAccount(found), added: Math.max(0, now - partitions) }
  })

  /** Accounts of which at least two events are there, else nothing can be said of their order. */
  const severalEvents = async () => {
    const { accounts } = await stored()
    const several = accounts.filter(({ found }) => numberOfEvents(found) > 1)
    return several.length > 0 ? several : blockedBy('13-C5')
  }

  /** What is right with a few events is not said of a program that sends no more. */
  const blockUnlessHalf = async () => {
    const [{ events }, { match }] = [await setUp(), await ran()]
    if (!isHalfStored(match, events)) blockedBy('13-C5')
  }

  check('13-C1', async () => {
    const { found } = await stored()
    if (found.length === 0) blockedBy('13-C5')
    const { wrong, kind, shown } = findWrongKeys(found)
    if (!kind) await blockUnlessHalf()
    if (!kind) return [keyTable(found.slice(0, 3))]
    return fail({
      id: `key-${kind}`,
      message: says.wrongKey(kind, { shown, wrong: wrong.length, all: found.length }),
      expected: { en: `key ${wrong[0]!.event.account}`, ko: `키 ${wrong[0]!.event.account}` },
      actual: { en: `key ${shown}`, ko: `키 ${shown}` },
      evidence: [keyTable(wrong), ...(await findSourceLines(lab, /key/i))],
    })
  })

  check('13-C2', async () => {
    const accounts = await severalEvents()
    const { added } = await stored()
    const spread = accounts.filter(({ found }) => partitionsOf(found).length > 1)
    const [first] = spread
    if (!first) await blockUnlessHalf()
    if (!first) return [placeTable(accounts)]
    return fail({
      id: added > 0 ? 'spread-by-new-partitions' : 'account-spread',
      message: spreadMessage(first, added),
      expected: { en: 'one partition for each account', ko: '계정마다 파티션 하나' },
      actual: {
        en: `${spread.length} of ${accounts.length} accounts are in several`,
        ko: `계정 ${accounts.length}개 가운데 ${spread.length}개가 여러 파티션에 있음`,
      },
      evidence: [placeTable(accounts), ...(await findSourceLines(lab, /partition/i))],
    })
  })

  check('13-C3', async () => {
    const { topic } = await setUp()
    const accounts = await severalEvents()
    const overtaken = accounts.flatMap((each) => findOvertaken(each) ?? [])
    const [first] = overtaken
    if (!first) return blockUnlessHalf()
    fail({
      id: 'order-lost',
      message: accounts.every(isReversed)
        ? says.reversed(first.account, first.later.event.seq, first.earlier.event.seq)
        : says.overtaken(first.account, first.later.event.seq, first.earlier.event.seq),
      expected: { en: 'seq rises with the offset', ko: '오프셋이 커질수록 seq도 커짐' },
      actual: {
        en: `in disorder: ${overtaken.length} of ${accounts.length} accounts`,
        ko: `계정 ${accounts.length}개 가운데 ${overtaken.length}개의 순서가 어긋남`,
      },
      evidence: [overtakenTable(first), ...(await requestNote(lab, topic))],
    })
  })

  check('13-C4', async () => {
    const { partitions } = await setUp()
    const { found, accounts, added } = await stored()
    const used = partitionsOf(found)
    const bars = Array.from({ length: partitions + added }, (_, partition) => ({
      label: `${partition}`,
      count: found.filter(({ message }) => message.partition === partition).length,
    }))
    const picture = spreadOver(says.byPartition, bars)
    if (used.length > 1) await blockUnlessHalf()
    if (used.length > 1) return [picture]
    if (accounts.length < ENOUGH_ACCOUNTS) blockedBy('13-C5')
    return fail({
      id: 'one-partition',
      message: says.onePartition(used[0]!, sharedKey(found)),
      expected: { en: '2 partitions or more', ko: '파티션 2개 이상' },
      actual: { en: `only partition ${listOf(used)}`, ko: `파티션 ${listOf(used)}만 사용` },
      evidence: [picture, ...(await findSourceLines(lab, /key|partition/i))],
    })
  })

  check('13-C5', async () => {
    const { events } = await setUp()
    assertDelivery(await ran(), events)
  })
})

function numberOfEvents(found: readonly StoredAccountEvent[]): number {
  return new Set(found.map(({ event }) => event.nonce)).size
}

function spreadMessage({ account, found }: AccountMessages, added: number) {
  const partitions = listOf(partitionsOf(found))
  if (added > 0) return says.spreadByGrowth(account, partitions, added)
  const keys = new Set(found.map(({ message }) => message.key?.toString('hex')))
  if (keys.has(undefined)) return says.spreadWithoutKey(account, partitions)
  return keys.size > 1
    ? says.spreadByKeys(account, partitions, keys.size)
    : says.spreadInSpite(account, partitions)
}

/** In how many requests the messages came: one that is under way may be overtaken by the next. */
async function requestNote(lab: Lab, topic: string) {
  const { requests, connections } = await readWrites(lab, topic)
  if (requests === 0) return []
  return [noteOf(says.requests(requests, connections))]
}
