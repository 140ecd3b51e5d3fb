import {
  blockedBy,
  changeOf,
  createTopic,
  exercise,
  expect,
  fail,
  isNamed,
  lastWords,
  listConfigs,
  listOf,
  partitionTable,
  readGrowth,
  readTopicEnds,
  readTopicShape,
  undescribedPartitions,
  type Lab,
  type ProgramEnd,
  type TopicShape,
} from '#checks/index.ts'
import { says } from './02-create-topics.messages.ts'

const DEADLINE_MS = 60_000
/** What an admin client was told is done may take a moment to show. */
const VISIBLE_MS = 700
const REPLICAS = 1

type Wish = Awaited<ReturnType<typeof drawWish>>

exercise('02-create-topics', ({ lab, check }) => {
  const setUp = lab.once('set-up', () => drawWish(lab))

  const first = lab.once('program', async () => {
    const wish = await setUp()
    lab.doing({ en: 'your script runs for the first time', ko: '스크립트를 처음 실행합니다' })
    const end = await run(lab, wish)
    const { value: shape } = await lab.waitFor(
      { en: 'looking at the topic', ko: '토픽을 살펴보고 있습니다' },
      () => readTopicShape(lab.kafka, wish.topic),
      (seen) => seen !== undefined && isAsAsked(seen, wish),
      { timeoutMs: VISIBLE_MS },
    )
    return { end, shape, growth: await readGrowth(lab, wish.endsBefore, []) }
  })

  const second = lab.once('program', async () => {
    const wish = await setUp()
    await first()
    lab.doing({ en: 'your script runs once more', ko: '스크립트를 한 번 더 실행합니다' })
    const end = await run(lab, wish)
    return { end, shape: await readTopicShape(lab.kafka, wish.topic) }
  })

  /** The topic as the first run left it. */
  const created = async () => {
    const { shape } = await first()
    return shape ?? blockedBy('02-C1')
  }

  check('02-C1', async () => {
    const { topic } = await setUp()
    const { end, shape, growth } = await first()
    if (shape) return
    const others = growth.map((grown) => grown.topic)
    fail({
      id: others.length > 0 ? 'other-topic-created' : 'topic-missing',
      message: says.missing(topic),
      expected: { en: `a topic ${topic}`, ko: `${topic} 토픽` },
      actual:
        others.length > 0
          ? { en: `new topics: ${listOf(others)}`, ko: `새로 생긴 토픽: ${listOf(others)}` }
          : { en: 'no new topic', ko: '새로 생긴 토픽 없음' },
      evidence: lastWords(end),
    })
  })

  check('02-C2', async () => {
    const { partitions } = await setUp()
    expect(await created()).to.have.partitionCount(partitions, says.partitions(partitions))
  })

  check('02-C3', async () => {
    const shape = await created()
    expect(shape).to.have.replicationFactor(REPLICAS, says.replicas)
    return [partitionTable(shape)]
  })

  check('02-C4', async () => {
    const { retentionMs } = await setUp()
    expect(await created()).to.have.topicConfig('retention.ms', retentionMs, says.retention)
  })

  check('02-C5', async () => {
    const { decoys } = await setUp()
    const shape = await created()
    const { end } = await first()
    // A first run that broke off after creating may have had no chance to show anything.
    const hasFailed = end.reason === 'by-itself' && end.exitCode !== 0
    const shown = hasFailed ? (await second()).end : end
    // Some ways to print, as Python's logging, write to standard error.
    const text = `${shown.stdout.text}\n${shown.stderr.text}`
    const undescribed = undescribedPartitions(text, shape)
    if (undescribed.length > 0) fail(notDescribed(undescribed, shown))
    const unlisted = decoys.map(({ topic }) => topic).filter((topic) => !isNamed(text, topic))
    if (unlisted.length > 0) fail(notListed(unlisted, shown))
  })

  check('02-C6', async () => {
    const { decoys } = await setUp()
    const before = await created()
    const started = await first()
    if (started.end.reason === 'deadline') expect(started.end).to.have.endedByItself(DEADLINE_MS)
    const { end, shape } = await second()
    const change = changeOf(before, shape)
    if (change) fail(notTheSame(before, shape, says.changed(before.topic, change)))
    if (end.reason === 'by-itself' && end.exitCode !== 0) fail(failedTwice(end))
    expect(end).to.have.endedByItself(DEADLINE_MS)
    for (const decoy of decoys) {
      const now = await readTopicShape(lab.kafka, decoy.topic)
      const touched = changeOf(decoy, now)
      if (touched) fail(notTheSame(decoy, now, says.decoyChanged(decoy.topic)))
    }
  })
})

