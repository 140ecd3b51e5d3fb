import { expect } from 'chai'
import { pollUntil } from '#core/poll-until.ts'

const what = 'the test'

describe('waiting for a condition', () => {
  it('ends with the first reading that is ready', async () => {
    let reads = 0
    const result = await pollUntil(
      () => (reads += 1),
      (value) => value === 3,
      { what, timeoutMs: 5_000, firstPauseMs: 1 },
    )
    expect(result).to.include({ outcome: 'ready', value: 3, polls: 3 })
    expect(reads).to.equal(3)
  })

  it('reads once more after the time is over, and then gives up with the last value', async () => {
    const startedAt = performance.now()
    const result = await pollUntil(
      () => performance.now() - startedAt,
      () => false,
      { what, timeoutMs: 60 },
    )
    expect(result.outcome).to.equal('timed-out')
    expect(result.value).to.be.at.least(59)
    expect(result.elapsedMs).to.be.within(59, 1_000)
  })

  it('gives up at once when the condition can no longer come true', async () => {
    const result = await pollUntil(
      () => 'program ended',
      () => false,
      { what, timeoutMs: 60_000, isHopeless: (value) => value === 'program ended' },
    )
    expect(result).to.include({ outcome: 'hopeless', polls: 1 })
  })

  it('takes a reading that is ready although it is hopeless, too', async () => {
    const options = { what, timeoutMs: 60_000, isHopeless: () => true }
    const result = await pollUntil(
      () => 1,
      () => true,
      options,
    )
    expect(result.outcome).to.equal('ready')
  })

  it('waits until the condition held without a break', async () => {
    const readings = [true, false, true]
    let reads = 0
    const result = await pollUntil(
      () => readings[reads++] ?? true,
      (value) => value,
      { what, timeoutMs: 5_000, stableForMs: 40, firstPauseMs: 5, maxPauseMs: 5 },
    )
    expect(result.outcome).to.equal('ready')
    const lastBreak = result.history.findLast(({ value }) => !value)
    expect(lastBreak, 'the break is remembered').to.not.equal(undefined)
    expect(result.elapsedMs - lastBreak!.atMs).to.be.at.least(40)
  })

  it('times out when the condition never held for long enough', async () => {
    let reads = 0
    const result = await pollUntil(
      () => reads++ % 2 === 0,
      (value) => value,
      { what, timeoutMs: 60, stableForMs: 30, firstPauseMs: 2, maxPauseMs: 2 },
    )
    expect(result.outcome).to.equal('timed-out')
  })

  it('remembers the distinct readings in order, at most the last twenty', async () => {
    let reads = 0
    const result = await pollUntil(
      () => ({ step: BigInt(Math.floor(reads++ / 2)) }),
      ({ step }) => step === 30n,
      { what, timeoutMs: 5_000, firstPauseMs: 0, maxPauseMs: 0 },
    )
    const steps = result.history.map(({ value }) => Number(value.step))
    expect(steps).to.deep.equal(Array.from({ length: 20 }, (_, at) => at + 11))
    const times = result.history.map(({ atMs }) => atMs)
    expect(times).to.deep.equal(times.toSorted((one, other) => one - other))
  })

  it('lets an error of the reading through', async () => {
    const failure = new Error('cannot read')
    const thrown: unknown = await pollUntil(
      () => Promise.reject(failure),
      () => true,
      { what, timeoutMs: 1_000 },
    ).catch((error: unknown) => error)
    expect(thrown).to.equal(failure)
  })

  it('ends when it is aborted', async () => {
    const stop = new AbortController()
    let reads = 0
    const thrown: unknown = await pollUntil(
      () => {
        reads += 1
        if (reads === 2) stop.abort(new Error('enough'))
      },
      () => false,
      { what, timeoutMs: 60_000, signal: stop.signal },
    ).catch((error: unknown) => error)
    expect((thrown as Error).message).to.equal('enough')
    expect(reads).to.equal(2)
  })
})
