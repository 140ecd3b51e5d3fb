import { expect } from 'chai'
import fc from 'fast-check'
import { describeFault } from '#compose/compose-fault.ts'
import { composeOf } from './compose-files.ts'

const GOOD = 'services:\n  kafka:\n    image: apache/kafka:4.1.0\n'

/** A text so many times, numbered in its middle. */
function many(before: string, after: string, count: number): string {
  return Array.from({ length: count }, (_, at) => `${before}${at}${after}`).join('')
}

describe('a compose file of unknown origin', () => {
  const laughs = 'bcdefghi'
    .split('')
    .reduce(
      (text, name, index) => `${text}${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]\n`,
      'a: &a [x,x,x,x,x,x,x,x,x]\n',
    )
  const hostile: readonly [string, string, string][] = [
    ['nothing', '', 'empty'],
    ['white space', ' \n\n', 'empty'],
    ['a comment', '# only this\n', 'empty'],
    ['a scalar', 'hello', 'no-services'],
    ['a list', '- services\n', 'no-services'],
    ['no services', 'version: "3"\n', 'no-services'],
    ['services without any', 'services:\n', 'no-services'],
    ['services as a list', 'services:\n  - kafka\n', 'wrong-shape'],
    ['a tab as indent', 'services:\n\tkafka:\n\t\timage: x:1\n', 'tab-indent'],
    ['a key twice', `${GOOD}    image: apache/kafka:4.0.0\n`, 'duplicate-key'],
    ['two documents', `${GOOD}---\n${GOOD}`, 'several-documents'],
    ['an alias to nothing', 'services: *nothing\n', 'unknown-alias'],
    ['an alias to itself', 'services: &a\n  b: *a\n', 'too-many-nodes'],
    ['a billion laughs', `${laughs}services: *i\n`, 'too-many-nodes'],
    ['merging a scalar', 'services:\n  <<: x\n', 'bad-merge'],
    ['a mapping as key', '? {a: b}\n: c\n', 'bad-key'],
    ['an open quote', 'services:\n  kafka:\n    image: "apache\n', 'not-yaml'],
    ['an open bracket', 'services: [\n', 'not-yaml'],
    ['a NUL', `${GOOD}# \0\n`, 'not-text'],
    ['bytes of a picture', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'not-text'],
    ['1,000 brackets', `services: ${'['.repeat(1_000)}`, 'too-deep'],
    ['1,000 dashes', `services:\n  ${'- '.repeat(1_000)}x\n`, 'too-deep'],
    [
      '1,000 indents',
      Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      'too-large',
    ],
    [
      '100 indents',
      Array.from({ length: 100 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      'too-deep',
    ],
    ['1 MB of text', `a: ${'x'.repeat(1024 * 1024)}`, 'too-large'],
    [
      'a long text many times',
      `a: &a ${'x'.repeat(60_000)}\nb: [${'*a,'.repeat(9_000)}]\n`,
      'too-many-nodes',
    ],
    ['20,000 nested variables', `a: ${'${A:-'.repeat(20_000)}${'}'.repeat(20_000)}\n`, 'too-deep'],
    [
      '51 services',
      `x-x: &x {image: 'x:1'}\nservices:\n${many('  s', ': *x\n', 51)}`,
      'too-many-services',
    ],
    [
      'many ranges of ports',
      `${GOOD}    ports: [${many('', '-65535:1-65535, ', 400)}]\n`,
      'bad-port',
    ],
    [
      '10,000 unknown keys',
      `${GOOD}${Array.from({ length: 10_000 }, (_, at) => `k${at}: 1`).join('\n')}`,
      'unknown-key',
    ],
  ]
  for (const [title, text, id] of hostile) {
    it(`is refused with a sentence and a place when it holds ${title}`, () => {
      const startedAt = performance.now()
      const { faults } = composeOf(text)
      expect(performance.now() - startedAt).to.be.below(8_000)
      expect(faults[0]?.id).to.equal(id)
      expect(faults[0]!.at.line).to.be.at.least(1)
      const { en, ko } = describeFault(faults[0]!)
      expect(en).to.match(/\w/).and.not.include('undefined')
      expect(ko).to.match(/[가-힣]/)
    })
  }

  const taken: readonly [string, string][] = [
    ['Windows line ends', GOOD.replaceAll('\n', '\r\n')],
    ['a byte-order mark', `\ufeff${GOOD}`],
    ['a document mark', `---\n${GOOD}...\n`],
    ['an odd tag', `${GOOD}x-a: !!js/function "f"\n`],
    ['flow style', '{services: {kafka: {image: "apache/kafka:4.1.0"}}}'],
    ['no line end at its end', GOOD.trimEnd()],
  ]
  for (const [title, text] of taken) {
    it(`is taken with ${title}`, () => {
      const { faults, services } = composeOf(text)
      expect(faults).to.deep.equal([])
      expect(services[0]?.image?.value).to.equal('apache/kafka:4.1.0')
    })
  }

  it('keeps the place of each value, also of what an anchor brought in', () => {
    const { services } = composeOf(
      'x-e: &e\n  A: 1\nservices:\n  kafka:\n    image: x:1\n    environment:\n      <<: *e\n      B: 2\n',
    )
    const places = [...services[0]!.environment].map(([name, { at }]) => [name, at.line, at.column])
    expect(places).to.deep.equal([
      ['A', 2, 3],
      ['B', 8, 7],
    ])
  })

  it('never throws, whatever it is', () => {
    const pieces = fc.constantFrom(
      'services:',
      'a:',
      '- ',
      '\n',
      '  ',
      '\t',
      '&a ',
      '*a',
      '<<: ',
      '${',
      '}',
      '$$',
      '"',
      "'",
      '{',
      '[',
      '|',
      '>-',
      '---',
      '!x',
      'image: x',
      'ports:',
      '9092:',
      '\r',
      '가',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        for (const fault of composeOf(parts.join('')).faults) describeFault(fault)
      }),
      { numRuns: 2_000 },
    )
  })
})
