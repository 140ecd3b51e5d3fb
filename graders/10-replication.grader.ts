import {
  blockedBy,
  brokerUnanswering,
  createTopic,
  exercise,
  expect,
  fail,
  fenceMetadata,
  listOf,
  noteOf,
  offerNonces,
  partitionTable,
  readNonces,
  readTopic,
  readTopicConfigs,
  readTopicShape,
  takeDown,
  waitForFullIsr,
  type Lab,
  type OfferedNonce,
} from '#checks/index.ts'
import {
  cannotWrite,
  configEvidence,
  dataLost,
  minimumTooLow,
  notMoved,
  outageTable,
  topicMissing,
  uncleanElection,
} from './10-replication.findings.ts'
import { says } from './10-replication.messages.ts'

const DEADLINE_MS = 60_000
/** Copying a handful of messages takes a second; a machine with far too much to do gets more. */
const COPIED_MS = 20_000
const CAUGHT_UP_MS = 60_000
/** New leaders show a message when the other replicas have asked for it; on a busy machine that lasts. */
const READ_MS = 30_000
/** Of a topic with more partitions only so many are written to. */
const MOST_PARTITIONS = 12
const REPLICAS = 3
const MINIMUM = 2

exercise('10-replication', ({ lab, check }) => {
  const setUp = lab.once('set-up', async () => {
    const oldTopic = lab.name('old-events')
    const partitions = lab.draw.integer(2, 4)
    await createTopic(lab.kafka, { topic: oldTopic, partitions, replicationFactor: 1 })
    const twice = Array.from({ length: 2 * partitions }, (_, index) => index % partitions)
    const oldMessages = await offerNonces(lab, oldTopic, twice)
    return { topic: lab.name('user-events'), oldTopic, oldMessages }
  })

  const created = lab.once('program', async () => {
    const { topic, oldTopic } = await setUp()
    lab.doing({ en: 'your script is running', ko: '스크립트를 실행하고 있습니다' })
    const variables = { TOPIC: topic, OLD_TOPIC: oldTopic }
    const end = await lab.startProgram({ variables, deadlineMs: DEADLINE_MS }).ended
    await fenceMetadata(lab)
    // A reassignment that was begun goes on after the script.
    for (const each of [topic, oldTopic]) await waitForFullIsr(lab, each, COPIED_MS)
    return { end, shape: await readTopicShape(lab.kafka, topic) }
  })

  const topicShape = async () => (await created()).shape ?? blockedBy('10-C1')

  const oldTopicNow = lab.once('observing', async () => {
    const { oldTopic, oldMessages } = await setUp()
    await created()
    const observed = await readTopic(lab.kafka, oldTopic)
    const { nonces } = await readNonces(lab, oldTopic)
    return { observed, missing: oldMessages.filter(({ nonce }) => !nonces.has(nonce)) }
  })

  /** Messages are stored, the leader of one of the partitions is killed, and the rest is looked at. */
  const outage = lab.once('observing', async () => {
    const before = await topicShape()
    await oldTopicNow()
    const numbers = before.partitions.map(({ partition }) => partition).slice(0, MOST_PARTITIONS)
    const sent = await offerNonces(lab, before.topic, [...numbers, ...lab.draw.shuffle(numbers)])
    const { leader: broker } = before.partitions[lab.draw.pick(numbers)]!
    const topics = [before.topic]
    const { topics: left, settledAfterMs } = await takeDown(lab, {
      broker,
      how: 'killBroker',
      topics,
    })
    const [after = before] = left
    await untilOthersInSync(lab, before.topic, broker)
    const stored = sent.filter(({ refusal }) => refusal === undefined)
    const led = after.partitions.filter(({ leader }) => leader >= 0)
    const writable = led.map(({ partition }) => partition).filter((each) => numbers.includes(each))
    const during = await offerNonces(lab, before.topic, writable)
    // Under their minimum, partitions may not show their last messages, which are not lost either.
    const unread = during.some(isRefused) ? [] : await untilRead(lab, before.topic, stored)
    return { before, after, broker, settledAfterMs, sent, stored, unread, writable, during }
  })

  /** What the old topic lost for as long as the broker was down, as far as that was tried. */
  const oldDuring = lab.once('observing', async () => {
    const { oldTopic, oldMessages } = await setUp()
    await outage()
    const { nonces } = await readNonces(lab, oldTopic)
    return oldMessages.filter(({ nonce }) => !nonces.has(nonce)).length
  })

  check('10-C1', async () => {
    const { topic } = await setUp()
    const { end, shape } = await created()
    if (!shape) fail(topicMissing(topic, end))
    expect(shape).to.have.replicationFactor(REPLICAS, says.replicas)
    return [partitionTable(shape)]
  })

  check('10-C2', async () => {
    const { topic } = await topicShape()
    const found = await readMinimum(lab, topic)
    if (found < MINIMUM) fail(minimumTooLow(topic, found))
    // Three of three is a minimum, too, and what is wrong with it shows in an outage.
    if (found > MINIMUM && (await outage()).during.some(isRefused)) blockedBy('10-C4')
    return [configEvidence(topic, found)]
  })

  check('10-C3', async () => {
    const { topic } = await topicShape()
    const seen = await outage()
    if (seen.stored.length === 0 || seen.during.some(isRefused)) blockedBy('10-C4')
    if (seen.unread.length > 0) fail(dataLost(seen))
    const configs = await readTopicConfigs(lab.kafka, topic)
    if (configs?.['unclean.leader.election.enable']?.value === 'true') fail(uncleanElection(topic))
    return [outageTable(seen), noteOf(says.stayed(seen.stored.length, seen.broker))]
  })

  check('10-C4', async () => {
    const seen = await outage()
    const refused = [...seen.sent, ...seen.during].filter(isRefused)
    if (refused.length > 0) fail(cannotWrite(seen, await readMinimum(lab, seen.before.topic)))
    if (seen.writable.length === 0) blockedBy('10-C3')
    return [noteOf(says.failover(seen.broker, seen.settledAfterMs))]
  })

  check('10-C5', async () => {
    const { before, broker } = await outage()
    await oldDuring()
    const startedAt = performance.now()
    await lab.faults.restartBroker(broker)
    const isFull = await waitForFullIsr(lab, before.topic, CAUGHT_UP_MS)
    const tookMs = performance.now() - startedAt
    return [noteOf(isFull ? says.caughtUp(broker, tookMs) : says.notCaughtUp(broker))]
  })

  check('10-C6', async () => {
    const { oldTopic, oldMessages } = await setUp()
    const { observed, missing } = await oldTopicNow()
    if (observed === undefined || missing.length > 0) {
      const partitions = listOf([...new Set(missing.map(({ partition }) => partition))])
      fail(notMoved(observed, says.oldLost(oldTopic, missing.length, partitions)))
    }
    const isMoved = observed.partitions.every(({ replicas }) => replicas.length >= REPLICAS)
    if (isMoved) return
    const unreadable = (await created()).shape ? await oldDuring() : 0
    fail(notMoved(observed, says.notMoved(oldTopic, unreadable, oldMessages.length)))
  })
})

