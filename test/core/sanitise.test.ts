import { expect } from 'chai'
import fc from 'fast-check'
import { sanitiseData, sanitiseText } from '#core/sanitise.ts'

/** XML 1.0 `Char`, without the carriage return, which repaints a line. */
const XML_TEXT = /^[\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u
const FORBIDDEN_IN_TERMINALS =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

describe('untrusted text', () => {
  const attacks: readonly [string, string, string][] = [
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['clearing the screen', 'a\u001b[2J\u001b[Hb', 'ab'],
    ['moving up to paint over a line', 'FAIL\u001b[1A\u001b[2KPASS', 'FAILPASS'],
    ['8-bit CSI', 'a\u009b31mb', 'ab'],
    ['a CSI that is cut off', 'a\u001b[31', 'a'],
    ['the window title (OSC 0)', 'a\u001b]0;owned\u0007b', 'ab'],
    ['the title, ended by ST', 'a\u001b]0;owned\u001b\\b', 'ab'],
    ['a hyperlink (OSC 8)', '\u001b]8;;http://x.test\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['the clipboard (OSC 52)', 'a\u001b]52;c;ZXZpbA==\u0007b', 'ab'],
    ['8-bit OSC, ended by 8-bit ST', 'a\u009d52;c;ZXZpbA==\u009cb', 'ab'],
    ['an OSC that never ends', 'a\u001b]0;title', 'a'],
    [
      'DCS, SOS, PM and APC',
      '\u001bPa\u001b\\\u001bXb\u001b\\\u001b^c\u001b\\\u001b_d\u001b\\e',
      'e',
    ],
    ['a reset', 'a\u001bcb', 'ab'],
    ['another character set', 'a\u001b(0b', 'ab'],
    ['sequences inside each other', 'a\u001b[\u001b[31mb\u001b\u001b]0;x\u0007c', 'abc'],
    ['a bare escape at the end', 'a\u001b', 'a'],
    ['a carriage return that overwrites', 'FAIL\rPASS', 'FAIL\nPASS'],
    ['Windows line ends', 'a\r\nb\r\n', 'a\nb\n'],
    ['the next-line character', 'a\u0085b', 'a\nb'],
    ['backspaces', 'FAIL\b\b\b\bPASS', 'FAILPASS'],
    ['the bell, NUL, form feed and vertical tab', 'a\u0007\u0000\f\u000bb', 'ab'],
    ['DEL', 'a\u007fb', 'ab'],
    ['bidi embedding and override', 'a\u202eb\u202cc\u202ad\u202b', 'abcd'],
    ['bidi isolates and marks', 'a\u2066b\u2069c\u200ed\u200fe\u061cf', 'abcdef'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'abc'],
    ['zero-width space and byte-order mark', '\ufeffa\u200bb\u2060c', 'abc'],
    ['a lone high surrogate', 'a\ud800b', 'a\ufffdb'],
    ['a lone low surrogate', 'a\udc00b', 'a\ufffdb'],
    ['XML non-characters', 'a\uffffb\ufffec', 'abc'],
  ]
  for (const [title, text, harmless] of attacks) {
    it(`loses ${title}`, () => {
      expect(sanitiseText(text)).to.equal(harmless)
    })
  }

  const kept = ['a\tb\nc', '한국어 문장', '👍🏽 👨‍👩‍👧', 'naïve – “x” …', '<script>]]>&amp;', '\ufffd']
  for (const text of kept) {
    it(`keeps ${JSON.stringify(text)}`, () => {
      expect(sanitiseText(text)).to.equal(text)
    })
  }

  it('keeps only what XML may carry and what no terminal obeys, whatever comes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      fc.constantFrom(...attacks.map(([, text]) => text)),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = sanitiseText(pieces.join(''))
        expect(text.isWellFormed()).to.equal(true)
        expect(text).to.match(XML_TEXT)
        expect(text).to.not.match(FORBIDDEN_IN_TERMINALS)
      }),
      { numRuns: 500 },
    )
  })

  it('is the same when it is cleaned twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sanitiseText(sanitiseText(text))).to.equal(sanitiseText(text))
      }),
    )
  })

  it('loses its middle when it is very long, and stays well-formed there', () => {
    for (const long of [
      'x'.repeat(1_000_000),
      `x${'👍'.repeat(500_000)}`,
      `${'👍'.repeat(500_000)}x`,
    ]) {
      const text = sanitiseText(long)
      expect(text.length).to.be.within(20_000, 20_010)
      expect(text).to.include('\n[…]\n')
      expect(text.isWellFormed()).to.equal(true)
    }
    expect(sanitiseText('x'.repeat(20_000))).to.equal('x'.repeat(20_000))
  })

  it('takes no longer for a megabyte of sequences that never end', () => {
    for (const unit of ['\u001b]', '\u009d', '\u001b[', '\u001b', '\u001bP\u0090']) {
      const startedAt = performance.now()
      expect(sanitiseText(unit.repeat(1_000_000 / unit.length))).to.equal('')
      expect(performance.now() - startedAt).to.be.below(1_000)
    }
  })
})

describe('untrusted data', () => {
  it('is cleaned in every string, however deep', () => {
    const data = { a: ['x\u0000', { b: 'y\u001b[31m' }], n: 1, t: true, nothing: null }
    expect(sanitiseData(data)).to.deep.equal({ a: ['x', { b: 'y' }], n: 1, t: true, nothing: null })
  })
})
