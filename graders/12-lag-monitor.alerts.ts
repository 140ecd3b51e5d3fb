import { showValue } from '#checks/index.ts'

/** What is wrong with a field of a message on the alerts topic; `value` is the message as a whole. */
export type FieldFault = {
  readonly field: 'value' | 'group' | 'topic' | 'state'
  readonly should: string
  readonly is: string
}

/** A message on the alerts topic. */
export type Alert = {
  readonly state: 'alarm' | 'ok' | undefined
  /** Undefined when it is missing or no whole number. */
  readonly lag: number | undefined
  readonly lagText: string
  readonly faults: readonly FieldFault[]
  /** The message as far as a line can show it. */
  readonly text: string
  /** It is an object, or speaks of states or lag at least; else it may be anything. */
  readonly isMeant: boolean
}

/** Reads a message of the alerts topic. */
export function parseAlert(
  value: Buffer | null,
  watched: { readonly groupId: string; readonly topic: string },
): Alert {
  const text = showValue(value)
  const whole = value?.toString() ?? ''
  const fields = parseObject(whole)
  if (!fields) {
    const fault = {
      field: 'value',
      should: '{"group", "topic", "lag", "state"}',
      is: text,
    } as const
    const isMeant = /alarm|lag|object/i.test(whole)
    return { state: undefined, lag: undefined, lagText: '-', faults: [fault], text, isMeant }
  }
  const { group, topic, lag, state } = fields
  const faults: FieldFault[] = []
  if (group !== watched.groupId) {
    faults.push({ field: 'group', should: watched.groupId, is: show(group) })
  }
  if (topic !== watched.topic) {
    faults.push({ field: 'topic', should: watched.topic, is: show(topic) })
  }
  const known = state === 'alarm' || state === 'ok' ? state : undefined
  if (!known) faults.push({ field: 'state', should: '"alarm" | "ok"', is: show(state) })
  return { state: known, lag: wholeNumber(lag), lagText: show(lag), faults, text, isMeant: true }
}

/** An alarm that names the right group and topic, whatever number it gives. */
export function isAlarm({ state, faults }: Alert): boolean {
  return state === 'alarm' && faults.length === 0
}

/** An all-clear that names the right group and topic. */
export function isAllClear({ state, faults }: Alert): boolean {
  return state === 'ok' && faults.length === 0
}

/** A message that was meant to be an alarm and cannot be understood as one. */
export function isBrokenAlarm({ state, faults, isMeant }: Alert): boolean {
  return faults.length > 0 && state !== 'ok' && isMeant
}

/** A message that was meant to be an all-clear and cannot be understood as one. */
export function isBrokenAllClear({ state, faults, isMeant }: Alert): boolean {
  return faults.length > 0 && state !== 'alarm' && isMeant
}

/**
 * Whether a number is a lag that could be read once it had grown to `lag`: the batches came one after
 * the other, and partitions are not read at one instant, so any of them may not be in it.
 */
export function couldBeRead(lag: number, batches: readonly number[], said: number): boolean {
  const sums = batches.reduce((all, batch) => [...all, ...all.map((sum) => sum - batch)], [lag])
  return sums.includes(said)
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    return isObject ? (parsed as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined
}

function show(value: unknown): string {
  return value === undefined ? '-' : showValue(JSON.stringify(value))
}
