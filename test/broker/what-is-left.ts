import { readdirSync, readFileSync } from 'node:fs'
import type { Guardian } from '#process/guardian.ts'

/** Running processes whose environment carries a run's marker. */
export function processesOf(marker: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => environmentOf(pid).includes(marker))
    .map(Number)
}

/** The marker of a guardian's run, as it stands in an environment. */
export function markerOf(guardian: Guardian): string {
  return Object.entries(guardian.markerEnv)
    .map(([name, value]) => `${name}=${value}`)
    .join('\0')
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}
