import {
  blockedBy,
  commitOffsets,
  createTopic,
  describeEnd,
  exercise,
  expect,
  fail,
  hasSettled,
  lastWords,
  listOf,
  memberTable,
  ownersOf,
  partitionSpread,
  readTopic,
  sendNonces,
  settleGroup,
  untilPrintedBy,
  waitForTakeover,
  type GroupOnTopic,
  type Finding,
  type Lab,
  type LearnerProgram,
  type PrintableMessage,
} from '#checks/index.ts'
import { says } from './07-consumer-group.messages.ts'

/** What the exercise promises the learner: so long may a takeover last, from SIGTERM on. */
const TAKEOVER_MS = 25_000
const STOP_MS = 10_000
const DEADLINE_MS = 200_000

type Worker = { readonly instance: string; readonly program: LearnerProgram }
type Team = {
  readonly topic: string
  readonly groupId: string
  readonly partitions: readonly number[]
  readonly workers: readonly Worker[]
}

exercise('07-consumer-group', ({ lab, check }) => {
  const team = lab.once('set-up', () => startTeam(lab))

  const joined = lab.once('program', async () => {
    const { topic, groupId, partitions, workers } = await team()
    const programs = workers.map(({ program }) => program)
    const wanted = workers.length
    return settleGroup(lab, { topic, groupId, partitionCount: partitions.length, programs, wanted })
  })

  /** What the workers did with messages that came while the group was settled. */
  const shared = lab.once('program', async () => {
    if (!hasSettled(await joined(), (await team()).workers.length)) blockedBy('07-C1')
    const { topic, partitions, workers } = await team()
    const messages = await sendNonces(lab, topic, [...partitions, ...lab.draw.shuffle(partitions)])
    const areAllHandled = await untilHandled(lab, workers, messages)
    // Whoever else reads these partitions has read the messages before by the time it prints this.
    if (areAllHandled) await untilHandled(lab, workers, await sendNonces(lab, topic, partitions))
    const handled = messages.map((message) => handledBy(workers, message))
    return { messages, handled, areAllHandled }
  })

  const takenOver = lab.once('program', async () => {
    const { areAllHandled } = await shared()
    return stopOne(lab, await team(), await joined(), areAllHandled)
  })

  check('07-C1', async () => {
    const { groupId, workers } = await team()
    const group = await joined()
    const ended = workers.filter(({ program }) => program.hasEnded())
    const words = ended.flatMap(({ program }) => lastWords(program.readOutput())).slice(0, 1)
    const subject = { ...group, evidence: [...group.evidence, ...words] }
    expect(subject).to.have.stableMembers(workers.length, says.notJoined(workers.length, groupId))
  })

  check('07-C2', async () => {
    expect(await settledGroup()).to.assign.eachPartitionOnce(says.owners)
  })

  check('07-C3', async () => {
    const group = await settledGroup()
    expect(group).to.be.sharedEvenly(says.uneven)
    return [...memberTable(group), partitionSpread(group)]
  })

  check('07-C4', async () => {
    const { workers } = await team()
    const { messages, handled } = await shared()
    const isHandled = (nonce: string) =>
      handled.some((each) => each.nonce === nonce && each.times > 0)
    const isNameless = handled.some(({ nonce, times }) => times === 0 && isPrinted(workers, nonce))
    const subject = { given: messages, isPrinted: isHandled, evidence: [] }
    expect(subject).to.hold.everyNonce(says.notHandled, isNameless ? says.nameless : undefined)
    const twice = handled.find(({ times }) => times > 1)
    if (twice) fail(handledTwice(twice))
  })

  check('07-C5', async () => {
    const { finding } = await takenOver()
    if (finding) fail(finding)
  })

  async function settledGroup(): Promise<GroupOnTopic> {
    const group = await joined()
    if (!hasSettled(group, (await team()).workers.length)) blockedBy('07-C1')
    return group
  }
})

/**
 * The group gets a position on every partition before anybody joins. So a worker that starts at the
 * end by default cannot miss what is sent between its joining and its first look at the end.
 */
async function startTeam(lab: Lab): Promise<Team> {
  const { draw } = lab
  const topic = lab.name('user-events')
  const groupId = lab.name('user-event-group')
  const partitions = Array.from({ length: draw.integer(4, 6) }, (_, partition) => partition)
  await createTopic(lab.kafka, { topic, partitions: partitions.length })
  await sendNonces(lab, topic, partitions)
  const observed = (await readTopic(lab.kafka, topic))!
  const ends = observed.partitions.map(({ partition, end }) => ({ partition, offset: end }))
  await commitOffsets(lab.kafka, groupId, topic, ends)
  const workers = Array.from({ length: draw.integer(2, 3) }, (_, index) => {
    const instance = String(index + 1)
    const variables = { TOPIC: topic, GROUP: groupId, INSTANCE: instance }
    return { instance, program: lab.startProgram({ variables, deadlineMs: DEADLINE_MS }) }
  })
  return { topic, groupId, partitions, workers }
}

