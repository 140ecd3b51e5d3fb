import {
  describeEnd,
  explainCrash,
  explainLag,
  type Finding,
  lagTable,
  lastWords,
  listOf,
  noteOf,
  sameInBoth,
  type SeriesEvidence,
} from '#checks/index.ts'
import { isAlarm, isBrokenAlarm, isBrokenAllClear, type Alert } from './12-lag-monitor.alerts.ts'
import { says } from './12-lag-monitor.messages.ts'
import type { Scene } from './12-lag-monitor.scene.ts'
import type { PhaseName, Sighting } from './12-lag-monitor.sightings.ts'
import { PROMISED_MS, type Story } from './12-lag-monitor.watch.ts'

const SHOWN_MOMENTS = 10
const SECONDS = PROMISED_MS / 1000

/** The lag over time with the limit, and what the monitor said when. */
export function lagOverTime(story: Story, { limit }: Scene): SeriesEvidence {
  const { points, sightings } = story
  const isNews = (at: number) =>
    points[at]!.value !== points[at - 1]?.value || points[at]!.value !== points[at + 1]?.value
  const said = sightings.map(({ atMs, alert }) => {
    const word = alert.state ?? '?'
    return {
      atMs,
      label: { en: `${word}, lag ${alert.lagText}`, ko: `${word}, lag ${alert.lagText}` },
    }
  })
  const deserted = story.phases.get('at-limit') ?? story.phases.get('deserted')
  const left = { en: 'the group has lost its member', ko: '그룹의 멤버가 사라짐' }
  const moments = deserted ? [...said, { atMs: deserted.atMs, label: left }] : said
  return {
    kind: 'series',
    title: { en: 'Lag of the watched group, and the alerts', ko: '감시 대상 그룹의 lag과 알림' },
    points: points.filter((_, at) => isNews(at)),
    limit: { value: limit, label: { en: 'LIMIT', ko: 'LIMIT' } },
    moments: moments.toSorted((one, other) => one.atMs - other.atMs).slice(0, SHOWN_MOMENTS),
  }
}

/** No alarm was heard although the lag was over the limit. */
export function noAlarm(
  story: Story,
  scene: Scene,
  phase: PhaseName,
  elsewhere: string[],
): Finding {
  const broken = story.sightings.find((each) => each.phase === phase && isBrokenAlarm(each.alert))
  if (broken) return malformed(broken.alert, story, scene)
  if (story.hadEnded) return endedEarly(story, scene)
  const lag = story.phases.get(phase)?.lag ?? 0
  const isPrinted = phase === 'over' && /alarm/i.test(story.end.stdout.text)
  const isElsewhere = phase === 'over' && elsewhere.length > 0
  const deserted = phase === 'deserted' ? says.notNoticed(lag) : says.noAlarm(lag, scene.limit)
  return {
    id: isElsewhere ? 'alarm-elsewhere' : isPrinted ? 'alarm-only-printed' : 'no-alarm',
    message: isElsewhere
      ? says.elsewhere(listOf(elsewhere), scene.alerts)
      : isPrinted
        ? says.onlyPrinted(scene.alerts)
        : deserted,
    expected: {
      en: `an alarm on ${scene.alerts} within ${SECONDS} s`,
      ko: `${SECONDS}초 안에 ${scene.alerts} 토픽에 알림`,
    },
    actual:
      phase === 'just-over'
        ? { en: 'none until the lag was greater still', ko: 'lag이 더 커질 때까지 없음' }
        : { en: 'none', ko: '없음' },
    evidence: [
      lagOverTime(story, scene),
      ...(story.hasLooked ? [] : [noteOf(says.neverLooked(scene.groupId))]),
      ...lastWords(story.end),
    ],
  }
}

/** No all-clear was heard after the group had caught up. */
export function noAllClear(story: Story, scene: Scene): Finding {
  const isHere = ({ phase }: Sighting) => phase === 'caught-up'
  const broken = story.sightings.find((each) => isHere(each) && isBrokenAllClear(each.alert))
  if (broken) return malformed(broken.alert, story, scene)
  if (story.hadEnded && !story.phases.has('deserted')) return endedEarly(story, scene)
  const lag = story.phases.get('caught-up')?.lag ?? 0
  return {
    id: 'no-all-clear',
    message: says.noAllClear(lag, scene.limit),
    expected: { en: `state "ok" within ${SECONDS} s`, ko: `${SECONDS}초 안에 state "ok"` },
    actual: { en: 'none', ko: '없음' },
    evidence: [lagOverTime(story, scene), ...lastWords(story.end)],
  }
}

