import {
  isPassed,
  sameInBoth,
  showValue,
  type Evidence,
  type Finding,
  type ObservedMessage,
} from '#checks/index.ts'
import { says } from './16-transactions.messages.ts'
import type { Run } from './16-transactions.run.ts'
import { isWanted, type Entry, type Input, type Look, type Pair } from './16-transactions.work.ts'

const MOST_ROWS = 6

/** What is wrong with the debits and credits in the output, if anything. */
export function pairFinding(run: Run): Finding | undefined {
  const { last, idle } = run
  if (last.strange.length > 0) return strangeFinding(last)
  return wrongPairFinding(run) ?? (idle.length > 0 ? lateFinding(idle) : undefined)
}

function strangeFinding({ strange }: Look): Finding {
  return {
    id: 'strange-output',
    message: says.strange(strange.length),
    expected: {
      en: 'nothing but debits and credits of the inputs',
      ko: '입력의 출금과 입금만 있음',
    },
    actual: { en: `${strange.length} other messages`, ko: `그 밖의 메시지 ${strange.length}개` },
    evidence: [strangeTable(strange)],
  }
}

/** It did nothing for long, and all at once when it was told to stop. */
function lateFinding(idle: readonly Input[]): Finding {
  return {
    id: 'transferred-at-the-end',
    message: says.late(idle.length),
    expected: {
      en: 'each transaction is committed while the program runs',
      ko: '프로그램이 실행되는 동안 트랜잭션이 하나씩 커밋됨',
    },
    actual: {
      en: `nothing was visible of ${idle.length} inputs until SIGTERM`,
      ko: `SIGTERM을 받을 때까지 입력 ${idle.length}개의 결과가 보이지 않음`,
    },
    evidence: [],
  }
}

function wrongPairFinding(run: Run): Finding | undefined {
  const { inputs, last, idle } = run
  const wrong = inputs.filter((input) => !isRight(input, last.pairs.get(input.id)!))
  const [first] = wrong
  if (!first) return undefined
  const good = inputs.filter(isWanted)
  const isNothing = [...last.pairs.values()].every((pair) => sizeOf(pair) === 0)
  const isStuck = wrong.every((each) => idle.includes(each) && !isPassed(last, each))
  const { id, message } =
    shutOut(run) ??
    (isNothing
      ? { id: 'nothing-transferred', message: says.nothing }
      : isStuck
        ? { id: 'program-stuck', message: says.stuck(wrong.length) }
        : describe(first, last))
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
    ...(id === 'wrong-key' || id === 'wrong-content' ? differenceOf(first, last) : {}),
    evidence: [pairTable(wrong, last)],
  }
}

/** The first of an input's two outputs that is not as it should be, beside how it should be. */
function differenceOf(input: Input, last: Look): Pick<Finding, 'expected' | 'actual'> {
  const { debits, credits } = last.pairs.get(input.id)!
  const { id, from, to, amount } = input
  const [debit, credit] = [debits[0]!, credits[0]!]
  const isDebit = !isEntry(debit, input, from)
  const wanted: Entry = { key: id, account: isDebit ? from : to, amount }
  const say = (entry: Entry) => {
    const { key, account } = entry
    const rest = `account ${JSON.stringify(account)}, amount ${JSON.stringify(entry.amount)}`
    return sameInBoth(`${isDebit ? 'debit' : 'credit'}: key ${showValue(key)}, ${rest}`)
  }
  return { expected: say(wanted), actual: say(isDebit ? debit : credit) }
}

/** Several producers have begun in one life of the program, and some were refused after that. */
function shutOut({ transactions, moments }: Run): Pick<Finding, 'id' | 'message'> | undefined {
  const { begins, refused, ids } = transactions
  if (ids.length !== 1 || refused === 0) return undefined
  const starts = moments.filter(({ kind }) => kind === 'started').map(({ atMs }) => atMs)
  const most = starts.reduce((more, from, at) => {
    const here = begins.filter((atMs) => atMs >= from && atMs < (starts[at + 1] ?? Infinity))
    return Math.max(more, here.length)
  }, 0)
  return most > 1 ? { id: 'shut-out', message: says.shutOut(most, refused) } : undefined
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

function describe(input: Input, last: Look): Pick<Finding, 'id' | 'message'> {
  const { id } = input
  const pair = last.pairs.get(id)!
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
  if (debits + credits === 0 && isPassed(last, input)) {
    return { id: 'input-lost', message: says.passedOver(id) }
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

function strangeTable(strange: readonly ObservedMessage[]): Evidence {
  return {
    kind: 'table',
    title: { en: 'Visible, but neither debit nor credit', ko: '보이지만 출금도 입금도 아닌 것' },
    columns: [
      { en: 'partition', ko: '파티션' },
      { en: 'offset', ko: '오프셋' },
      { en: 'key', ko: '키' },
      { en: 'value', ko: '값' },
    ],
    rows: strange
      .slice(0, MOST_ROWS)
      .map(({ partition, offset, key, value }) => [
        String(partition),
        String(offset),
        showValue(key),
        showValue(value),
      ]),
  }
}
