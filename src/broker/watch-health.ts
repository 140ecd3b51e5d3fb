import type { BadSpell, BrokerHealth, ClusterHealth, HealthWatch } from './cluster-health.ts'

/** Where a monitor gets its facts. */
export type HealthSource = {
  /** Probes the brokers that are declared up from before to after the probe. */
  readonly probe: () => Promise<ClusterHealth>
  /** Calls back at once when a broker that is declared up ends; returns how to stop that. */
  readonly onUnexpectedExit: (report: (brokerId: number) => void) => () => void
}

const PROBE_EVERY_MS = 500
const TICK_MS = 200
const SLIP_MS = 2000

/** Starts a monitor: a probe about every 500 ms, exits at once, its own stand-stills above 2 s. */
export function watchHealth(source: HealthSource): HealthWatch {
  const book = createSpellBook()
  const slips = watchEventLoop((fromMs, toMs) => {
    const detail = `our own event loop stood still for ${Math.round(toMs - fromMs)} ms`
    book.add({ fromMs, toMs, what: 'machine', detail })
  })
  const forget = source.onUnexpectedExit((brokerId) => {
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
  const timer = setInterval(probe, PROBE_EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await probing
      await probeOnce()
      forget()
      slips.stop()
      return book.close(performance.now())
    },
  }
}

function watchEventLoop(onSlip: (fromMs: number, toMs: number) => void): { stop: () => void } {
  let lastMs = performance.now()
  const look = (): void => {
    const nowMs = performance.now()
    if (nowMs - lastMs > SLIP_MS + TICK_MS) onSlip(lastMs, nowMs)
    lastMs = nowMs
  }
  const timer = setInterval(look, TICK_MS)
  return {
    stop: () => {
      look()
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
    note: ({ brokerId, reason, detail }: BrokerHealth, atMs: number): void => {
      if (reason === 'ok') return end(brokerId, atMs)
      const spell = open.get(brokerId)
      if (!spell) open.set(brokerId, { fromMs: atMs, detail: `${reason}: ${detail}` })
    },
    close: (atMs: number): readonly BadSpell[] => {
      for (const brokerId of open.keys()) end(brokerId, atMs)
      return done.toSorted((a, b) => a.fromMs - b.fromMs)
    },
  }
}
