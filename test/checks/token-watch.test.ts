import { expect } from 'chai'
import fc from 'fast-check'
import { createTokenWatch } from '#checks/token-watch.ts'

const ONE = 'klaaaaaaaaaaaaa1'
const TWO = 'klbbbbbbbbbbbbb2'

describe('watching output for nonces', () => {
  it('finds a nonce and keeps its line, trimmed', () => {
    expect(watch(`  got ${ONE}, fine \r\nother\n`).linesWith(ONE)).to.deep.equal([
      `got ${ONE}, fine`,
    ])
    expect(watch(`got ${ONE}\n`).linesWith(TWO)).to.deep.equal([])
  })

  it('finds several nonces in one line', () => {
    const found = watch(`${ONE} ${TWO}\n`)
    expect(found.linesWith(ONE)).to.deep.equal(found.linesWith(TWO))
  })

  it('finds nonces inside other text: JSON, Korean, quotes, side by side', () => {
    const found = watch(`{"nonce":"${ONE}"}사용자${TWO}구매\n`)
    expect(found.linesWith(ONE)).to.have.length(1)
    expect(found.linesWith(TWO)).to.have.length(1)
    const joined = watch(`${ONE}${TWO}\n`)
    expect([joined.linesWith(ONE).length, joined.linesWith(TWO).length]).to.deep.equal([1, 1])
  })

  it('finds a nonce in a last line that has no end', () => {
    expect(watch(`a\nlast ${ONE}`).linesWith(ONE)).to.deep.equal([`last ${ONE}`])
  })

  it('counts lines, not mentions, and keeps the first five', () => {
    expect(watch(`${ONE} ${ONE}\n`).linesWith(ONE)).to.have.length(1)
    const lines = Array.from({ length: 7 }, (_, at) => `${at} ${ONE}`)
    expect(watch(`${lines.join('\n')}\n`).linesWith(ONE)).to.deep.equal(lines.slice(0, 5))
  })

  it('gives the same however the bytes are split, characters of three bytes too', () => {
    const bytes = Buffer.from(`첫 번째 ${ONE} 줄\n두 번째 👍 ${TWO}\r\n끝 ${ONE}`)
    const whole = watch(bytes)
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }))
    fc.assert(
      fc.property(cuts, (points) => {
        const found = createTokenWatch()
        let from = 0
        for (const to of [...points.toSorted((a, b) => a - b), bytes.length]) {
          found.add(bytes.subarray(from, to))
          from = to
        }
        expect(found.linesWith(ONE)).to.deep.equal(whole.linesWith(ONE))
        expect(found.linesWith(TWO)).to.deep.equal(whole.linesWith(TWO))
      }),
    )
  })

  it('finds every nonce in a line that never ends, wherever it is cut', () => {
    const found = createTokenWatch()
    const nonces = Array.from({ length: 20_000 }, (_, at) => `kl${String(at).padStart(14, '0')}`)
    const line = nonces.join(' ')
    for (let at = 0; at < line.length; at += 65_536) {
      found.add(Buffer.from(line.slice(at, at + 65_536)))
    }
    expect(nonces.filter((nonce) => found.linesWith(nonce).length === 0)).to.deep.equal([])
  })

  it('keeps little of a line that never ends', () => {
    const found = createTokenWatch()
    for (let round = 0; round < 100; round++) found.add(Buffer.alloc(1_000_000, 'x'))
    found.add(Buffer.from(`${ONE}\n`))
    expect(found.linesWith(ONE)[0]!.length).to.be.at.most(300)
  })
})

function watch(output: string | Buffer) {
  const found = createTokenWatch()
  found.add(Buffer.from(output))
  return found
}
