import { expect } from 'chai'
import stringWidth from 'string-width'
import { indent, padTo, renderDuration, renderTable, widthOf } from '#report/text-layout.ts'

describe('the layout of text', () => {
  const widths: readonly [string, number][] = [
    ['abc', 3],
    ['한국어', 6],
    ['👍', 2],
    ['👨‍👩‍👧', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['', 0],
  ]
  for (const [text, columns] of widths) {
    it(`gives ${JSON.stringify(text)} ${columns} columns`, () => {
      expect(widthOf(text)).to.equal(columns)
      expect(padTo(text, 10)).to.equal(text + ' '.repeat(10 - columns))
    })
  }

  it('does not cut what is too long', () => {
    expect(padTo('한국어', 3)).to.equal('한국어')
  })

  it('lines up the columns of a table, whatever is in them', () => {
    const rows = [
      ['한국어', 'x', '3'],
      ['👍👍', '긴 문장입니다', '4'],
      ['two\nlines', 'y', '5'],
    ]
    const lines = renderTable(['name', '제목', '#'], rows, (row) => (row === 1 ? '>' : ' ')).split(
      '\n',
    )
    expect(lines).to.have.length(4)
    const places = lines.map((line) => stringWidth(line.slice(0, -1)))
    expect(new Set(places).size).to.equal(1)
    expect(lines[2]).to.match(/^> /)
  })

  it('takes rows that are too short', () => {
    expect(renderTable(['a', 'b'], [['1']], () => ' ')).to.equal('  a  b\n  1')
  })

  it('indents every line but empty ones', () => {
    expect(indent('a\n\nb', 2)).to.equal('  a\n\n  b')
  })

  const durations: readonly [number, string, string][] = [
    [0, '0.0 s', '0.0초'],
    [449, '0.4 s', '0.4초'],
    [9_949, '9.9 s', '9.9초'],
    [9_960, '10 s', '10초'],
    [59_499, '59 s', '59초'],
    [59_600, '1 min 0 s', '1분 0초'],
    [119_600, '2 min 0 s', '2분 0초'],
    [3_661_000, '61 min 1 s', '61분 1초'],
  ]
  for (const [durationMs, en, ko] of durations) {
    it(`shows ${durationMs} ms as ${en}`, () => {
      expect(renderDuration(durationMs, 'en')).to.equal(en)
      expect(renderDuration(durationMs, 'ko')).to.equal(ko)
    })
  }
})
