import { expect } from 'chai'
import { InfraError } from '#core/errors.ts'
import type { FromWorker } from '#core/worker-protocol.ts'
import { blockedBy, blockerOf, fail, findingOf } from '#checks/judge.ts'
import type { Lab } from '#checks/lab.ts'
import { beginSession, currentSession, runCheck } from '#checks/session.ts'
import { both } from '../support/records.ts'

const finding = { id: 'messages-missing', message: both('4 of 7'), evidence: [] }

describe('a judgement', () => {
  it('carries its finding through what is thrown', () => {
    expect(findingOf(thrownBy(() => fail(finding)))).to.equal(finding)
    expect(blockerOf(thrownBy(() => blockedBy('03-C1')))).to.equal('03-C1')
  })

  it('is not taken from any other error', () => {
    for (const error of [new Error('x'), Object.assign(new Error('x'), { finding }), 'x', null]) {
      expect(findingOf(error)).to.equal(undefined)
      expect(blockerOf(error)).to.equal(undefined)
    }
  })
})

describe('running a check', () => {
  const told: FromWorker[] = []
  it('cannot be done outside a worker', () => {
    expect(() => currentSession()).to.throw('grading worker')
  })

  const note = { kind: 'note' as const, text: both('seen') }
  const infra = new InfraError({
    code: 'broker-lost',
    message: both('lost'),
    advice: both('again'),
  })
  const families: readonly [string, () => unknown, object][] = [
    ['a pass with what was seen', () => [note], { status: 'pass', evidence: [note] }],
    ['a pass without words', () => undefined, { status: 'pass', evidence: [] }],
    ['a failure with its finding', () => fail(finding), { status: 'fail', finding }],
    [
      'blocked by another check',
      () => blockedBy('03-C1'),
      { status: 'blocked', blockedBy: '03-C1' },
    ],
    ['the environment’s fault', () => raise(infra), { status: 'infra' }],
    ['our fault for any other error', () => raise(new TypeError('bug')), { status: 'defect' }],
    ['our fault for a bare assertion of chai', () => expect(1).to.equal(2), { status: 'defect' }],
    ['our fault for anything thrown', () => raise('text'), { status: 'defect' }],
  ]
  for (const [title, body, parts] of families) {
    it(`comes to ${title}`, async () => {
      beginSession({ lab: {} as Lab, emit: (message) => told.push(message) })
      told.length = 0
      const outcome = await runCheck('03-C2', async () => (await body()) as undefined)
      expect(outcome).to.deep.include({ id: '03-C2', ...parts })
      expect(outcome.durationMs).to.be.within(0, 1_000)
      expect(told).to.deep.equal([
        { type: 'check-started', id: '03-C2' },
        { type: 'check-ended', outcome },
      ])
    })
  }
})

function thrownBy(act: () => never): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}

function raise(error: unknown): never {
  throw error
}
