import { randomUUID } from 'node:crypto'

/** A topic or group name that no other test uses. */
export function freshName(base: string): string {
  return `${base}-${randomUUID().slice(0, 8)}`
}
