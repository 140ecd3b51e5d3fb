import { expect } from 'chai'
import fc from 'fast-check'
import { createDraw, createSeed } from '#core/draw.ts'

describe('a draw', () => {
  const many = (seed: string, purpose: string) => {
    const draw = createDraw(seed, purpose)
    return Array.from({ length: 20 }, () => draw.integer(0, 1_000))
  }

  it('is repeated by the same seed and purpose', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, purpose) => {
        expect(many(seed, purpose)).to.deep.equal(many(seed, purpose))
      }),
    )
  })

  it('is the same on every computer and in every version', () => {
    const draw = createDraw('seed', 'purpose')
    expect(draw.token(12)).to.equal('hune18wo9v26')
    expect(draw.shuffle([1, 2, 3, 4, 5, 6])).to.deep.equal([5, 1, 3, 6, 4, 2])
    expect(draw.integer(1, 1000)).to.equal(840)
  })

  it('differs for another seed and for another purpose', () => {
    expect(many('a', 'x')).to.not.deep.equal(many('b', 'x'))
    expect(many('a', 'x')).to.not.deep.equal(many('a', 'y'))
  })

  it('gives whole numbers inside its limits and never an excepted one', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: -50, max: 110 }), { maxLength: 20 }),
        (seed, min, width, except) => {
          const max = min + width
          const left = Array.from({ length: width + 1 }, (_, at) => min + at)
          fc.pre(left.some((value) => !except.includes(value)))
          const value = createDraw(seed, 'limits').integer(min, max, except)
          expect(value).to.be.within(min, max)
          expect(Number.isInteger(value)).to.equal(true)
          expect(except).to.not.include(value)
        },
      ),
    )
  })

  it('reaches both limits', () => {
    const draw = createDraw('limits', 'both')
    const seen = new Set(Array.from({ length: 200 }, () => draw.integer(3, 5)))
    expect([...seen].toSorted(numeric)).to.deep.equal([3, 4, 5])
  })

  it('refuses to choose where nothing is left', () => {
    const draw = createDraw('a', 'b')
    expect(() => draw.integer(1, 2, [1, 2])).to.throw(RangeError, 'nothing')
    expect(() => draw.pick([])).to.throw(RangeError, 'nothing')
  })

  it('shuffles into the same items and leaves the list it was given alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer()), (seed, items) => {
        const before = [...items]
        const shuffled = createDraw(seed, 'shuffle').shuffle(items)
        expect(items).to.deep.equal(before)
        expect(shuffled.toSorted(numeric)).to.deep.equal(before.toSorted(numeric))
      }),
    )
  })

  it('puts every item in every place', () => {
    const draw = createDraw('places', 'shuffle')
    const firsts = new Set(Array.from({ length: 100 }, () => draw.shuffle(['a', 'b', 'c']).join()))
    expect(firsts.size).to.equal(6)
  })

  it('makes tokens that can stand in a name', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (seed, length) => {
        const token = createDraw(seed, 'token').token(length)
        expect(token).to.match(/^[a-z][a-z0-9]*$/)
        expect(token).to.have.length(length)
      }),
    )
  })
})

describe('a fresh seed', () => {
  it('is short, can be typed and does not come twice', () => {
    const seeds = Array.from({ length: 500 }, createSeed)
    for (const seed of seeds) expect(seed).to.match(/^[0-9a-f]{8}$/)
    expect(new Set(seeds).size).to.equal(500)
  })
})

function numeric(one: number, other: number): number {
  return one - other
}
