import {
  blockedBy,
  brokerUnanswering,
  errorsOf,
  exercise,
  expect,
  fail,
  matchEvents,
  messagesIn,
  noteOf,
  readMessages,
  readProduces,
  readTopicIds,
  takeDown,
  type EventMatch,
  type Lab,
  type ProgramEnd,
  type SeenProduces,
} from '#checks/index.ts'
import {
  hangs,
  messagesElsewhere,
  messagesMissing,
  namesFailure,
  neverAsked,
  notNamed,
  reportedSuccess,
  requestTable,
  wrongAcks,
  type TopicMatch,
} from './11-acks.findings.ts'
import {
  createTopics,
  writeRequirements,
  type Promised,
  type Requirements,
} from './11-acks.setup.ts'
import { says } from './11-acks.messages.ts'
import { runInVain } from './11-acks.outage.ts'

const DEADLINE_MS = 30_000
/**
 * Nobody was asked to acknowledge the last messages, so they may still be on their way; and what a
 * leader has is shown only when the others have asked for it, which lasts on a busy machine.
 */
const ARRIVED_MS = 10_000

exercise('11-acks', ({ lab, check }) => {
  const setUp = lab.once('set-up', async () => {
    const wishes = await createTopics(lab)
    const topics = wishes.map(({ topic }) => topic)
    const topicIds = await readTopicIds(lab, topics)
    return { wishes, topics, topicIds, requirements: await writeRequirements(lab, wishes) }
  })

  const ended = lab.once('program', async () => {
    const { requirements } = await setUp()
    lab.doing({ en: 'your producer is running', ko: '프로듀서를 실행하고 있습니다' })
    const variables = { REQUIREMENTS_FILE: requirements.file }
    return await lab.startProgram({ variables, deadlineMs: DEADLINE_MS }).ended
  })

  const arrived = lab.once('observing', async () => {
    const { topics, requirements, topicIds } = await setUp()
    const end = await ended()
    await lab.whenDrained()
    const { value: matches } = await lab.waitFor(
      { en: 'reading the topics', ko: '토픽을 읽고 있습니다' },
      () => Promise.all(topics.map((topic) => readMatch(lab, topic, requirements.events))),
      (seen) => seen.every(({ match }) => match.missing.length === 0),
      { timeoutMs: ARRIVED_MS },
    )
    const produces = await readProduces(lab, topicIds)
    const isWell = matches.every(({ match }) => match.missing.length === 0) && isSuccess(end)
    if (!isWell) throwIfRefused(lab, produces)
    return { matches, produces }
  })

  /** The topic of a promise with how it was written to; blocks a check that nothing can be said of. */
  const writtenTo = async (promise: Promised) => {
    const { wishes } = await setUp()
    const { matches, produces } = await arrived()
    const wish = wishes.find((each) => each.promise === promise)!
    const requests = produces.byTopic.get(wish.topic) ?? []
    if (requests.length > 0) return { wish, requests }
    const { match } = matches.find(({ topic }) => topic === wish.topic)!
    if (messagesIn(match).length === 0) blockedBy('11-C4')
    const { brokers } = lab.kafka
    const what = `the request log of ${wish.topic}`
    throw brokerUnanswering({ what, brokers, afterMs: 0, lastSeen: 'messages without a request' })
  }

  const judgeAcks = async (promise: Promised) => {
    const { wish, requests } = await writtenTo(promise)
    const isRight = requests.every(({ acks }) => acks === wish.acks)
    if (!isRight) fail(await wrongAcks(lab, wish, requests))
    return [requestTable([{ wish, requests }])]
  }

  check('11-C1', () => judgeAcks('survives-a-broker'))
  check('11-C2', () => judgeAcks('leader-has-it'))
  check('11-C3', () => judgeAcks('loss-is-fine'))

  check('11-C4', async () => {
    const end = await ended()
    const { matches } = await arrived()
    const incomplete = matches.filter(({ match }) => match.missing.length > 0)
    if (incomplete.length > 0) fail(messagesMissing(incomplete, matches, end))
    const mixed = matches.find(({ strays }) => strays.length > 0)
    if (mixed) fail(messagesElsewhere(mixed))
    for (const { topic, events, match } of matches) {
      expect(withoutEmpty(match)).to.hold.theJsonOfEachEvent(events, says.otherValues(topic))
    }
    expect(end).to.have.endedByItself(DEADLINE_MS, says.notFinished)
  })

  /** The same program with fresh files, while the durable topic is under its minimum. */
  const outage = lab.once('program', async () => {
    const { wishes, topics, topicIds } = await setUp()
    const { produces: before } = await arrived()
    const requirements = await writeRequirements(lab, wishes)
    // Not the first one: a program that only asks that one shall meet the refusal, too.
    const broker = lab.draw.pick(lab.faults.brokerIds.slice(1))
    await takeDown(lab, { broker, how: 'stopBroker', topics })
    const vain = await runInVain(lab, { REQUIREMENTS_FILE: requirements.file })
    const produces = await readProduces(lab, topicIds)
    const wish = wishes.find(({ promise }) => promise === 'survives-a-broker')!
    const known = before.byTopic.get(wish.topic)?.length ?? 0
    const requests = (produces.byTopic.get(wish.topic) ?? []).slice(known)
    return { wish, broker, requests, ...vain }
  })

  check('11-C5', async () => {
    const durable = await writtenTo('survives-a-broker')
    if (durable.requests.some(({ acks }) => acks !== durable.wish.acks)) blockedBy('11-C1')
    const { matches } = await arrived()
    const hasAll = matches.every(({ match }) => match.missing.length === 0)
    if (!hasAll || !isSuccess(await ended())) blockedBy('11-C4')
    const seen = await outage()
    const { wish, end, requests, broker } = seen
    if (isSuccess(end)) fail(reportedSuccess(seen))
    const refused = noteOf(says.refused(requests.length, errorsOf(requests), broker))
    if (seen.quietMs !== undefined) fail(hangs(seen))
    if (end.reason !== 'by-itself') return [refused, noteOf(says.stillRunning)]
    if (!seen.hasAsked) fail(neverAsked(seen))
    if (!namesFailure(end, wish)) fail(notNamed(seen))
    return [refused]
  })
})

function isSuccess({ reason, exitCode }: ProgramEnd): boolean {
  return reason === 'by-itself' && exitCode === 0
}

/** While all brokers are to be up, a topic under its minimum is the fault of one that was too slow. */
function throwIfRefused(lab: Lab, { byTopic }: SeenProduces): void {
  const errors = errorsOf([...byTopic.values()].flat())
  const lastSeen = errors.find((error) => error.startsWith('NOT_ENOUGH_REPLICAS'))
  if (lastSeen === undefined) return
  const { brokers } = lab.kafka
  throw brokerUnanswering({ what: 'all replicas in sync', brokers, afterMs: 0, lastSeen })
}

async function readMatch(
  lab: Lab,
  topic: string,
  given: Requirements['events'],
): Promise<TopicMatch> {
  const { messages } = await readMessages(lab.kafka, topic, { view: 'committed' })
  const others = [...given].flatMap(([other, events]) => (other === topic ? [] : events))
  const strays = [...matchEvents(others, messages).byNonce.values()].flat()
  const own = messages.filter((message) => !strays.includes(message))
  const events = given.get(topic)!
  return { topic, events, strays, match: matchEvents(events, own) }
}

/** Whoever splits a file at its line ends may send the nothing after the last one, too: no harm is done. */
function withoutEmpty(match: EventMatch): EventMatch {
  return { ...match, unidentified: match.unidentified.filter(({ value }) => value?.length) }
}