/** A living broker that has fallen behind would have messages refused for which nobody here is to blame. */
async function untilOthersInSync(lab: Lab, topic: string, down: number): Promise<void> {
  if (await waitForFullIsr(lab, topic, COPIED_MS, down)) return
  const what = `replicas of ${topic} in sync, but for broker ${down}`
  const { brokers } = lab.kafka
  throw brokerUnanswering({ what, brokers, afterMs: COPIED_MS, lastSeen: 'one is behind' })
}

function isRefused({ refusal }: OfferedNonce): boolean {
  return refusal !== undefined
}

async function readMinimum(lab: Lab, topic: string): Promise<number> {
  const configs = await readTopicConfigs(lab.kafka, topic)
  return Number(configs?.['min.insync.replicas']?.value ?? 1)
}

/** The messages that cannot be read, once all others were. */
async function untilRead(
  lab: Lab,
  topic: string,
  messages: readonly OfferedNonce[],
): Promise<readonly OfferedNonce[]> {
  const { value } = await lab.waitFor(
    { en: 'reading what was stored before', ko: '장애 전에 저장한 메시지를 읽고 있습니다' },
    async () => {
      const { nonces, leaderless } = await readNonces(lab, topic)
      return { unread: messages.filter(({ nonce }) => !nonces.has(nonce)), leaderless }
    },
    ({ unread }) => unread.length === 0,
    {
      timeoutMs: READ_MS,
      isHopeless: ({ unread, leaderless }) =>
        unread.every(({ partition }) => leaderless.includes(partition)),
    },
  )
  return value.unread
}
