import path from 'node:path'
import {
  blockedBy,
  exercise,
  fail,
  fenceMetadata,
  findSourceLines,
  lastWords,
  listOf,
  planMembers,
  readGrowth,
  readLateGrowth,
  readTopic,
  readTopicEnds,
  readYamlFile,
  waitForEnd,
  type Lab,
} from '#checks/index.ts'
import { designTable, findDesignFault } from './08-partition-count.design.ts'
import { says } from './08-partition-count.messages.ts'
import {
  drawWorkloads,
  limitMissed,
  neededBy,
  planTable,
  rangeOf,
  renderWorkload,
  roundedPast,
  workloadTable,
  type Workload,
} from './08-partition-count.workload.ts'

const DEADLINE_MS = 60_000
/** Once a run has been cut off at its deadline, what nobody touches for so long is left at that. */
const UNTOUCHED_MS = 15_000
const DEFAULT_DESIGN = 'design.yml'

type Run = Awaited<ReturnType<typeof runOnce>>

exercise('08-partition-count', ({ lab, check }) => {
  const setUp = lab.once('set-up', async () => {
    const byDefault = path.join(lab.submissionFolder, DEFAULT_DESIGN)
    // A trial by hand may have left one.
    const hadDefault = (await readYamlFile(byDefault)).kind !== 'missing'
    return { workloads: drawWorkloads(lab), byDefault, hadDefault }
  })

  const ran = lab.once('program', async () => {
    const runs: Run[] = []
    const { workloads } = await setUp()
    for (const [at, workload] of workloads.entries()) {
      const hangs = runs.some(({ end }) => end.reason === 'deadline')
      const patienceMs = hangs ? UNTOUCHED_MS : DEADLINE_MS
      const run = await runOnce(lab, workload, { number: at + 1, patienceMs })
      runs.push(run)
      // Nothing can pass any more, and a program that hangs would hang again.
      if (run.count === undefined) break
    }
    return runs
  })

  /** The runs that made their topic. */
  const created = async () => {
    const runs = (await ran()).flatMap((run) =>
      run.count === undefined ? [] : [{ ...run, count: run.count }],
    )
    return runs.length > 0 ? runs : blockedBy('08-C1')
  }

  check('08-C1', async () => {
    const runs = await ran()
    const { workloads } = await setUp()
    const table = workloadTable(
      workloads,
      runs.map(({ count }) => count),
      runs.flatMap(({ workload, count }, at) => (isInRange(workload, count) ? [] : [at])),
    )
    const wrong = runs.find(({ workload, count }) => !isInRange(workload, count))
    if (!wrong) return [table]
    const { topic, workload, count, end, strays } = wrong
    if (count === undefined) {
      return fail({
        id: strays.length > 0 ? 'other-topic-created' : 'topic-missing',
        message: says.missing(topic),
        expected: { en: `a topic ${topic}`, ko: `${topic} 토픽` },
        actual:
          strays.length > 0
            ? { en: `new topics: ${listOf(strays)}`, ko: `새로 생긴 토픽: ${listOf(strays)}` }
            : { en: 'no new topic', ko: '새로 생긴 토픽 없음' },
        evidence: lastWords(end),
      })
    }
    const pattern = {
      isConstant: runs.length > 1 && new Set(runs.map((run) => run.count)).size === 1,
      isRoundedPast: runs.every((run) => run.count === roundedPast(run.workload)),
    }
    return fail({
      id: count > workload.max_partitions ? 'too-many' : `too-few-${limitMissed(workload, count)}`,
      message: says.outOfRange(workload, count, pattern),
      expected: { en: rangeOf(workload), ko: rangeOf(workload) },
      actual: { en: `${count}`, ko: `${count}` },
      evidence: [table, ...(await findSourceLines(lab, /partitions|ceil|\//i))],
    })
  })

  check('08-C2', async () => {
    const { byDefault, hadDefault } = await setUp()
    const hasDefault = !hadDefault && (await readYamlFile(byDefault)).kind !== 'missing'
    for (const { design, workload, count, end } of await created()) {
      const fault = findDesignFault(design, { workload, count, hasDefault })
      if (!fault) continue
      fail({
        id: fault.id,
        message: says.design(fault),
        expected: {
          en: `partitions: ${count} and the numbers of WORKLOAD_FILE`,
          ko: `partitions: ${count}와(과) WORKLOAD_FILE의 숫자들`,
        },
        actual: says.designFound(fault),
        evidence: [...designTable(design, workload, count), ...lastWords(end)],
      })
    }
  })

  check('08-C3', async () => {
    const plans = []
    for (const { topic, workload, count, number } of await created()) {
      const group = lab.name(`planned-${number}`)
      const members = workload.consumers
      const plan = { groupId: group, topic, partitions: count, members }
      lab.doing({ en: 'starting the planned consumers', ko: '계획한 컨슈머를 띄워 봅니다' })
      // A broker that does not assign partitions itself leaves only what must come of it.
      const assigned = (await planMembers(lab.kafka, plan)) ?? shareOut(members, count)
      plans.push({ topic, assigned, idle: assigned.filter(({ length }) => length === 0).length })
    }
    const idle = plans.find((plan) => plan.idle > 0)
    const [largest] = plans.toSorted((one, other) => other.assigned.length - one.assigned.length)
    if (!idle) return [planTable(largest!.topic, largest!.assigned)]
    return fail({
      id: 'consumers-idle',
      message: says.idle(idle.idle, idle.assigned.length),
      expected: { en: 'a partition for each of them', ko: '컨슈머마다 파티션 하나 이상' },
      actual: {
        en: `${idle.idle} without a partition`,
        ko: `파티션이 없는 컨슈머 ${idle.idle}개`,
      },
      evidence: [planTable(idle.topic, idle.assigned)],
    })
  })

  check('08-C4', async () => {
    for (const { topic, count, late } of await created()) {
      if (!late) continue
      const from = late.from > 0 ? late.from : undefined
      fail({
        id: 'grown-after-messages',
        message: says.grownLate(topic, late.to, late.writes),
        expected: {
          en: `${count} partitions before the first message`,
          ko: `첫 메시지 전에 파티션 ${count}개`,
        },
        actual: {
          en: `${from ?? 'fewer'} at first, ${late.to} after ${late.writes} Produce request(s)`,
          ko: `처음에는 ${from ?? '더 적은 수'}, Produce 요청 ${late.writes}번 뒤에 ${late.to}개`,
        },
        evidence: await findSourceLines(lab, /alter|createPartitions|create_partitions/i),
      })
    }
  })
})

async function runOnce(
  lab: Lab,
  workload: Workload,
  { number, patienceMs }: { number: number; patienceMs: number },
) {
  const topic = lab.name(`user-events-${number}`)
  const designFile = path.join(lab.submissionFolder, `${lab.name(`design-${number}`)}.yml`)
  const text = renderWorkload(lab, workload)
  const workloadFile = await lab.writeInput(`workload-${number}.yml`, text)
  const endsBefore = await readTopicEnds(lab.kafka)
  const variables = { TOPIC: topic, WORKLOAD_FILE: workloadFile, DESIGN_FILE: designFile }
  lab.doing({ en: `your script, workload ${number}`, ko: `스크립트 실행, 작업량 ${number}` })
  const program = lab.startProgram({ variables, deadlineMs: DEADLINE_MS })
  const wish = { topic, designFile, workload, patienceMs }
  const end = await waitForEnd(lab, program, createDoneCheck(lab, wish))
  await lab.whenDrained()
  const strays = (await readGrowth(lab, endsBefore, [])).map((grown) => grown.topic)
  // What an admin client was told is done may take a moment to show.
  await fenceMetadata(lab)
  const shape = await readTopic(lab.kafka, topic)
  return {
    number,
    topic,
    workload,
    end,
    count: shape?.partitions.length,
    design: await readYamlFile(designFile),
    late: await readLateGrowth(lab, topic),
    strays,
  }
}

type Wish = {
  readonly topic: string
  readonly designFile: string
  readonly workload: Workload
  readonly patienceMs: number
}

/** Topic and file are there, and right; or nothing has changed for so long. */
function createDoneCheck(
  lab: Lab,
  { topic, designFile, workload, patienceMs }: Wish,
): () => Promise<boolean> {
  let last = ''
  let changedAt = performance.now()
  return async () => {
    const count = (await readTopic(lab.kafka, topic))?.partitions.length
    const design = await readYamlFile(designFile)
    const now = JSON.stringify([count, ...(design.kind === 'values' ? design.values : [])])
    if (now !== last) [last, changedAt] = [now, performance.now()]
    if (performance.now() - changedAt > patienceMs) return true
    if (count === undefined || !isInRange(workload, count)) return false
    return findDesignFault(design, { workload, count, hasDefault: false }) === undefined
  }
}

function isInRange(workload: Workload, count: number | undefined): boolean {
  return count !== undefined && count >= neededBy(workload) && count <= workload.max_partitions
}

/** Partitions dealt out to members, as every assignor does when there are too few. */
function shareOut(members: number, partitions: number): number[][] {
  return Array.from({ length: members }, (_, member) =>
    Array.from({ length: partitions }, (_none, partition) => partition).filter(
      (partition) => partition % members === member,
    ),
  )
}
