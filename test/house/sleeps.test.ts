import { expect } from 'chai'
import { readTexts } from './repository-files.ts'

// Lint bans the promised timers by their import; these are the ways to sleep that no rule can name.
const SLEEPS: readonly RegExp[] = [
  // new Promise((resolve) => setTimeout(resolve, 100)), also with braces, types or an alias
  /new\s+Promise\b[^=]{0,60}=>\s*\{?\s*(?:return\s+|void\s+)?set(?:Timeout|Timer|Immediate)\s*\(\s*\w+\s*[,)]/,
  /promisify\(\s*setTimeout\b/,
  /\bAtomics\.wait\(/,
  /\bscheduler\.wait\(/,
]

describe('waiting', () => {
  it('has patterns that find the usual sleeps and leave timers alone', () => {
    const found = [
      'await new Promise((resolve) => setTimeout(resolve, 100))',
      'await new Promise<void>((r) => {\n  setTimeout(r, ms)\n})',
      'await new Promise(function_ => void setTimer(function_, 5))',
      'const nap = promisify(setTimeout)',
    ]
    const fine = [
      'const timer = setTimeout(() => kill(group), timeoutMs)',
      'await new Promise((resolve) => child.once("exit", resolve))',
      'new Promise((resolve) => {\n  const timer = setTimeout(() => resolve(late), ms)\n})',
    ]
    expect(found.filter((code) => !sleeps(code))).to.deep.equal([])
    expect(fine.filter(sleeps)).to.deep.equal([])
  })

  it('is for conditions, with pollUntil, in src, graders and test', () => {
    const guilty = readTexts(['src', 'graders', 'test'])
      .filter(({ file }) => /\.m?[jt]s$/.test(file) && file !== 'test/house/sleeps.test.ts')
      .filter(({ text }) => sleeps(text))
    expect(guilty.map(({ file }) => file)).to.deep.equal([])
  })
})

function sleeps(code: string): boolean {
  return SLEEPS.some((pattern) => pattern.test(code))
}
