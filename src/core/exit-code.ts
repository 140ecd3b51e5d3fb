import type { ResultRecord } from './result-record.ts'

/** What the process says at its end; the highest of 130 > 4 > 3 > 1 wins. */
export const EXIT = {
  passed: 0,
  notPassed: 1,
  usage: 2,
  infra: 3,
  defect: 4,
  interrupted: 130,
} as const

/** The exit code a record stands for. */
export function exitCodeOf(record: ResultRecord): number {
  const statuses = record.exercises.map((exercise) => exercise.status)
  if (record.isInterrupted) return EXIT.interrupted
  if (statuses.includes('defect') || isDefect(record.error)) return EXIT.defect
  if (statuses.includes('infra') || record.error) return EXIT.infra
  return statuses.every((status) => status === 'pass') ? EXIT.passed : EXIT.notPassed
}

function isDefect(error: ResultRecord['error']): boolean {
  return error !== undefined && error.code === undefined
}
