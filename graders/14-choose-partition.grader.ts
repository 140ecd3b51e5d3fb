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
  partitionsOf,
  readTopicEnds,
  runProducer,
  spreadOver,
  storedEvents,
} from '#checks/index.ts'
import { drawEvents, drawPlan, HIGH, type TicketEvent } from './14-choose-partition.events.ts'
import { says } from './14-choose-partition.messages.ts'
import { priorityTable, ticketTable } from './14-choose-partition.places.ts'

const DEADLINE_MS = 90_000
/** So many messages do not meet in one partition by chance. */
const ENOUGH_OTHERS = 12

exercise('14-choose-partition', ({ lab, check }) => {
  const setUp = lab.once('set-up', async () => {
    const topic = lab.name('user-events')
    const { partitions, vip } = drawPlan(lab)
    await createTopic(lab.kafka, { topic, partitions })
    const events = drawEvents(lab)
    const eventsFile = await lab.writeInput('events.jsonl', jsonLines(events))
    const endsBefore = await readTopicEnds(lab.kafka)
    return { topic, partitions, vip, events, eventsFile, endsBefore }
  })

  const ran = lab.once('program', async () => {
    const { topic, vip, events, eventsFile, endsBefore } = await setUp()
    const variables = { TOPIC: topic, EVENTS_FILE: eventsFile, VIP_PARTITION: String(vip) }
    return runProducer(lab, { topic, events, variables, deadlineMs: DEADLINE_MS, endsBefore })
  })

  const stored = lab.once('observing', async () => {
    const { vip, events } = await setUp()
    const { match } = await ran()
    const found = storedEvents(events, match)
    const high = found.filter(({ event }) => isHigh(event))
    const others = found.filter(({ event }) => !isHigh(event))
    const chosen = partitionsOf(high)
    // Who mistook the number has failed 14-C1; what is asked here is whether a partition is kept free.
    return { high, others, chosen, reserved: chosen.length === 1 ? chosen[0]! : vip }
  })

  /** What is right with a few events is not said of a program that sends no more. */
  const blockUnlessHalf = async (isMeant: (event: TicketEvent) => boolean) => {
    const [{ events }, { match }] = [await setUp(), await ran()]
    if (!isHalfStored(match, events.filter(isMeant))) blockedBy('14-C4')
  }

  check('14-C1', async () => {
    const { vip } = await setUp()
    const { high, chosen } = await stored()
    if (high.length === 0) blockedBy('14-C4')
    const astray = high.filter(({ message }) => message.partition !== vip)
    if (astray.length === 0) return blockUnlessHalf(isHigh)
    fail({
      id: chosen.length === 1 ? 'other-partition-reserved' : 'high-spread',
      message: says.astray({ astray: astray.length, high: high.length, partitions: chosen, vip }),
      expected: { en: `all in partition ${vip}`, ko: `모두 파티션 ${vip}에 있음` },
      actual: { en: `in partitions ${listOf(chosen)}`, ko: `파티션 ${listOf(chosen)}에 있음` },
      evidence: [ticketTable(astray), ...(await findSourceLines(lab, /partition|priority/i))],
    })
  })

  check('14-C2', async () => {
    const { others, reserved } = await stored()
    if (others.length === 0) blockedBy('14-C4')
    const intruders = others.filter(({ message }) => message.partition === reserved)
    if (intruders.length === 0) return blockUnlessHalf((event) => !isHigh(event))
    const priorities = [...new Set(intruders.map(({ event }) => event.priority))]
    fail({
      id: 'reserved-partition-used',
      message: says.intruders({ intruders, all: others.length, reserved, priorities }),
      expected: {
        en: `only ${HIGH} in partition ${reserved}`,
        ko: `파티션 ${reserved}에는 ${HIGH}만`,
      },
      actual: { en: `also ${listOf(priorities)}`, ko: `${listOf(priorities)}도 있음` },
      evidence: [ticketTable(intruders), ...(await findSourceLines(lab, /partition|priority/i))],
    })
  })

  check('14-C3', async () => {
    const { partitions } = await setUp()
    const { high, others, reserved } = await stored()
    const used = partitionsOf(others).filter((partition) => partition !== reserved)
    const table = priorityTable([...high, ...others], partitions)
    if (used.length > 1) return [table]
    if (others.length < ENOUGH_OTHERS) blockedBy('14-C4')
    if (used.length === 0) blockedBy('14-C2')
    const bars = used.map((partition) => ({
      label: `${partition}`,
      count: others.filter(({ message }) => message.partition === partition).length,
    }))
    return fail({
      id: 'others-in-one-partition',
      message: says.onePartition(used[0]!, partitions),
      expected: { en: '2 partitions or more', ko: '파티션 2개 이상' },
      actual: { en: `only partition ${used[0]}`, ko: `파티션 ${used[0]}만 사용` },
      evidence: [
        spreadOver(says.othersByPartition, bars),
        ...(await findSourceLines(lab, /partition/i)),
      ],
    })
  })

  check('14-C4', async () => {
    const { events } = await setUp()
    assertDelivery(await ran(), events)
  })
})

function isHigh({ priority }: TicketEvent): boolean {
  return priority === HIGH
}
