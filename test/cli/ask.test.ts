import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import { ask } from '#cli/ask.ts'

describe('a question', () => {
  const table: readonly [string, string][] = [
    ['y\n', 'yes'],
    ['YES\n', 'yes'],
    [' 네 \n', 'yes'],
    ['ㅛ\n', 'yes'],
    ['\n', 'no'],
    ['n\n', 'no'],
    ['yet\n', 'no'],
    ['', 'no'],
  ]
  for (const [typed, answer] of table) {
    it(`takes ${JSON.stringify(typed)} for a ${answer}`, async () => {
      const [input, output] = [new PassThrough(), new PassThrough()]
      input.end(typed)
      expect(await ask('Really? (y/N) ', input, output)).to.equal(answer)
      expect(String(output.read())).to.include('Really? (y/N) ')
    })
  }

  it('takes Ctrl-C for an interruption', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
    const asked = ask('Really? (y/N) ', input, output)
    input.write('\u0003')
    expect(await asked).to.equal('interrupted')
  })
})
