import {
  assertDelivery,
  blockedBy,
  exercise,
  fail,
  findSourceLines,
  isHalfStored,
  listOf,
  noteOf,
  spreadOver,
} from '#checks/index.ts'
import { drawTrials, HIGH, type TicketEvent } from './14-choose-partition.events.ts'
import { says } from './14-choose-partition.messages.ts'
import { priorityTable, ticketTable } from './14-choose-partition.places.ts'
import { isHigh, runTrials, type Run } from './14-choose-partition.run.ts'

/** So many messages do not meet in one partition by chance. */
const ENOUGH_OTHERS = 12

exercise('14-choose-partition', ({ lab, check }) => {
  /** The last call; all that came before it were right. */
  const ran = lab.once('program', () => runTrials(lab, drawTrials(lab)))

  /** What is right with a few events is not said of a program that sends no more. */
  const blockUnlessHalf = async (isMeant: (event: TicketEvent) => boolean) => {
    const { events, delivery } = await ran()
    if (!isHalfStored(delivery.match, events.filter(isMeant))) blockedBy('14-C4')
  }

  check('14-C1', async () => {
    const { vip, high, chosen } = await ran()
    if (high.length === 0) blockedBy('14-C4')
    const astray = high.filter(({ message }) => message.partition !== vip)
    if (astray.length === 0) return blockUnlessHalf(isHigh)
    fail({
      id: chosen.length === 1 ? 'other-partition-reserved' : 'high-spread',
      message: says.astray({ astray: astray.length, high: high.length, partitions: chosen, vip }),
      expected: { en: `all in partition ${vip}`, ko: `모두 파티션 ${vip}에 있음` },
      actual: { en: `in partitions ${listOf(chosen)}`, ko: `파티션 ${listOf(chosen)}에 있음` },
      evidence: [
        ticketTable(astray),
        callNote(await ran()),
        ...(await findSourceLines(lab, /partition|priority/i)),
      ],
    })
  })

  check('14-C2', async () => {
    const { others, reserved } = await ran()
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
      evidence: [
        ticketTable(intruders),
        callNote(await ran()),
        ...(await findSourceLines(lab, /partition|priority/i)),
      ],
    })
  })

  check('14-C3', async () => {
    const { partitions, high, others, used } = await ran()
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
        callNote(await ran()),
        ...(await findSourceLines(lab, /partition/i)),
      ],
    })
  })

  check('14-C4', async () => {
    const { delivery, events } = await ran()
    assertDelivery(delivery, events)
  })
})

/** Which of the calls it was: what was right in the first may be wrong in the second. */
function callNote({ number, partitions, vip }: Run) {
  return noteOf(says.call(number, partitions, vip))
}
