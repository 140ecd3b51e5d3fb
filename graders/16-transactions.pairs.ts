import type { Finding } from '#checks/index.ts'
import { says } from './16-transactions.messages.ts'
import type { Entry, Input, Look, Pair } from './16-transactions.work.ts'

const MOST_ROWS = 6

/** What is wrong with the debits and credits in the output, if anything. */
export function pairFinding(inputs: readonly Input[], last: Look): Finding | undefined {
  const wrong = inputs.filter((input) => !isRight(input, last.pairs.get(input.id)!))
  const [first] = wrong
  if (!first) return undefined
  const good = inputs.filter(isWanted)
  const isNothing = [...last.pairs.values()].every((pair) => sizeOf(pair) === 0)
  const { id, message } = isNothing
    ? { id: 'nothing-transferred', message: says.nothing }
    : describe(first, last.pairs.get(first.id)!)
  return {
    id,
    message,
    expected: {
      en: `one debit and one credit for each of ${good.length} good inputs, nothing else`,
      ko: `정상 입력 ${good.length}개마다 출금 하나와 입금 하나, 그 밖에는 없음`,
    },
    actual: {
      en: `not so for ${wrong.length} inputs`,
      ko: `입력 ${wrong.length}개에서 다름`,
    },
    evidence: [pairTable(wrong, last)],
  }
}

/** Old inputs were handled before the group's offsets, so nothing is to be written for them. */
function isWanted({ lot, bad }: Input): boolean {
  return lot > 0 && !bad
}

function isRight(input: Input, pair: Pair): boolean {
  if (!isWanted(input)) return sizeOf(pair) === 0
  const [debit, credit] = [pair.debits[0], pair.credits[0]]
  return sizeOf(pair) === 2 && isEntry(debit, input, input.from) && isEntry(credit, input, input.to)
}

function isEntry(entry: Entry | undefined, { id, amount }: Input, account: string): boolean {
  return entry?.key === id && entry.account === account && entry.amount === amount
}

function sizeOf({ debits, credits }: Pair): number {
  return debits.length + credits.length
}

function describe(input: Input, pair: Pair): Pick<Finding, 'id' | 'message'> {
  const { id } = input
  const [debits, credits] = [pair.debits.length, pair.credits.length]
  if (input.lot === 0) return { id: 'old-input-again', message: says.oldAgain(id) }
  if (input.bad) return { id: 'bad-input-visible', message: says.badVisible(id, debits, credits) }
  if (debits === 1 && credits === 1) {
    const entries = [...pair.debits, ...pair.credits]
    const isKey = entries.some(({ key }) => key !== id)
    return isKey
      ? { id: 'wrong-key', message: says.wrongKey(id) }
      : { id: 'wrong-content', message: says.wrongContent(id) }
  }
  const isHalf = debits !== credits
  return {
    id: isHalf ? 'half-a-pair' : debits === 0 ? 'pair-missing' : 'pair-repeated',
    message: says.wrongCount(id, debits, credits),
  }
}

function pairTable(wrong: readonly Input[], last: Look) {
  return {
    kind: 'table' as const,
    title: {
      en: 'What a read_committed consumer gets (the first that are wrong)',
      ko: 'read_committed 컨슈머가 받는 것(잘못된 것부터)',
    },
    columns: [
      { en: 'input', ko: '입력' },
      { en: 'partition', ko: '파티션' },
      { en: 'offset', ko: '오프셋' },
      { en: 'kind', ko: '종류' },
      { en: 'debits', ko: '출금' },
      { en: 'credits', ko: '입금' },
    ],
    rows: wrong.slice(0, MOST_ROWS).map((input) => {
      const { debits, credits } = last.pairs.get(input.id)!
      const kind = input.lot === 0 ? 'old' : input.bad ? 'bad' : 'good'
      const place = [String(input.partition), String(input.offset)]
      return [input.id, ...place, kind, String(debits.length), String(credits.length)]
    }),
  }
}
