import type { GivenEvent, Lab } from '#checks/index.ts'

/** What happened on an account; `seq` counts the events of that account. */
export type AccountEvent = GivenEvent & { readonly account: string; readonly seq: number }

const KINDS = ['deposit', 'withdrawal', 'transfer', '입금', '출금'] as const

/** Several events for each of many accounts, mixed as they would come in, each account in order. */
export function drawEvents(lab: Lab): AccountEvent[] {
  const { draw } = lab
  const accounts = drawAccounts(lab, draw.integer(13, 17))
  const branches = ['north', 'south', 'harbour', 'station'].map(
    (name) => `${name}-${draw.token(3)}`,
  )
  const turns = draw.shuffle(
    accounts.flatMap((account) => Array<string>(draw.integer(3, 5)).fill(account)),
  )
  const branchOf = new Map(accounts.map((account) => [account, draw.pick(branches)]))
  const counted = new Map<string, number>()
  return turns.map((account) => {
    const seq = (counted.get(account) ?? 0) + 1
    counted.set(account, seq)
    return {
      account,
      seq,
      kind: draw.pick(KINDS),
      amount: draw.integer(1_000, 900_000),
      branch: branchOf.get(account)!,
      nonce: lab.nonce(),
    }
  })
}

/** Of unlike lengths, beginnings and ends, so that any way to tell them apart spreads them. */
function drawAccounts({ draw }: Lab, count: number): string[] {
  const accounts = new Set<string>()
  while (accounts.size < count) {
    const letters = draw.token(draw.integer(2, 3)).replaceAll(/\d/g, 'k').toUpperCase()
    const number = String(draw.integer(1, 9_999)).padStart(draw.integer(3, 5), '0')
    accounts.add(`${letters}${number}${draw.token(draw.integer(2, 4))}`)
  }
  return [...accounts]
}
