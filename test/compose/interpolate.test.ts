import { expect } from 'chai'
import fc from 'fast-check'
import { readEnvFile } from '#compose/env-file.ts'
import { interpolate } from '#compose/interpolate.ts'

const VARIABLES = { A: 'one', EMPTY: '' }

describe('variables in a compose file', () => {
  const rows: readonly [string, string][] = [
    ['plain', 'plain'],
    ['$A', 'one'],
    ['${A}-x', 'one-x'],
    ['$MISSING.', '.'],
    ['${MISSING}', ''],
    ['${MISSING:-x}', 'x'],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${A:-x}', 'one'],
    ['${MISSING-}', ''],
    ['${A:+set}', 'set'],
    ['${EMPTY:+set}', ''],
    ['${EMPTY+set}', 'set'],
    ['${MISSING+set}', ''],
    ['${A:?needed}', 'one'],
    ['${MISSING:-${A}}', 'one'],
    ['${MISSING:-${EMPTY:-y}}z', 'yz'],
    ['$$A and $$', '$A and $'],
    ['${MISSING:-a:9092}', 'a:9092'],
  ]
  for (const [text, expected] of rows) {
    it(`reads ${text}`, () => {
      expect(interpolate(text, VARIABLES)).to.deep.equal({ text: expected })
    })
  }

  const refused: readonly [string, string, string][] = [
    ['${MISSING:?needed}', 'required-variable', 'MISSING'],
    ['${MISSING?}', 'required-variable', 'MISSING'],
    ['${EMPTY:?}', 'required-variable', 'EMPTY'],
    ['$(hostname)', 'bad-interpolation', '$(hostname)'],
    ['${}', 'bad-interpolation', '${}'],
    ['${A', 'bad-interpolation', '${A'],
    ['${A!x}', 'bad-interpolation', '${A!x}'],
    ['costs 5$', 'bad-interpolation', '$'],
  ]
  for (const [text, problem, detail] of refused) {
    it(`refuses ${text}`, () => {
      expect(interpolate(text, VARIABLES)).to.deep.equal({ problem, detail })
    })
  }

  it('leaves a text without dollars alone, and any text once its dollars are doubled', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(interpolate(text.replaceAll('$', '$$$$'), VARIABLES).text).to.equal(text)
      }),
    )
  })
})

describe('an env file', () => {
  it('is read with comments, quotes, export and variables', () => {
    const text = `# comment\nA=1\nexport B = two words # note\r\nC='$A'\nD="x ${'${A}'}"\n\nE=\nF=a#b\nodd line\n`
    const read = readEnvFile(text, '.env').map(({ name, value }) => [name, value])
    expect(Object.fromEntries(read)).to.deep.equal({
      A: '1',
      B: 'two words',
      C: '$A',
      D: 'x 1',
      E: '',
      F: 'a#b',
    })
  })
})
