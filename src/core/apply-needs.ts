import type { CheckOutcome } from './worker-protocol.ts'

/** A check with the checks of the same exercise that it needs. */
export type NeedingCheck = { readonly id: string; readonly needs: readonly string[] }

/**
 * A pass counts only when every check it needs passed too: "nothing was sent twice" is worth nothing
 * from a program that sent nothing. Such a pass becomes `blocked`; a failure stays one, it was seen.
 */
export function applyNeeds(
  checks: readonly NeedingCheck[],
  outcomes: ReadonlyMap<string, CheckOutcome>,
): CheckOutcome[] {
  const needsOf = new Map(checks.map((check) => [check.id, check.needs]))
  const rootFailure = (id: string, seen: ReadonlySet<string>): string | undefined => {
    if (seen.has(id)) return undefined
    const status = outcomes.get(id)?.status
    if (status === 'fail' || status === 'blocked') return id
    const deeper = new Set([...seen, id])
    for (const need of needsOf.get(id) ?? []) {
      const root = rootFailure(need, deeper)
      if (root) return root
    }
    return undefined
  }
  return checks.flatMap(({ id }) => {
    const outcome = outcomes.get(id)
    if (!outcome) return []
    if (outcome.status !== 'pass') return [outcome]
    const blockedBy = rootFailure(id, new Set())
    return [blockedBy ? { ...outcome, status: 'blocked' as const, blockedBy } : outcome]
  })
}
