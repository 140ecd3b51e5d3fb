import type { BadSpell, BrokerHealth, ClusterHealth, HealthWatch } from './cluster-health.ts'

/** Where a monitor gets its facts. */
export type HealthSource = {
  /** Probes the brokers that are declared up from before to after the probe. */
  readonly probe: () => Promise<ClusterHealth>
  /** What can be seen of their processes without asking them: faults only. */
  readonly look: () => readonly BrokerHealth[]
  /** Calls back at once when a broker that is declared up ends; returns how to stop that. */
  readonly onUnexpectedExit: (report: (brokerId: number) => void) => () => void
}

const PROBE_EVERY_MS = 500
const TICK_MS = 200
const SLIP_MS = 2000

/**
 * Starts a monitor: a probe about every 500 ms, a look at the processes every 200 ms, exits at
 * once, its own stand-stills above 2 s.
 */
export function watchHealth(source: HealthSource): HealthWatch {
  const book = createSpellBook()
  const ticks = everyTick((fromMs, toMs) => {
    for (const broker of source.look()) book.note(broker, toMs)
    if (toMs - fromMs <= SLIP_MS + TICK_MS) return
    const detail = `our own event loop stood still for ${Math.round(toMs - fromMs)} ms`
    book.add({ fromMs, toMs, what: 'machine', detail })
  })
  let tellEnd = (): void => {}
  const brokerEnded = new Promise<void>((resolve) => (tellEnd = resolve))
  const forget = source.onUnexpectedExit((brokerId) => {
    tellEnd()
    book.note({ brokerId, reason: 'ended', detail: 'the process ended' }, performance.now())
  })
  const probeOnce = async (): Promise<void> => {
    const startedMs = performance.now()
    const { brokers } = await source.probe()
    for (const broker of brokers) book.note(broker, startedMs)
  }
  let probing: Promise<void> | undefined
  const probe = (): void => {
    probing ??= probeOnce().finally(() => (probing = undefined))
  }
  probe()
  const timer = setInterval(probe, PROBE_EVERY_MS).unref()
  return {
    brokerEnded,
    stop: async () => {
      clearInterval(timer)
      await probing
      await probeOnce()
      forget()
      ticks.stop()
      return book.close(performance.now())
    },
  }
}

function everyTick(onTick: (fromMs: number, toMs: number) => void): { stop: () => void } {
  let lastMs = performance.now()
  const tick = (): void => {
    const nowMs = performance.now()
    onTick(lastMs, nowMs)
    lastMs = nowMs
  }
  const timer = setInterval(tick, TICK_MS).unref()
  return {
    stop: () => {
      tick()
      clearInterval(timer)
    },
  }
}

function createSpellBook() {
  const done: BadSpell[] = []
  const open = new Map<number, { fromMs: number; detail: string }>()
  const end = (brokerId: number, toMs: number): void => {
    const spell = open.get(brokerId)
    if (!spell) return
    open.delete(brokerId)
    done.push({ ...spell, toMs, what: 'broker', brokerId })
  }
  return {
    add: (spell: BadSpell) => void done.push(spell),
    /** Takes in what was seen by something that began at `sinceMs`. */
    note: ({ brokerId, reason, detail }: BrokerHealth, sinceMs: number): void => {
      const spell = open.get(brokerId)
      // A killed process drops its connections first and is gone a moment later: its end explains.
      if (reason === 'ended' || (reason !== 'ok' && !spell)) {
        open.set(brokerId, { fromMs: spell?.fromMs ?? sinceMs, detail: `${reason}: ${detail}` })
      }
      if (reason === 'ok' && spell && sinceMs >= spell.fromMs) end(brokerId, performance.now())
    },
    close: (atMs: number): readonly BadSpell[] => {
      for (const brokerId of open.keys()) end(brokerId, atMs)
      return done.toSorted((a, b) => a.fromMs - b.fromMs)
    },
  }
}
