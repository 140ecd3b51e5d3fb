import { writeOf, type Evidence, type TimelineEvent } from '#checks/index.ts'
import { timelineSays } from './15-at-least-once.messages.ts'
import type { Run } from './15-at-least-once.run.ts'
import type { EarlyCommit, Item } from './15-at-least-once.work.ts'

/** For each event of the history the messages it stored first and those it stored once more. */
type Stored = { readonly fresh: Item[]; readonly again: Item[] }

type Step = TimelineEvent & { readonly isWork: boolean }

/** Of a stretch of writes and commits between two larger events, so many are shown at each end. */
const SHOWN = 2

/** The first commit in the request log that came before the write of a message it passed. */
export function findEarlyInHistory(run: Run): EarlyCommit | undefined {
  const { events, isComplete } = run.history
  if (!isComplete) return undefined
  const written = new Map(run.items.map((item) => [item.nonce, firstWriteOf(run, item)]))
  for (const [index, event] of events.entries()) {
    if (event.kind !== 'commit' || event.isTransactional) continue
    const { partition, offset } = event
    const item = run.items.find(
      (each) =>
        each.partition === partition &&
        each.offset < offset &&
        (written.get(each.nonce) ?? -1) > index,
    )
    if (item) return { partition, offset, item }
  }
  return undefined
}

/** A committed offset behind which there is no message any more. */
export function pastTheEnd({ items, last }: Run): EarlyCommit | undefined {
  for (const [partition, offset] of last.committed) {
    const end = items.filter((item) => item.partition === partition).length
    if (offset > BigInt(end)) return { partition, offset, item: undefined }
  }
  return undefined
}

/** Where in the history a message was first written; undefined when the log does not tell. */
function firstWriteOf(run: Run, { nonce, lot }: Item): number | undefined {
  if (lot === 0) return undefined
  const writes = run.last.copies.get(nonce)!.map((copy) => writeOf(run.history, copy))
  return writes.length === 0 || writes.includes(-1) ? undefined : Math.min(...writes)
}

/** What happened to one partition, moment by moment; `wrong` says which commits show the fault. */
export function timelineOf(
  run: Run,
  partition: number,
  wrong: { readonly commit?: (offset: bigint) => boolean; readonly areRepeatsWrong?: boolean },
): Evidence {
  const stored = storedBy(run, partition)
  const work = run.history.events.flatMap((event, index): Step[] => {
    if (event.kind === 'commit') {
      if (event.partition !== partition) return []
      const mark = wrong.commit?.(event.offset) ? ('wrong' as const) : undefined
      return [{ ...timelineSays.commit(event), atMs: event.atMs, mark, isWork: true }]
    }
    const { fresh, again } = stored.get(index) ?? { fresh: [], again: [] }
    const repeatMark = wrong.areRepeatsWrong ? ('wrong' as const) : undefined
    const step = { atMs: event.atMs, isWork: true }
    return [
      ...(fresh.length > 0 ? [{ ...step, ...timelineSays.write(rangeOf(fresh)) }] : []),
      ...(again.length > 0
        ? [{ ...step, ...timelineSays.repeat(rangeOf(again)), mark: repeatMark }]
        : []),
    ]
  })
  const steps = [...crashSteps(run), ...work].toSorted((one, other) => one.atMs - other.atMs)
  const events = shorten(upToTheFault(steps))
  return { kind: 'timeline', title: timelineSays.title(partition), events }
}

/** Up to the first step that shows the fault, and on to what the next start did; else all. */
function upToTheFault(steps: readonly Step[]): readonly Step[] {
  const fault = steps.findIndex(({ mark }) => mark === 'wrong')
  if (fault < 0) return steps
  const rest = steps.slice(fault)
  const start = rest.findIndex(({ isWork, mark }) => !isWork && mark === undefined)
  return start < 0 ? steps : steps.slice(0, fault + start + 1 + SHOWN)
}

function storedBy(run: Run, partition: number): Map<number, Stored> {
  const stored = new Map<number, Stored>()
  for (const item of run.items) {
    if (item.partition !== partition || item.lot === 0) continue
    const writes = run.last.copies.get(item.nonce)!.map((copy) => writeOf(run.history, copy))
    const inOrder = writes.filter((index) => index >= 0).toSorted((one, other) => one - other)
    for (const [at, index] of inOrder.entries()) {
      const entry = stored.get(index) ?? { fresh: [], again: [] }
      ;(at === 0 ? entry.fresh : entry.again).push(item)
      stored.set(index, entry)
    }
  }
  return stored
}

function crashSteps({ holds, moments }: Run): Step[] {
  const mark = 'fault' as const
  return [
    ...holds.map(({ atMs, kind }) => ({ atMs, ...timelineSays[kind], mark, isWork: false })),
    ...moments.map(({ atMs, kind }) => {
      if (kind !== 'killed') return { atMs, ...timelineSays[kind], isWork: false }
      const hold = holds.findLast((each) => each.atMs <= atMs)
      return { atMs, ...timelineSays.killed(hold?.kind), mark, isWork: false }
    }),
  ]
}

/** Between two larger events the first and the last steps, and all that show the fault. */
function shorten(steps: readonly Step[]): TimelineEvent[] {
  const shown: TimelineEvent[] = []
  let stretch: Step[] = []
  const flush = () => {
    const isShown = (step: Step, at: number) =>
      at < SHOWN || at >= stretch.length - SHOWN || isFirstWrong(stretch, step)
    const kept = stretch.length <= 2 * SHOWN + 1 ? stretch : stretch.filter(isShown)
    let last = -1
    for (const step of kept) {
      const at = stretch.indexOf(step)
      if (at > last + 1) {
        shown.push({ atMs: stretch[last + 1]!.atMs, ...timelineSays.gap(at - last - 1) })
      }
      shown.push(step)
      last = at
    }
    stretch = []
  }
  for (const step of steps) {
    if (step.isWork) stretch.push(step)
    else {
      flush()
      shown.push(step)
    }
  }
  flush()
  return shown.map(({ atMs, who, what, mark }) => ({ atMs, who, what, mark }))
}

function isFirstWrong(stretch: readonly Step[], step: Step): boolean {
  return step === stretch.find(({ mark }) => mark === 'wrong')
}

function rangeOf(items: readonly Item[]): string {
  const offsets = items.map(({ offset }) => offset)
  const [first, last] = [offsets[0]!, offsets.at(-1)!]
  return first === last ? String(first) : `${first}–${last}`
}