/** What the learner is asked for, and two topics with much the same name that are none of theirs. */
async function drawWish(lab: Lab) {
  const { draw } = lab
  const topic = lab.name('user-events')
  const partitions = draw.integer(4, 7)
  // Never a round number of days: neither the broker's default nor one from a tutorial.
  const retentionMs = String(draw.integer(2, 140) * 3_600_000 + draw.integer(1, 3_599) * 1_000)
  const decoys: TopicShape[] = []
  for (const name of ['user-event', 'user-events-archive']) {
    const decoy = lab.name(name)
    const configs = { 'retention.ms': String(draw.integer(150, 190) * 3_600_000) }
    await createTopic(lab.kafka, { topic: decoy, partitions: draw.integer(2, 3), configs })
    const shape = await readTopicShape(lab.kafka, decoy)
    if (!shape) throw new Error(`${decoy} was created and is not there`)
    decoys.push(shape)
  }
  return { topic, partitions, retentionMs, decoys, endsBefore: await readTopicEnds(lab.kafka) }
}

function run(lab: Lab, { topic, partitions, retentionMs }: Wish): Promise<ProgramEnd> {
  const variables = {
    TOPIC: topic,
    PARTITIONS: String(partitions),
    REPLICATION_FACTOR: String(REPLICAS),
    RETENTION_MS: retentionMs,
  }
  return lab.startProgram({ variables, deadlineMs: DEADLINE_MS }).ended
}

function isAsAsked({ partitions, configs }: TopicShape, wish: Wish): boolean {
  return partitions.length === wish.partitions && configs['retention.ms'] === wish.retentionMs
}

function notDescribed(partitions: readonly number[], end: ProgramEnd) {
  return {
    id: 'description-missing',
    message: says.notDescribed(listOf(partitions)),
    expected: {
      en: 'a line with topic, partition and leader for each partition',
      ko: '파티션마다 토픽, 파티션, 리더가 있는 한 줄',
    },
    actual: {
      en: `none for partition ${listOf(partitions)}`,
      ko: `파티션 ${listOf(partitions)}의 줄이 없음`,
    },
    evidence: lastWords(end),
  }
}

function notListed(topics: readonly string[], end: ProgramEnd) {
  return {
    id: 'list-missing',
    message: says.notListed(listOf(topics)),
    expected: { en: 'the names of all topics', ko: '모든 토픽의 이름' },
    actual: { en: `not shown: ${listOf(topics)}`, ko: `출력되지 않음: ${listOf(topics)}` },
    evidence: lastWords(end),
  }
}

function failedTwice(end: ProgramEnd) {
  return {
    id: 'second-run-failed',
    message: says.failedTwice,
    expected: { en: 'exit code 0', ko: '종료 코드 0' },
    actual: { en: `exit code ${end.exitCode}`, ko: `종료 코드 ${end.exitCode}` },
    evidence: lastWords(end),
  }
}

function notTheSame(
  before: TopicShape,
  after: TopicShape | undefined,
  message: { en: string; ko: string },
) {
  return {
    id: 'topic-changed',
    message,
    expected: describeShape(before),
    actual: after ? describeShape(after) : { en: 'it is gone', ko: '토픽이 없음' },
    evidence: [],
  }
}

function describeShape(shape: TopicShape) {
  const { topicId, partitions } = shape
  const configs = listConfigs(shape) || '-'
  return {
    en: `id ${topicId}, ${partitions.length} partitions, configs ${configs}`,
    ko: `ID ${topicId}, 파티션 ${partitions.length}개, 설정 ${configs}`,
  }
}