/** An all-clear was sent although the lag stood over the limit. */
export function falseAllClear({ alert, lag }: Sighting, story: Story, scene: Scene): Finding {
  return {
    id: 'false-all-clear',
    message: says.falseAllClear(lag, scene.limit),
    expected: { en: `no "ok" above ${scene.limit}`, ko: `${scene.limit}보다 클 때 "ok" 없음` },
    actual: sameInBoth(alert.text),
    evidence: [lagOverTime(story, scene)],
  }
}

/** Alarms that nothing gave reason for: `unwanted` of them, the first of which is given. */
export function needless(
  { alert, lag }: Sighting,
  isRepeated: boolean,
  story: Story,
  scene: Scene,
): Finding {
  const count = story.sightings.filter((each) => isAlarm(each.alert)).length
  return {
    id: isRepeated ? 'alarm-repeated' : 'false-alarm',
    message: isRepeated ? says.repeated(count) : says.falseAlarm(alert.lag ?? lag, scene.limit),
    expected: isRepeated
      ? { en: 'one alarm each time the lag crosses the limit', ko: '기준을 넘을 때마다 알림 하나' }
      : { en: `no alarm up to ${scene.limit}`, ko: `${scene.limit}까지는 알림 없음` },
    actual: sameInBoth(alert.text),
    evidence: [lagOverTime(story, scene)],
  }
}

/** An alarm whose number is not the lag, or is no number. */
export function wrongLag({ alert, lag, phase }: Sighting, story: Story, scene: Scene): Finding {
  const lags = story.phases.get(phase)!.lags
  const mistake = alert.lag === undefined ? undefined : explainLag(lags, alert.lag)
  const unreadable = /^"\d+"$/.test(alert.lagText) ? says.lagQuoted : says.lagUnreadable
  return {
    id: alert.lag === undefined ? 'lag-unreadable' : 'wrong-lag',
    message: alert.lag === undefined ? unreadable(alert.lagText) : says.wrongLag(alert.lag, lag),
    expected: { en: `"lag": ${lag}`, ko: `"lag": ${lag}` },
    actual: sameInBoth(alert.text),
    evidence: [
      ...(mistake ? [noteOf(mistake)] : []),
      lagTable(scene.groupId, lags),
      lagOverTime(story, scene),
    ],
  }
}

/** The monitor took part in the group it was to watch, or moved its commits. */
export function disturbed(
  scene: Scene,
  {
    joined,
    committed,
    moved,
  }: Record<'joined' | 'committed' | 'moved', readonly (string | number)[]>,
): Finding {
  const isMember = joined.length > 0
  const parts = [
    ...(isMember ? [`JoinGroup: ${listOf(joined)}`] : []),
    ...(committed.length > 0 ? [`OffsetCommit: ${listOf(committed)}`] : []),
  ]
  const [en, ko] = [
    [...parts, ...(moved.length > 0 ? [`commits of partition ${listOf(moved)} changed`] : [])],
    [...parts, ...(moved.length > 0 ? [`커밋이 바뀐 파티션: ${listOf(moved)}`] : [])],
  ]
  return {
    id: isMember ? 'group-joined' : 'commits-moved',
    message: isMember ? says.joined(scene.groupId) : says.committed(scene.groupId),
    expected: { en: 'the group is only looked at', ko: '그룹을 보기만 함' },
    actual: { en: en.join('; '), ko: ko.join('; ') },
    evidence: [],
  }
}

function malformed({ faults, text }: Alert, story: Story, scene: Scene): Finding {
  const [first] = faults
  const isField = first!.field !== 'value'
  return {
    id: isField ? `alert-${first!.field}` : 'alert-no-json',
    message: isField ? says.wrongField(listOf(faults.map(({ field }) => field))) : says.noJson,
    expected: { en: first!.should, ko: first!.should },
    actual: sameInBoth(text),
    evidence: [
      {
        kind: 'table',
        title: {
          en: `Fields of the message on ${scene.alerts}`,
          ko: `${scene.alerts} 토픽에 온 메시지의 필드`,
        },
        columns: [
          { en: 'field', ko: '필드' },
          { en: 'should be', ko: '있어야 할 값' },
          { en: 'is', ko: '실제 값' },
        ],
        rows: faults.map(({ field, should, is }) => [field, should, is]),
      },
      lagOverTime(story, scene),
    ],
  }
}

function endedEarly(story: Story, scene: Scene): Finding {
  const { stderr, stdout } = story.end
  return {
    id: 'monitor-ended',
    message: explainCrash(`${stderr.text}\n${stdout.text}`)?.message ?? says.ended,
    expected: { en: 'it runs until SIGTERM', ko: 'SIGTERM을 받을 때까지 계속 실행' },
    actual: describeEnd(story.end),
    evidence: [...lastWords(story.end), lagOverTime(story, scene)],
  }
}
