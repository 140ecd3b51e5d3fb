import {
  createTopic,
  exercise,
  expect,
  fail,
  lastWords,
  readCommitted,
  readMessages,
  readTopic,
  spreadOver,
} from '#checks/index.ts'
import { says } from './00-welcome.messages.ts'

const DEADLINE_MS = 60_000
const PARTITIONS = 3
const MESSAGES = 6

exercise('00-welcome', ({ lab, check }) => {
  const setUp = lab.once('set-up', async () => {
    const topic = lab.name('user-events')
    const groupId = lab.name('user-event-group')
    await createTopic(lab.kafka, { topic, partitions: PARTITIONS })
    return { topic, groupId }
  })

  const ended = lab.once('program', async () => {
    const { topic, groupId } = await setUp()
    const variables = { TOPIC: topic, GROUP: groupId }
    lab.doing({ en: 'hello.ts sends and reads', ko: 'hello.ts가 메시지를 보내고 읽습니다' })
    return lab.startProgram({ variables, deadlineMs: DEADLINE_MS }).ended
  })

  const stored = lab.once('observing', async () => {
    const { topic } = await setUp()
    await ended()
    const { messages } = await readMessages(lab.kafka, topic, { view: 'committed' })
    return messages
  })

  check('00-C1', async () => {
    const messages = await stored()
    if (messages.length === MESSAGES) return
    fail({
      id: 'messages-missing',
      message: says.wrongCount(messages.length),
      expected: { en: 'six messages', ko: '메시지 여섯 개' },
      actual: { en: `${messages.length}`, ko: `${messages.length}개` },
      evidence: lastWords(await ended()),
    })
  })

  check('00-C2', async () => {
    const { topic: name, groupId } = await setUp()
    await stored()
    const topic = (await readTopic(lab.kafka, name))!
    const committed = await readCommitted(lab.kafka, groupId, [name])
    expect({ groupId, topic, committed }).to.reach.theEndOfEveryPartition(says.notCommitted)
  })

  check('00-C3', async () => {
    const { topic } = await setUp()
    const messages = await stored()
    const bars = Array.from({ length: PARTITIONS }, (_, partition) => {
      const here = messages.filter((message) => message.partition === partition)
      const keys = here.map(({ key }) => key?.toString('utf8') ?? '-').join(', ')
      return { label: `${partition}`, count: here.length, detail: keys }
    })
    const title = {
      en: `Messages by partition of ${topic}; equal keys always share a partition`,
      ko: `${topic} 토픽의 파티션별 메시지 수. 키가 같으면 항상 같은 파티션에 저장됩니다`,
    }
    return [spreadOver(title, bars)]
  })
})
