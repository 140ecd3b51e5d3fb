import { expect } from 'chai'
import { createOutputCapture } from '#process/output-capture.ts'
import { startNode, startShell } from './shell-program.ts'

const MB = 1_000_000

describe('a program that writes too much', function () {
  this.timeout(60_000)

  const floods: readonly [string, string][] = [
    ['a gigabyte in one line', 'head -c 1000000000 /dev/zero | tr "\\0" x'],
    ['a gigabyte on standard error', 'head -c 1000000000 /dev/zero >&2'],
    ['the same line for ever', 'yes'],
    ['for ever, ignoring SIGPIPE and SIGTERM', "trap '' PIPE TERM; while :; do yes 2>&1; done"],
  ]
  for (const [title, script] of floods) {
    it(`is ended after 64 MB: ${title}`, async () => {
      const before = process.memoryUsage.rss()
      const end = await startShell(script).ended
      expect(end).to.include({ reason: 'output-limit', signal: 'SIGKILL' })
      expect(end.durationMs).to.be.below(60_000)
      expect(process.memoryUsage.rss() - before).to.be.below(100 * MB)
      const kept = end.stdout.text.length + end.stderr.text.length
      expect(kept).to.be.below(300_000)
    })
  }

  it('may write 90 MB of line ends where the limit is higher', async () => {
    const before = process.memoryUsage.rss()
    const script = 'head -c 90000000 /dev/zero | tr "\\0" "\\n"; echo end'
    const end = await startShell(script, { outputLimitBytes: 100 * MB }).ended
    expect(end).to.include({ reason: 'by-itself', exitCode: 0 })
    expect(end.stdout.totalBytes).to.equal(90 * MB + 4)
    expect(end.stdout.text).to.match(/\nend\n$/)
    expect(end.durationMs).to.be.below(60_000)
    expect(process.memoryUsage.rss() - before).to.be.below(100 * MB)
  })

  it('counts both outputs together', async () => {
    const code =
      "process.stdout.write('o'.repeat(600)); process.stderr.write('e'.repeat(600)); setInterval(() => {}, 99)"
    const end = await startNode(code, { outputLimitBytes: 1_000 }).ended
    expect(end.reason).to.equal('output-limit')
  })
})

describe('captured output', () => {
  it('is whole while it is short', () => {
    const capture = createOutputCapture(4, 4)
    capture.add(Buffer.from('ab'))
    capture.add(Buffer.from('cdefgh'))
    expect(capture.read()).to.deep.equal({ text: 'abcdefgh', totalBytes: 8, droppedBytes: 0 })
  })

  it('keeps head and tail and says how much is missing', () => {
    const capture = createOutputCapture(4, 4)
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') capture.add(Buffer.from(letter))
    expect(capture.read()).to.deep.equal({
      text: 'abcd\n[… 18 bytes left out …]\nwxyz',
      totalBytes: 26,
      droppedBytes: 18,
    })
  })

  it('can be read in the middle and goes on', () => {
    const capture = createOutputCapture(2, 2)
    capture.add(Buffer.from('abcdef'))
    expect(capture.read().droppedBytes).to.equal(2)
    capture.add(Buffer.from('gh'))
    expect(capture.read()).to.include({ totalBytes: 8, droppedBytes: 4 })
    expect(capture.read().text).to.match(/^ab\n.*\ngh$/)
  })

  it('keeps a character whole that lies on the border of head and tail', () => {
    const capture = createOutputCapture(4, 100)
    capture.add(Buffer.from('a한국어'))
    capture.add(Buffer.from('b'))
    expect(capture.read().text).to.equal('a한국어b')
  })
})
