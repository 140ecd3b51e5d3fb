import type { Bilingual } from '#core/bilingual.ts'
import {
  countLooks,
  followTopic,
  readGroup,
  totalLag,
  waitUntilGone,
  type Lab,
  type LearnerProgram,
  type ProgramEnd,
} from '#checks/index.ts'
import {
  isAlarm,
  isAllClear,
  isBrokenAlarm,
  isBrokenAllClear,
  parseAlert,
} from './12-lag-monitor.alerts.ts'
import type { Scene } from './12-lag-monitor.scene.ts'
import {
  isMiscounted,
  isStale,
  type Phase,
  type PhaseName,
  type Sighting,
} from './12-lag-monitor.sightings.ts'

/** What the exercise promises the learner, and what we add for the time that looking takes us. */
export const PROMISED_MS = 15_000
const TOLERANCE_MS = 3_000
/** A monitor that has begun to look in time and is slow with the rest is waited for so long. */
const SLOWEST_MS = 40_000
const FIRST_LOOK_MS = 25_000
/** So long after a look an unwanted alarm would have come; longer where looks cannot be seen. */
const AFTER_LOOK_MS = 1_000
const UNSEEN_LOOK_MS = 4_000
const NEXT_LOOK_MS = 11_000
const STOP_MS = 3_000
const DEADLINE_MS = 240_000

/** How the watched group was disturbed. */
export type Disturbance = { readonly members: readonly string[]; readonly moved: readonly number[] }

/** Everything that happened, whatever it means. */
export type Story = {
  readonly phases: ReadonlyMap<PhaseName, Phase>
  readonly sightings: readonly Sighting[]
  readonly points: readonly { readonly atMs: number; readonly value: number }[]
  readonly disturbance: Disturbance | undefined
  readonly hadEnded: boolean
  /** False only when the request log shows that nobody asked for the lag. */
  readonly hasLooked: boolean
  readonly end: ProgramEnd
}

/** What one look at everything comes to, in numbers of the present phase. */
type View = {
  readonly alarms: number
  readonly allClears: number
  readonly broken: number
  readonly stale: number
  readonly looks: number
  readonly isOver: boolean
}

/** Takes the watched group through all phases, as far as the monitor keeps up with them. */
export async function watchMonitor(lab: Lab, scene: Scene): Promise<Story> {
  const watcher = createWatcher(lab, scene)
  const { isComplete } = await lab.readRequests()
  await watcher.enter('under')
  watcher.start()
  const { value: quiet } = await lab.waitFor(
    { en: 'your monitor looks at a small lag', ko: '모니터가 작은 lag을 확인합니다' },
    watcher.look,
    ({ alarms, looks }) => alarms === 0 && (looks > 0 || !isComplete),
    {
      timeoutMs: FIRST_LOOK_MS,
      stableForMs: isComplete ? AFTER_LOOK_MS : UNSEEN_LOOK_MS,
      isHopeless: ({ alarms, isOver }) => alarms > 0 || isOver,
    },
  )
  if (quiet.alarms > 0 || quiet.isOver) return watcher.finish()
  await watcher.enter('over', await scene.cross())
  const alarmed = await untilHeard(lab, watcher.look, 'alarms', isComplete)
  if (alarmed.alarms === 0) return watcher.finish()
  // Who is over the limit falls further behind: another number, and no news.
  await watcher.enter('still-over', await scene.addOne())
  await untilLooked(lab, watcher.look, isComplete, {
    en: 'the alarm came; is it the only one?',
    ko: '알림이 왔습니다. 하나뿐인지 확인합니다',
  })
  if (!(await scene.catchUp())) watcher.wasHindered()
  await watcher.enter('caught-up')
  const cleared = await untilHeard(lab, watcher.look, 'allClears', isComplete)
  if (cleared.isOver) return watcher.finish()
  await scene.member.leave()
  await waitUntilGone(lab.kafka, scene.groupId, STOP_MS)
  // Whoever has not seen that all is well again has nothing new to tell: it begins anew.
  if (cleared.allClears === 0) await watcher.stop()
  // Whoever counts wrongly is told so, and is not asked what is so at the limit itself.
  else if (watcher.countsWell()) {
    await watcher.enter('at-limit', await scene.fillUp())
    const seen = await untilLooked(lab, watcher.look, isComplete, {
      en: 'the lag is LIMIT, and not more',
      ko: 'lag이 LIMIT과 같고 더 크지 않습니다',
    })
    if (seen.alarms > 0 || seen.isOver) return watcher.finish()
    await watcher.enter('just-over', await scene.addOne())
    const heard = await untilHeard(lab, watcher.look, 'alarms', isComplete)
    if (heard.alarms > 0 || heard.isOver) return watcher.finish()
  }
  await watcher.enter('deserted', await scene.crossAgain())
  if (cleared.allClears === 0) watcher.start()
  await untilHeard(lab, watcher.look, 'alarms', isComplete)
  return watcher.finish()
}

