import { expect } from 'chai'
import { runCommand } from '#process/run-command.ts'
import { gone } from '../support/wait.ts'

const limit = { timeoutMs: 10_000 }

describe('a command of ours', () => {
  it('hands over its exit code and both outputs in order', async () => {
    const result = await runCommand('sh', ['-c', 'echo one; echo two >&2; exit 3'], limit)
    expect(result).to.include({ outcome: 'exited', exitCode: 3 })
    expect(result.output.split('\n').toSorted()).to.deep.equal(['one', 'two'])
  })

  it('is a result too when there is no such program', async () => {
    const result = await runCommand('/nowhere/program', [], limit)
    expect(result).to.deep.equal({ outcome: 'not-found', exitCode: undefined, output: '' })
  })

  it('is a result too when the file is no program', async () => {
    expect((await runCommand('/etc/passwd', [], limit)).outcome).to.equal('not-started')
  })

  it('is killed with its children when its time is over', async () => {
    const startedAt = performance.now()
    const script = 'sleep 60 & echo $!; wait'
    const result = await runCommand('sh', ['-c', script], { timeoutMs: 300 })
    expect(result.outcome).to.equal('timed-out')
    expect(performance.now() - startedAt).to.be.within(290, 30_000)
    await gone(Number(result.output))
  })

  it('does not wait beyond its time for a child that keeps the output', async () => {
    const startedAt = performance.now()
    const result = await runCommand('sh', ['-c', 'sleep 60 & exit 0'], { timeoutMs: 300 })
    expect(result).to.include({ outcome: 'exited', exitCode: 0 })
    expect(performance.now() - startedAt).to.be.below(30_000)
  })

  it('is told apart when somebody else kills it', async () => {
    expect((await runCommand('sh', ['-c', 'kill -9 $$'], limit)).outcome).to.equal('killed')
  })

  it('ends when it is aborted', async () => {
    const stop = new AbortController()
    const running = runCommand('sleep', ['60'], {
      timeoutMs: 30_000,
      signal: stop.signal,
      onStarted: () => stop.abort(),
    })
    expect((await running).outcome).to.equal('killed')
  })

  it('passes each line on, whole characters and the last one too', async () => {
    const lines: string[] = []
    const script = String.raw`printf 'a\n\nb\n\355'; sleep 0.2; printf '\225\234\nlast'`
    await runCommand('sh', ['-c', script], { ...limit, onLine: (line) => lines.push(line) })
    expect(lines).to.deep.equal(['a', '', 'b', '한', 'last'])
  })

  it('keeps a bounded part of endless output', async () => {
    const result = await runCommand('yes', [], limit)
    expect(result.output.length).to.be.within(1_000_000, 2_100_000)
  })

  it('runs in a process group of its own, with its own folder and variables', async () => {
    const groups: number[] = []
    const script = 'echo "$A" "$PWD"; ps -o pgid= -p $$ | tr -d " "'
    const { output } = await runCommand('sh', ['-c', script], {
      ...limit,
      cwd: '/',
      env: { A: 'b' },
      onStarted: (groupId) => groups.push(groupId),
    })
    expect(output).to.equal(`b /\n${groups[0]}`)
  })
})
