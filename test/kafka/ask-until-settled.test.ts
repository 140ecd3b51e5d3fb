import { expect } from 'chai'
import { askUntilSettled } from '#kafka/ask-until-settled.ts'
import { connectionLost } from '#kafka/connection-lost.ts'

const BASE = { what: 'the answer', brokers: 'b:1', timeoutMs: 60 }
const errorCodes = (code: number) => [code]

/** Plays answers one after the other, the last one for ever; errors are thrown. */
function play(...answers: readonly (number | Error)[]) {
  let asked = 0
  const ask = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? 0
    if (answer instanceof Error) throw answer
    return answer
  }
  return { ask, count: () => asked }
}

const lost = (wasSent: boolean) => connectionLost('b:1', 'gone', { wasSent })
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => error,
  )

describe('askUntilSettled', () => {
  it('asks again while the error code passes by itself', async () => {
    const script = play(6, 14, lost(true), 0)
    expect(await askUntilSettled(script.ask, { ...BASE, errorCodes })).to.equal(0)
    expect(script.count()).to.equal(4)
  })

  it('returns error codes that do not pass', async () => {
    const script = play(25)
    expect(await askUntilSettled(script.ask, { ...BASE, errorCodes })).to.equal(25)
    expect(script.count()).to.equal(1)
  })

  it('repeats what must arrive once only when it was never sent', async () => {
    const unsent = play(lost(false), 0)
    expect(await askUntilSettled(unsent.ask, { ...BASE, isOnce: true })).to.equal(0)
    const sent = play(lost(true), 0)
    const error = await caught(askUntilSettled(sent.ask, { ...BASE, isOnce: true }))
    expect(error).to.have.property('code', 'broker-unanswering')
    expect(sent.count()).to.equal(1)
  })

  it('says what it last saw when the time is over', async () => {
    const error = await caught(askUntilSettled(play(15).ask, { ...BASE, errorCodes }))
    expect(error).to.have.property('code', 'broker-unanswering')
    expect(error).to.have.nested.property('text.ko').that.contains('b:1')
    expect(String(error)).to.contain('GROUP_COORDINATOR_NOT_AVAILABLE')
  })

  it('lets errors of ours through', async () => {
    const error = await caught(askUntilSettled(play(new TypeError('ours')).ask, BASE))
    expect(error).to.be.instanceOf(TypeError)
  })
})
