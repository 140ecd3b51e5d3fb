import { stripVTControlCharacters, styleText } from 'node:util'
import { expect } from 'chai'
import fc from 'fast-check'
import { widthOf } from '#report/text-layout.ts'
import { wrapText } from '#report/wrap-text.ts'

describe('text for a narrow terminal', () => {
  it('goes on under where the sentence began', () => {
    const text = '      expected  seven messages, each of them exactly once, in the topic'
    const lines = [
      '      expected  seven messages,',
      '                each of them exactly once,',
      '                in the topic',
    ]
    expect(wrapText(text, 44)).to.equal(lines.join('\n'))
  })

  it('is broken in Korean by the columns it takes', () => {
    const text = '    · 프로듀서는 파티션마다 리더가 누구인지 물은 뒤 그 리더에게 보냈습니다.'
    for (const line of wrapText(text, 48).split('\n')) expect(widthOf(line)).to.be.at.most(48)
    expect(wrapText(text, 48)).to.match(/^ {4}· .*\n {6}\S/)
  })

  it('keeps its colours on every line', () => {
    const text = `    ${styleText('yellow', 'one two three four five six seven eight nine ten', { validateStream: false })}`
    const lines = wrapText(text, 40).split('\n')
    expect(lines.length).to.be.greaterThan(1)
    for (const line of lines) expect(line).to.include('\u001b[33m').and.include('\u001b[39m')
  })

  it('leaves tables, pictures and short lines alone', () => {
    const table = '  partition  offset  a column that is a good deal longer than the width'
    expect(wrapText(`${table}\nshort`, 44)).to.equal(`${table}\nshort`)
  })

  it('loses no word', () => {
    const word = fc.stringMatching(/^[a-z가-힣]{1,12}$/)
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.integer({ min: 1, max: 90 }),
        (words, columns) => {
          const wrapped = stripVTControlCharacters(wrapText(`  ${words.join(' ')}`, columns))
          expect(wrapped.split(/\s+/).filter(Boolean)).to.deep.equal(words)
        },
      ),
    )
  })
})
