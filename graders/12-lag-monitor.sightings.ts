import type { PartitionLag } from '#checks/index.ts'
import { couldBeRead, isAlarm, type Alert } from './12-lag-monitor.alerts.ts'

const OVERLAP_MS = 600
const MOMENT_MS = 20n

/**
 * `under` the limit; `over` it; `still-over` it and growing; `caught-up` again; without any member
 * `at-limit`, then `just-over` it, and when that was not noticed, or not asked, `deserted`: over it by
 * more.
 */
export type PhaseName =
  | 'under'
  | 'over'
  | 'still-over'
  | 'caught-up'
  | 'at-limit'
  | 'just-over'
  | 'deserted'

/** The lag that stood during a phase. */
export type Phase = {
  readonly atMs: number
  readonly lag: number
  readonly lags: readonly PartitionLag[]
  /** The batches by which it grew when the phase began. */
  readonly batches: readonly number[]
}

/** A message of the monitor, and what was so when it was first seen. */
export type Sighting = {
  readonly alert: Alert
  readonly phase: PhaseName
  readonly atMs: number
  /** When it was sent, by the clock of who sent it. */
  readonly sentMs: bigint
  /** The lag of the group then, and in the phase before. */
  readonly lag: number
  readonly lagBefore: number | undefined
}

/** An alarm that gives the number of the phase before, when there was no reason for one. */
export function isStale({ alert, lag, lagBefore = 0 }: Sighting, limit: number): boolean {
  return isAlarm(alert) && lag > limit && lagBefore <= limit && alert.lag === lagBefore
}

/** An alarm whose number nobody could have read in its phase, or that has none. */
export function isMiscounted({ alert }: Sighting, { lag, batches }: Phase): boolean {
  return isAlarm(alert) && (alert.lag === undefined || !couldBeRead(lag, batches, alert.lag))
}

/**
 * Whether two alarms were sent in one moment. Looks that overlap may do that once; who does it each
 * time sends two.
 */
export function arePaired([first, second]: readonly Pick<Sighting, 'sentMs'>[]): boolean {
  if (!first || !second) return false
  return second.sentMs - first.sentMs < MOMENT_MS && first.sentMs - second.sentMs < MOMENT_MS
}

/**
 * Whether alarms say the same thing again. Two at nearly the same time are two looks of one monitor
 * that overlapped, as they may on a slow computer.
 */
export function areRepeated(alarms: readonly Pick<Sighting, 'atMs'>[]): boolean {
  const [first, second] = alarms
  if (!first || !second) return false
  return alarms.length > 2 || second.atMs - first.atMs > OVERLAP_MS
}
