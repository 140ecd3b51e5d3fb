import {
  blockedBy,
  clientsThatCommitted,
  clientsThatJoined,
  exercise,
  fail,
  readGrowth,
  readTopicEnds,
} from '#checks/index.ts'
import { isAlarm, isAllClear } from './12-lag-monitor.alerts.ts'
import {
  disturbed,
  falseAllClear,
  lagOverTime,
  needless,
  noAlarm,
  noAllClear,
  wrongLag,
} from './12-lag-monitor.findings.ts'
import { setScene } from './12-lag-monitor.scene.ts'
import {
  arePaired,
  areRepeated,
  isMiscounted,
  isStale,
  type PhaseName,
  type Sighting,
} from './12-lag-monitor.sightings.ts'
import { watchMonitor } from './12-lag-monitor.watch.ts'

exercise('12-lag-monitor', ({ lab, check }) => {
  const setUp = lab.once('set-up', async () => {
    const scene = await setScene(lab)
    return { scene, endsBefore: await readTopicEnds(lab.kafka) }
  })

  const watched = lab.once('program', async () => {
    const { scene, endsBefore } = await setUp()
    const story = await watchMonitor(lab, scene)
    const joined = await clientsThatJoined(lab, scene.groupId)
    const committed = await clientsThatCommitted(lab, scene.groupId)
    const { members = [], moved = [] } = story.disturbance ?? {}
    const traces = { joined: [...new Set([...joined, ...members])], committed, moved }
    const isDisturbed = Boolean(story.disturbance) || joined.length + committed.length > 0
    const growth = await readGrowth(lab, endsBefore, [scene.groupId])
    const known = [scene.topic, scene.alerts, scene.decoy]
    const elsewhere = growth.map(({ topic }) => topic).filter((topic) => !known.includes(topic))
    const alarms = story.sightings.filter(({ alert }) => isAlarm(alert))
    const stale = alarms.find((sighting) => isStale(sighting, scene.limit))
    const early = alarms.find(({ phase }) => phase === 'under')
    // An alarm too early may come from a number that is too large: then that is the fault.
    const isTooLarge = early?.alert.lag !== undefined && early.alert.lag > scene.limit
    const inPhase = (wanted: PhaseName) =>
      alarms.filter((each) => each.phase === wanted && !isStale(each, scene.limit))
    return {
      scene,
      story,
      traces,
      isDisturbed,
      elsewhere,
      early,
      stale,
      isTooLarge,
      over: inPhase('over'),
      late: [...inPhase('still-over'), ...inPhase('caught-up')],
      atLimit: inPhase('at-limit'),
      deserted: [...inPhase('just-over'), ...inPhase('deserted')],
    }
  })

  type Watched = Awaited<ReturnType<typeof watched>>

  /** The check to be mended first when nothing can be said because no alarm was heard. */
  const causeOf = ({ isDisturbed, early, isTooLarge, stale }: Watched): string => {
    if (early) return isTooLarge ? '12-C2' : '12-C3'
    if (stale) return '12-C3'
    return isDisturbed ? '12-C6' : '12-C1'
  }

  const isWrong = ({ story }: Watched, sighting: Sighting): boolean =>
    isMiscounted(sighting, story.phases.get(sighting.phase)!)

  check('12-C1', async () => {
    const seen = await watched()
    const { scene, story, elsewhere } = seen
    if (seen.over.length > 0) return [lagOverTime(story, scene)]
    if (causeOf(seen) !== '12-C1') blockedBy(causeOf(seen))
    fail(noAlarm(story, scene, 'over', elsewhere))
  })

  check('12-C2', async () => {
    const seen = await watched()
    const { scene, story, early, isTooLarge, over, deserted } = seen
    if (early && isTooLarge) fail(wrongLag(early, story, scene))
    const alarms = [...over, ...deserted]
    if (alarms.length === 0) blockedBy(causeOf(seen))
    const wrong = alarms.find((alarm) => isWrong(seen, alarm))
    if (wrong) fail(wrongLag(wrong, story, scene))
  })

  check('12-C3', async () => {
    const seen = await watched()
    const { scene, story, early, isTooLarge, stale, over, late, atLimit, deserted } = seen
    if (isTooLarge) blockedBy('12-C2')
    const tooEarly = early ?? atLimit[0] ?? stale
    if (tooEarly) fail(needless(tooEarly, false, story, scene))
    if (over.length === 0) blockedBy(causeOf(seen))
    const crossings = [[...over, ...late], deserted]
    const repeated = crossings.every(arePaired) ? crossings[0] : crossings.find(areRepeated)
    if (repeated) fail(needless(repeated[1]!, true, story, scene))
  })

  check('12-C4', async () => {
    const seen = await watched()
    const { scene, story, isDisturbed, over, atLimit, deserted } = seen
    if (over.length === 0) blockedBy(causeOf(seen))
    // It notices a group without members, but only when the lag is over the limit by more.
    const isBlunt = story.phases.has('just-over') && deserted[0]?.phase === 'deserted'
    if (isBlunt) fail(noAlarm(story, scene, 'just-over', []))
    if (atLimit.length + deserted.length > 0) return
    if (isDisturbed) blockedBy('12-C6')
    // One that ended before it said that all is well again has failed there.
    const isCleared = story.sightings.some((each) => isAllClear(each.alert))
    if (!story.phases.has('deserted') && !isCleared) blockedBy('12-C5')
    // Whoever counts wrongly may miss this crossing for that reason alone.
    if (over.some((alarm) => alarm.alert.lag !== undefined && isWrong(seen, alarm))) {
      blockedBy('12-C2')
    }
    fail(noAlarm(story, scene, 'deserted', []))
  })

  check('12-C5', async () => {
    const seen = await watched()
    const { scene, story, isDisturbed, over } = seen
    if (over.length === 0) blockedBy(causeOf(seen))
    const isAfterAlarm = ({ atMs }: { atMs: number }) => atMs > over[0]!.atMs
    const allClears = story.sightings.filter(({ alert }) => isAllClear(alert))
    const lie = allClears.find((each) => each.lag > scene.limit && each.alert.lag === each.lag)
    if (lie && isAfterAlarm(lie)) fail(falseAllClear(lie, story, scene))
    if (allClears.some(({ phase }) => phase === 'caught-up')) return
    if (isDisturbed) blockedBy('12-C6')
    fail(noAllClear(story, scene))
  })

  check('12-C6', async () => {
    const { scene, story, isDisturbed, traces } = await watched()
    if (isDisturbed) fail(disturbed(scene, traces))
    if (!story.sightings.some(({ alert }) => isAlarm(alert))) blockedBy('12-C1')
  })
})
