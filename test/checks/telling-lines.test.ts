import { expect } from 'chai'
import { tellingLines } from '#checks/telling-lines.ts'

describe('the last lines of a program', () => {
  it('are the last eight that say something', () => {
    const text = Array.from({ length: 20 }, (_, at) => `line ${at}\n\n`).join('')
    expect(tellingLines(text)).to.deep.equal(
      Array.from({ length: 8 }, (_, at) => `line ${at + 12}`),
    )
    expect(tellingLines('')).to.deep.equal([])
    expect(tellingLines(' \n\t\n')).to.deep.equal([])
  })

  it('leave out where Node and packages were', () => {
    const text = [
      'Error: boom',
      '    at main (file:///tmp/exercise-x1Y2z3/exercise/producer.ts:3:7)',
      '    at node:internal/modules/run_main:123:5',
      '    at Socket.<anonymous> (/x/node_modules/kafkajs/src/network/connection.js:1:2)',
      '',
      'Node.js v20.19.0',
    ].join('\n')
    expect(tellingLines(text)).to.deep.equal(['Error: boom', '    at main (producer.ts:3:7)'])
  })

  it('say of kafkajs’s JSON what it says, warnings and errors only', () => {
    const lines = [
      { level: 'INFO', message: '[Consumer] Starting' },
      { level: 'ERROR', message: '[Connection] Response', error: 'not leader' },
      { level: 'WARN', message: 'slow' },
    ]
    expect(tellingLines(lines.map((line) => JSON.stringify(line)).join('\n'))).to.deep.equal([
      'kafkajs ERROR: [Connection] Response: not leader',
      'kafkajs WARN: slow',
    ])
  })

  it('leave out where Java and its libraries were, and say once what repeats', () => {
    const warning = 'WARN Connection to node -1 could not be established. (NetworkClient)'
    const text = [
      'Exception in thread "main" joptsimple.UnrecognizedOptionException: partition is not a recognized option',
      '\tat joptsimple.OptionException.unrecognizedOption(OptionException.java:108)',
      '\tat org.apache.kafka.tools.TopicCommand.main(TopicCommand.java:87)',
      `[2026-01-02 03:04:05,678] ${warning}`,
      `[2026-01-02 03:04:06,789] ${warning}`,
    ].join('\n')
    expect(tellingLines(text)).to.deep.equal([
      'Exception in thread "main" joptsimple.UnrecognizedOptionException: partition is not a recognized option',
      `[2026-01-02 03:04:06,789] ${warning} (×2)`,
    ])
  })

  it('say once what a loop of tries says again and again', () => {
    const text = 'start\n' + 'cannot send\nretrying\n'.repeat(30) + 'giving up\n'
    expect(tellingLines(text)).to.deep.equal([
      'start',
      'cannot send (×30)',
      'retrying (×30)',
      'giving up',
    ])
  })

  it('stay as they are where JSON is cut off', () => {
    expect(tellingLines('{"level":"ERROR","mess')).to.deep.equal(['{"level":"ERROR","mess'])
  })

  it('are cut where they are very long', () => {
    const [line] = tellingLines('x'.repeat(10_000))
    expect(line).to.equal(`${'x'.repeat(200)}…`)
  })

  it('take no time over one long line, as of a hex dump', () => {
    const startedAt = performance.now()
    tellingLines('x'.repeat(32_768))
    tellingLines('/exercise-'.repeat(2_000))
    expect(performance.now() - startedAt).to.be.below(4_000)
  })
})
