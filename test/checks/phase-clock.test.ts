import { expect } from 'chai'
import { pollUntil } from '#core/poll-until.ts'
import type { PhaseName } from '#core/worker-protocol.ts'
import { createPhaseClock } from '#checks/phase-clock.ts'

describe('the clock of the phases', () => {
  let booked: Record<PhaseName, number>
  let clock: ReturnType<typeof createPhaseClock>
  beforeEach(() => {
    booked = { 'set-up': 0, program: 0, observing: 0 }
    clock = createPhaseClock((phase, durationMs) => void (booked[phase] += durationMs))
  })

  it('books time on its phase and hands the result over', async () => {
    expect(await clock.time('program', async () => (await spend(40), 'done'))).to.equal('done')
    expect(booked.program).to.be.within(39, 5_000)
    expect(booked['set-up'] + booked.observing).to.equal(0)
  })

  it('does not charge a phase for one that it awaits', async () => {
    const startedAt = performance.now()
    await clock.time('observing', async () => {
      await spend(10)
      await clock.time('program', () => spend(60))
      await spend(10)
    })
    const elapsedMs = performance.now() - startedAt
    expect(booked.program).to.be.within(59, 5_000)
    expect(booked.observing).to.be.within(19, 5_000)
    expect(booked.program + booked.observing).to.be.closeTo(elapsedMs, 50)
  })

  it('books each moment once when phases overlap', async () => {
    const startedAt = performance.now()
    await Promise.all([
      clock.time('set-up', () => spend(30)),
      clock.time('program', () => spend(60)),
      clock.time('program', () => spend(20)),
    ])
    const elapsedMs = performance.now() - startedAt
    const sum = booked['set-up'] + booked.program + booked.observing
    expect(sum).to.be.closeTo(elapsedMs, 50)
  })

  it('goes on with the phase that still runs when another one ends', async () => {
    await Promise.all([
      clock.time('set-up', () => spend(20)),
      clock.time('observing', () => spend(80)),
    ])
    expect(booked['set-up']).to.be.below(booked.observing)
  })

  it('does not book what lies between phases', async () => {
    const startedAt = performance.now()
    await clock.time('set-up', () => spend(10))
    await spend(100)
    await clock.time('observing', () => spend(10))
    const elapsedMs = performance.now() - startedAt
    expect(booked['set-up'] + booked.observing).to.be.at.most(elapsedMs - 99)
  })

  it('books a phase that fails, and lets the failure through', async () => {
    const thrown: unknown = await clock
      .time('program', async () => {
        await spend(20)
        throw new Error('no')
      })
      .catch((error: unknown) => error)
    expect((thrown as Error).message).to.equal('no')
    expect(booked.program).to.be.at.least(19)
    await clock.time('observing', () => spend(5))
    expect(booked.observing).to.be.at.least(4)
  })
})

async function spend(durationMs: number): Promise<void> {
  const until = performance.now() + durationMs
  await pollUntil(
    () => performance.now(),
    (now) => now >= until,
    { what: 'time to pass', timeoutMs: 10 * durationMs, firstPauseMs: 1, maxPauseMs: 1 },
  )
}