/** Waits until the monitor has looked twice more without an alarm, or has given one. */
async function untilLooked(
  lab: Lab,
  look: () => Promise<View>,
  canSeeLooks: boolean,
  what: Bilingual,
): Promise<View> {
  const wanted = (await look()).looks + 2
  const { value } = await lab.waitFor(what, look, ({ looks }) => looks >= wanted, {
    timeoutMs: canSeeLooks ? NEXT_LOOK_MS : UNSEEN_LOOK_MS,
    stableForMs: AFTER_LOOK_MS,
    isHopeless: ({ alarms, isOver }) => alarms > 0 || isOver,
  })
  return value
}

async function untilHeard(
  lab: Lab,
  look: () => Promise<View>,
  wanted: 'alarms' | 'allClears',
  canSeeLooks: boolean,
): Promise<View> {
  const startedAt = performance.now()
  const looks: { atMs: number; count: number }[] = []
  const isLate = (view: View) => {
    const atMs = performance.now() - startedAt
    if (view.looks !== looks.at(-1)?.count) looks.push({ atMs, count: view.looks })
    const [, first] = looks
    // It looked in time, and has been busy with that one look ever since.
    const isBusy = first && first.atMs < PROMISED_MS && looks.at(-1)!.atMs - first.atMs < 2_000
    return atMs > PROMISED_MS + TOLERANCE_MS * (canSeeLooks ? 1 : 3) && !isBusy
  }
  const waiting = {
    alarms: { en: 'the lag is over the limit', ko: 'lag이 기준을 넘었습니다' },
    allClears: { en: 'the group has caught up', ko: '그룹이 따라잡았습니다' },
  }
  const { value } = await lab.waitFor(waiting[wanted], look, (view) => view[wanted] > 0, {
    timeoutMs: SLOWEST_MS,
    isHopeless: (view) => view.isOver || view.broken > 0 || view.stale > 0 || isLate(view),
  })
  return value
}

function createWatcher(lab: Lab, scene: Scene) {
  const { topic, groupId, alerts, limit, member } = scene
  const readAlerts = followTopic(lab, alerts)
  const startedAt = performance.now()
  const now = () => performance.now() - startedAt
  const phases = new Map<PhaseName, Phase>()
  const sightings: Sighting[] = []
  const points: { atMs: number; value: number }[] = []
  let program: LearnerProgram
  let phase: PhaseName = 'under'
  let lagBefore: number | undefined
  let expected: readonly (bigint | undefined)[] = []
  let disturbance: Disturbance | undefined

  const lookAtGroup = async () => {
    const [lags, group] = [await scene.readLags(), await readGroup(lab.kafka, groupId)]
    points.push({ atMs: now(), value: totalLag(lags) })
    const strangers = group.members.filter(({ memberId }) => memberId !== member.memberId)
    const members = strangers.map(({ clientId }) => clientId)
    const moved = lags.filter((at) => at.committed !== expected[at.partition])
    if (members.length + moved.length === 0) return
    disturbance ??= { members, moved: moved.map(({ partition }) => partition) }
  }
  const look = async (): Promise<View> => {
    const hasEnded = program.hasEnded()
    await lookAtGroup()
    const lag = phases.get(phase)!.lag
    for (const { value, timestampMs } of await readAlerts()) {
      const alert = parseAlert(value, { groupId, topic })
      sightings.push({ alert, phase, atMs: now(), sentMs: timestampMs, lag, lagBefore })
    }
    const here = sightings.filter((sighting) => sighting.phase === phase)
    const isBroken = phase === 'caught-up' ? isBrokenAllClear : isBrokenAlarm
    const stale = here.filter((sighting) => isStale(sighting, limit)).length
    const alarms = here.filter((each) => isAlarm(each.alert) && !isStale(each, limit))
    return {
      alarms: alarms.length,
      allClears: here.filter(({ alert }) => isAllClear(alert)).length,
      broken: here.filter(({ alert }) => isBroken(alert)).length,
      stale,
      looks: countLooks((await lab.readRequests()).requests, groupId, topic),
      isOver: hasEnded || disturbance !== undefined,
    }
  }
  const variables = { TOPIC: topic, GROUP: groupId, LIMIT: String(limit), ALERTS_TOPIC: alerts }
  return {
    look,
    enter: async (next: PhaseName, batches: readonly number[] = []) => {
      const lags = await scene.readLags()
      lagBefore = phases.get(phase)?.lag
      expected = lags.map(({ committed }) => committed)
      phase = next
      phases.set(next, { lag: totalLag(lags), lags, batches, atMs: now() })
      points.push({ atMs: now(), value: totalLag(lags) })
    },
    countsWell: () => !sightings.some((each) => isMiscounted(each, phases.get(each.phase)!)),
    start: () => {
      program = lab.startProgram({ variables, deadlineMs: DEADLINE_MS })
    },
    stop: () => program.stop(STOP_MS),
    wasHindered: () => {
      disturbance ??= { members: [], moved: [] }
    },
    finish: async (): Promise<Story> => {
      const hadEnded = program.hasEnded()
      const end = await program.stop(STOP_MS)
      await scene.member.leave()
      await lab.whenDrained()
      const { looks } = await look()
      const hasLooked = looks > 0 || !(await lab.readRequests()).isComplete
      return { phases, sightings, points, disturbance, hadEnded, hasLooked, end }
    },
  }
}
