import type { PartitionLag } from '#checks/index.ts'
import { couldBeRead, isAlarm, type Alert } from './12-lag-monitor.alerts.ts'

const OVERLAP_MS = 600

/**
 * `under` the limit; `over` it; `caught-up` again; without any member `at-limit`, then `just-over` it,
 * and when that was not noticed, or not asked, `deserted`: over it by more.
 */
export type PhaseName = 'under' | 'over' | 'caught-up' | 'at-limit' | 'just-over' | 'deserted'

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
  /** The lag of the group then, and in the phase before. */
  readonly lag: number
  readonly lagBefore: number | undefined
}

/** An alarm that gives the number of the phase before, when there was no reason for one. */
export function isStale({ alert, lag, lagBefore }: Sighting, limit: number): boolean {
  return isAlarm(alert) && lag > limit && alert.lag !== undefined && alert.lag === lagBefore
}

/** An alarm whose number nobody could have read in its phase, or that has none. */
export function isMiscounted({ alert }: Sighting, { lag, batches }: Phase): boolean {
  return isAlarm(alert) && (alert.lag === undefined || !couldBeRead(lag, batches, alert.lag))
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