function untilHandled(
  lab: Lab,
  workers: readonly Worker[],
  messages: readonly PrintableMessage[],
): Promise<boolean> {
  const programs = workers.map(({ program }) => program)
  return untilPrintedBy(lab, programs, messages)
}

type Handled = { readonly nonce: string; readonly times: number; readonly by: readonly string[] }

function isPrinted(workers: readonly Worker[], nonce: string): boolean {
  return workers.some(({ program }) => program.linesWith(nonce).length > 0)
}

/**
 * Workers that printed a message in a line that names their instance, whatever else is in it; the
 * agreed line `INSTANCE nonce` counts each time it came.
 */
function handledBy(workers: readonly Worker[], { nonce }: PrintableMessage): Handled {
  const counts = workers.map(({ instance, program }) => {
    const named = new RegExp(`(?<![0-9A-Za-z])${instance}(?![0-9A-Za-z])`)
    const lines = program.linesWith(nonce).filter((line) => named.test(line.replace(nonce, '')))
    const agreed = lines.filter((line) => line === `${instance} ${nonce}`).length
    return { instance, times: Math.max(agreed, lines.length > 0 ? 1 : 0) }
  })
  return {
    nonce,
    times: counts.reduce((sum, { times }) => sum + times, 0),
    by: counts.filter(({ times }) => times > 0).map(({ instance }) => instance),
  }
}

function handledTwice({ nonce, times, by }: Handled) {
  return {
    id: 'handled-twice',
    message: says.handled(nonce, times),
    expected: { en: 'one worker prints it, once', ko: '워커 하나가 한 번만 출력' },
    actual: { en: `printed by worker ${listOf(by)}`, ko: `출력한 워커: ${listOf(by)}` },
    evidence: [],
  }
}

/** Stops one worker with SIGTERM and watches whether the others take over and go on. */
async function stopOne(lab: Lab, team: Team, before: GroupOnTopic, canPrint: boolean) {
  const running = team.workers.filter(({ program }) => !program.hasEnded())
  if (running.length === 0) return { finding: notTakenOver(before, [], team.workers) }
  const leaver = lab.draw.pick(running)
  const workers = team.workers.filter((worker) => worker !== leaver)
  const startedAt = performance.now()
  const end = await leaver.program.stop(STOP_MS)
  if (end.signal === 'SIGKILL') {
    const actual = describeEnd(end)
    return { finding: { id: 'ignored-sigterm', message: says.ignoredStop, actual, evidence: [] } }
  }
  const after = await waitForTakeover(lab, {
    groupId: team.groupId,
    topic: team.topic,
    partitionCount: team.partitions.length,
    programs: workers.map(({ program }) => program),
    membersBefore: before.group.members.length,
    timeoutMs: TAKEOVER_MS - (performance.now() - startedAt),
  })
  if (after.group.members.length >= before.group.members.length) {
    return { finding: notTakenOver(after, [], workers) }
  }
  // That nothing is printed at all is 07-C4's matter; here the partitions have to have an owner.
  const messages = canPrint ? await sendNonces(lab, team.topic, team.partitions) : []
  await untilHandled(lab, workers, messages)
  const isUnread = ({ nonce }: PrintableMessage) =>
    workers.every(({ program }) => program.linesWith(nonce).length === 0)
  const lost = messages.filter(isUnread).map(({ partition }) => partition)
  const orphans = ownersOf(after).flatMap((count, partition) => (count === 1 ? [] : [partition]))
  const partitions = [...new Set([...lost, ...orphans])]
  return partitions.length === 0 ? {} : { finding: notTakenOver(after, partitions, workers) }
}

function notTakenOver(
  after: GroupOnTopic,
  partitions: readonly number[],
  others: readonly Worker[],
): Finding {
  const seconds = TAKEOVER_MS / 1000
  const areAllGone = others.every(({ program }) => program.hasEnded())
  const message = partitions.length > 0 ? says.notTakenOver(listOf(partitions)) : says.notLeft
  return {
    id: partitions.length > 0 ? 'not-taken-over' : 'group-not-left',
    message: areAllGone ? says.othersEnded : message,
    expected: {
      en: `within ${seconds} s the others own every partition`,
      ko: `${seconds}초 안에 나머지가 모든 파티션을 담당`,
    },
    actual: {
      en: `state ${after.group.state} with ${after.group.members.length} member(s)`,
      ko: `${after.group.state} 상태, 멤버 ${after.group.members.length}개`,
    },
    evidence: [
      ...memberTable(after),
      ...others.flatMap(({ program }) => lastWords(program.readOutput())).slice(0, 1),
    ],
  }
}
