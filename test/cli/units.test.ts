import { Writable } from 'node:stream'
import { expect } from 'chai'
import { InfraError, UsageError } from '#core/errors.ts'
import { listenForInterrupt } from '#cli/interrupt.ts'
import { parseMinimum, parseSeed } from '#cli/options.ts'
import { createOutput } from '#cli/output.ts'
import { createProgressDisplay } from '#cli/progress-display.ts'
import { printFailure } from '#cli/print-failure.ts'
import { both } from '../support/records.ts'

describe('the values of options', () => {
  it('are seeds that can be typed again', () => {
    for (const seed of ['a', 'cafe0123', 'A-b_9', 'x'.repeat(64)])
      expect(parseSeed(seed)).to.equal(seed)
    for (const seed of ['', ' ', 'a b', 'a\n', 'é', 'x'.repeat(65), '$(x)']) {
      expect(() => parseSeed(seed), seed).to.throw(UsageError)
    }
  })

  it('are minima, one by one or in lists', () => {
    expect(parseMinimum('60')).to.deep.equal([{ kind: 'total', points: 60 }])
    expect(parseMinimum('03=8.5, 07=pass', parseMinimum('0'))).to.deep.equal([
      { kind: 'total', points: 0 },
      { kind: 'exercise', id: '03', points: 8.5 },
      { kind: 'exercise', id: '07', points: 'pass' },
    ])
    for (const text of [
      '',
      ' ',
      '-1',
      'ten',
      'NaN',
      'pass',
      '1,5,',
      '3=5',
      '03=',
      '03=-1',
      '03:5',
    ]) {
      expect(() => parseMinimum(text), text).to.throw(UsageError)
    }
  })
})

describe('an interruption', () => {
  it('ends the run in order the first time, and is forgotten afterwards', () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      let told = 0
      const before = process.listenerCount(signal)
      const interrupt = listenForInterrupt(() => (told += 1))
      expect(interrupt.signal.aborted).to.equal(false)
      process.emit(signal, signal)
      expect(interrupt.signal.aborted).to.equal(true)
      expect(interrupt.signal.reason)
        .to.be.instanceOf(InfraError)
        .and.include({ code: 'interrupted' })
      expect(told).to.equal(1)
      interrupt[Symbol.dispose]()
      expect(process.listenerCount(signal)).to.equal(before)
    }
  })
})

describe('colours', () => {
  const saved = { ...process.env }
  afterEach(() => {
    for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM']) delete process.env[name]
    Object.assign(process.env, saved)
  })
  const table: readonly [string, boolean, Record<string, string>, boolean][] = [
    ['in a terminal', true, {}, true],
    ['not in a file', false, {}, false],
    ['not with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['in a file with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['not with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['not in a dumb terminal', true, { TERM: 'dumb' }, false],
  ]
  for (const [title, isTTY, env, isColoured] of table) {
    it(`are shown ${title}`, () => {
      for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM']) delete process.env[name]
      Object.assign(process.env, env)
      const { paint } = createOutput(sink(isTTY).stream)
      expect(paint('good', 'x') !== 'x').to.equal(isColoured)
      expect(paint('plain', 'x')).to.equal('x')
    })
  }
})

describe('the running line', () => {
  it('writes no control characters where there is no terminal', () => {
    const { stream, written } = sink(false)
    using display = createProgressDisplay(createOutput(stream), 'ko')
    display.show({ type: 'exercise-started', slug: '03-produce', title: both('Send') })
    display.show({ type: 'exercise-repeated', slug: '03-produce', why: both('again') })
    display.print('done')
    expect(written()).to.equal('03-produce: again (한)\ndone\n')
  })
})

describe('a failure of a command', () => {
  const parts = { message: both('what\u001b[2J'), advice: both('do this') }
  const families: readonly [string, unknown, number, string][] = [
    ['of usage', new UsageError({ ...parts, code: 'bad-course' }), 2, 'what\ndo this\n'],
    ['of the environment', new InfraError({ ...parts, code: 'disk-full' }), 3, 'what\ndo this\n'],
  ]
  for (const [title, error, code, text] of families) {
    it(`${title} is told in two lines, cleaned`, () => {
      expect(stderrOf(() => expect(printFailure(error, 'en')).to.equal(code))).to.equal(text)
    })
  }

  it('is told in Korean', () => {
    const [, error] = families[0]!
    expect(stderrOf(() => printFailure(error, 'ko'))).to.include('(한)')
  })

  it('of ours is told with its stack', () => {
    const text = stderrOf(() => expect(printFailure(new TypeError('bug'), 'en')).to.equal(4))
    expect(text).to.include('fault of the grader').and.include('bug').and.include('units.test.ts')
  })
})

function sink(isTTY: boolean) {
  let text = ''
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString()
      done()
    },
  })
  return {
    stream: Object.assign(stream, { isTTY }) as unknown as NodeJS.WriteStream,
    written: () => text,
  }
}

function stderrOf(act: () => unknown): string {
  // eslint-disable-next-line no-restricted-properties
  const stream = process.stderr
  const [env, write] = [process.env.LANG, stream.write.bind(stream)]
  let text = ''
  process.env.LANG = 'C'
  stream.write = (chunk: string | Uint8Array) => ((text += String(chunk)), true)
  try {
    act()
  } finally {
    stream.write = write
    process.env.LANG = env
  }
  return text
}
