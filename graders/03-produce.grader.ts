import {
  createTopic,
  exercise,
  expect,
  blockedBy,
  jsonLines,
  matchEvents,
  messagesIn,
  readGrowth,
  readMessages,
  readTopicEnds,
  spreadOver,
  type GivenEvent,
  type Lab,
} from '#checks/index.ts'
import { says } from './03-produce.messages.ts'

const DEADLINE_MS = 30_000

exercise('03-produce', ({ lab, check }) => {
  const setUp = lab.once('set-up', async () => {
    const topic = lab.name('user-events')
    const partitions = lab.draw.integer(3, 6)
    await createTopic(lab.kafka, { topic, partitions })
    const events = drawEvents(lab)
    const eventsFile = await lab.writeInput('events.jsonl', jsonLines(events))
    return { topic, partitions, events, eventsFile, endsBefore: await readTopicEnds(lab.kafka) }
  })

  const ended = lab.once('program', async () => {
    const { topic, eventsFile } = await setUp()
    const variables = { TOPIC: topic, EVENTS_FILE: eventsFile }
    const program = lab.startProgram({ variables, deadlineMs: DEADLINE_MS })
    lab.doing({ en: 'your producer is running', ko: '프로듀서를 실행하고 있습니다' })
    return program.ended
  })

  const stored = lab.once('observing', async () => {
    const { topic, events, endsBefore } = await setUp()
    await ended()
    await lab.whenDrained()
    // A producer that does not wait for acknowledgements may be gone before its last message is in.
    const { value: match } = await lab.waitFor(
      { en: 'reading the topic', ko: '토픽을 읽고 있습니다' },
      async () => {
        const { messages } = await readMessages(lab.kafka, topic, { view: 'committed' })
        return matchEvents(events, messages)
      },
      ({ arrivedCount }) => arrivedCount >= events.length,
      { timeoutMs: 400 },
    )
    const nonces = events.map(({ nonce }) => nonce)
    return { match, growth: await readGrowth(lab, endsBefore, nonces) }
  })

  /** A program that stored nothing has not shown anything else either. */
  const storedSomething = async () => {
    const { match, growth } = await stored()
    if (messagesIn(match).length === 0) blockedBy('03-C2')
    return { match, growth }
  }

  check('03-C1', async () => {
    expect(await ended()).to.have.endedByItself(DEADLINE_MS, says.notFinished)
    await storedSomething()
  })

  check('03-C2', async () => {
    const { topic, events, partitions } = await setUp()
    const { match } = await stored()
    expect(match).to.hold.aMessageForEvery(events, says.missing, await ended())
    const bars = Array.from({ length: partitions }, (_, partition) => ({
      label: `${partition}`,
      count: messagesIn(match).filter((each) => each.partition === partition).length,
    }))
    const title = {
      en: `Messages by partition of ${topic}`,
      ko: `${topic} 토픽의 파티션별 메시지 수`,
    }
    return [spreadOver(title, bars)]
  })

  check('03-C3', async () => {
    const { events } = await setUp()
    const { match } = await storedSomething()
    expect(match).to.hold.theJsonOfEachEvent(events, says.wrongValue)
  })

  check('03-C4', async () => {
    const { match } = await storedSomething()
    expect(match).to.hold.noEventTwice(says.repeated)
  })

  check('03-C5', async () => {
    const { topic } = await setUp()
    const { growth } = await stored()
    expect(growth).to.have.grownOnly(topic, says.stray)
    await storedSomething()
  })
})

/** Five to twelve events with Korean text and an emoji among them. */
function drawEvents(lab: Lab): GivenEvent[] {
  const { draw } = lab
  const names = ['하늘', '바다', 'Mina', 'José', '준호 😀', 'Łukasz']
  const count = draw.integer(5, 12, [10]) // ten is the number in many tutorials
  const start = draw.integer(1_700_000_000_000, 1_700_000_900_000)
  return Array.from({ length: count }, (_, index) => ({
    user_id: draw.integer(1000, 9999),
    action: draw.pick(['login', 'logout', 'search', '구매', '결제 💳']),
    timestamp: start + index * draw.integer(1, 5000),
    name: index === 0 ? names[4] : draw.pick(names),
    nonce: lab.nonce(),
  }))
}
