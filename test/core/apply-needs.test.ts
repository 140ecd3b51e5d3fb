import { expect } from 'chai'
import fc from 'fast-check'
import { applyNeeds, type NeedingCheck } from '#core/apply-needs.ts'
import type { CheckStatus } from '#core/status.ts'
import type { CheckOutcome } from '#core/worker-protocol.ts'

describe('the needs of a check', () => {
  it('leave everything as it is where all pass', () => {
    expect(judge({ a: [], b: ['a'], c: ['b'] }, { a: 'pass', b: 'pass', c: 'pass' })).to.equal(
      'a:pass b:pass c:pass',
    )
  })

  it('turn a pass into blocked when what it needs failed', () => {
    expect(judge({ a: [], b: ['a'] }, { a: 'fail', b: 'pass' })).to.equal('a:fail b:blocked<a')
  })

  it('name the first failure of a chain, not the link before', () => {
    const outcomes = { a: 'fail', b: 'pass', c: 'pass' } as const
    expect(judge({ a: [], b: ['a'], c: ['b'] }, outcomes)).to.equal(
      'a:fail b:blocked<a c:blocked<a',
    )
  })

  it('leave a failure a failure: it was seen', () => {
    expect(judge({ a: [], b: ['a'] }, { a: 'fail', b: 'fail' })).to.equal('a:fail b:fail')
  })

  it('block after a failure and after what was blocked itself', () => {
    const needs = { a: [], b: ['a'] }
    expect(judge(needs, { a: 'fail', b: 'pass' })).to.equal('a:fail b:blocked<a')
    expect(judge(needs, { a: 'blocked', b: 'pass' })).to.equal('a:blocked b:blocked<a')
  })

  it('do not cost a point where what they need could not be judged', () => {
    for (const status of ['infra', 'defect'] as const) {
      expect(judge({ a: [], b: ['a'] }, { a: status, b: 'pass' })).to.equal(`a:${status} b:pass`)
    }
  })

  it('are looked up whatever the order of the checks', () => {
    expect(judge({ b: ['a'], a: [] }, { b: 'pass', a: 'fail' })).to.equal('b:blocked<a a:fail')
  })

  it('may go round in a circle', () => {
    const needs = { a: ['b'], b: ['a'], c: ['b'] }
    expect(judge(needs, { a: 'pass', b: 'pass', c: 'pass' })).to.equal('a:pass b:pass c:pass')
    expect(judge(needs, { a: 'fail', b: 'pass', c: 'pass' })).to.equal(
      'a:fail b:blocked<a c:blocked<a',
    )
  })

  it('do not hold a check back that nobody reported', () => {
    expect(judge({ a: [], b: ['a'] }, { b: 'pass' })).to.equal('b:pass')
  })

  it('never make a pass of anything, and never touch a check without failed needs', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const statuses = fc.constantFrom<CheckStatus>('pass', 'fail', 'blocked', 'infra', 'defect')
    const needs = fc.array(fc.constantFrom(...ids), { maxLength: 3 })
    fc.assert(
      fc.property(fc.tuple(...ids.map(() => fc.tuple(statuses, needs))), (rows) => {
        const checks = ids.map((id, at) => ({ id, needs: rows[at]![1] }))
        const outcomes = new Map(ids.map((id, at) => [id, outcome(id, rows[at]![0])]))
        const results = applyNeeds(checks, outcomes)
        expect(results.map(({ id }) => id)).to.deep.equal(ids)
        for (const result of results) {
          const before = outcomes.get(result.id)!
          if (before.status !== 'pass') expect(result).to.equal(before)
          else if (result.status === 'blocked') {
            expect(outcomes.get(result.blockedBy!)?.status).to.be.oneOf(['fail', 'blocked'])
          } else expect(result).to.equal(before)
        }
      }),
    )
  })
})

function judge(
  needs: Readonly<Record<string, readonly string[]>>,
  statuses: Readonly<Partial<Record<string, CheckStatus>>>,
): string {
  const checks: NeedingCheck[] = Object.entries(needs).map(([id, each]) => ({ id, needs: each }))
  const outcomes = new Map(
    Object.entries(statuses).map(([id, status]) => [id, outcome(id, status!)] as const),
  )
  return applyNeeds(checks, outcomes)
    .map(({ id, status, blockedBy }) => `${id}:${status}${blockedBy ? `<${blockedBy}` : ''}`)
    .join(' ')
}

function outcome(id: string, status: CheckStatus): CheckOutcome {
  return { id, status, durationMs: 1, evidence: [] }
}
