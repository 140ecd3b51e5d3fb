import { expect } from 'chai'
import type { ExerciseResult } from '#core/result-record.ts'
import type { Fixture } from './fixtures.ts'

/** Fails unless a right program has got every point, and every bonus that it is said to earn. */
export function assertFullScore(result: ExerciseResult, { earns }: Fixture): void {
  expect(result.status, explain(result)).to.equal('pass')
  expect(result.points).to.be.at.least(result.maxPoints)
  const bonuses = result.checks.filter(({ isBonus, status }) => isBonus && status === 'pass')
  expect(
    bonuses.map(({ id }) => id),
    explain(result),
  ).to.deep.equal(earns)
}

/** Fails unless a wrong program has failed the checks it names and no others than it allows. */
export function assertKilled(result: ExerciseResult, { fails, failsAny, may }: Fixture): void {
  const failures = result.checks.filter(({ status }) => status === 'fail')
  const failed = failures.map(({ id }) => id)
  const odd = result.checks.filter(({ status }) => status === 'infra' || status === 'defect')
  expect(
    odd.map(({ id, status }) => `${id} ${status}`),
    explain(result),
  ).to.deep.equal([])
  expect(failed, explain(result)).to.include.members(fails)
  if (failsAny.length > 0) {
    expect(
      failsAny.some((id) => failed.includes(id)),
      explain(result),
    ).to.equal(true)
  }
  const mayFail = [...fails, ...failsAny, ...may]
  const unexpected = failures.filter(({ id, isBonus }) => !isBonus && !mayFail.includes(id))
  expect(
    unexpected.map(({ id }) => id),
    explain(result),
  ).to.deep.equal([])
}

/** What a result says, for the message of a failing test. */
export function explain(result: ExerciseResult): string {
  const checks = result.checks.map(({ id, status, finding, error }) =>
    [id, status, finding?.message.en, finding?.actual?.en, error?.message.en, error?.stack]
      .filter((part) => part !== undefined)
      .join(' | '),
  )
  return [
    `${result.slug} ${result.status}`,
    result.finding?.message.en,
    result.error?.message.en,
    ...checks,
  ]
    .filter((part) => part !== undefined)
    .join('\n    ')
}
