import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { isRunning } from '#process/process-group.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { eventually, gone } from '../support/wait.ts'
import { startNode, startShell } from './shell-program.ts'

describe('a program that ends by itself', () => {
  it('hands over exit code and both outputs', async () => {
    const end = await startShell('echo out; echo err >&2; exit 7').ended
    expect(end).to.include({ reason: 'by-itself', exitCode: 7, signal: null, leftProcesses: false })
    expect(end.stdout).to.deep.equal({ text: 'out\n', totalBytes: 4, droppedBytes: 0 })
    expect(end.stderr.text).to.equal('err\n')
    expect(end.durationMs).to.be.within(0, 5_000)
  })

  for (const signal of ['SIGKILL', 'SIGSEGV', 'SIGTERM'] as const) {
    it(`hands over ${signal} when that ended it`, async () => {
      const end = await startShell(`kill -${signal.slice(3)} $$`).ended
      expect(end).to.include({ reason: 'by-itself', exitCode: null, signal })
    })
  }

  it('is told apart from one that could not be started', async () => {
    for (const spec of [{ file: '/nowhere/program' }, { cwd: '/nowhere' }]) {
      const program = startShell('exit 0', spec)
      const end = await program.ended
      expect(end).to.include({ reason: 'not-started', exitCode: null, signal: null })
      expect(program.pid).to.equal(undefined)
      expect(await program.stop(10)).to.equal(end)
    }
  })

  it('gets the environment it is given and nothing of ours', async () => {
    process.env.KAFKALINGS_CANARY = 'secret'
    try {
      const { stdout } = await startShell('env', { env: { PATH: '/usr/bin:/bin', A: '1' } }).ended
      const names = stdout.text.split('\n').map((line) => line.split('=')[0])
      expect(
        names.filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD', ''].includes(name!)),
      ).to.have.members(['PATH', 'A'])
    } finally {
      delete process.env.KAFKALINGS_CANARY
    }
  })

  it('reads an empty standard input', async () => {
    expect((await startShell('cat; echo done').ended).stdout.text).to.equal('done\n')
  })

  it('tells its group when it starts and when it ends', async () => {
    const told: string[] = []
    const program = startShell('exit 0', {
      onGroupStarted: (groupId) => told.push(`+${groupId}`),
      onGroupEnded: (groupId) => told.push(`-${groupId}`),
    })
    expect(program.hasEnded()).to.equal(false)
    await program.ended
    expect(program.hasEnded()).to.equal(true)
    expect(told).to.deep.equal([`+${program.pid}`, `-${program.pid}`])
  })

  it('passes its output on while it runs', async () => {
    let seen = ''
    await using program = startShell('echo hello; exec sleep 60', {
      onOutput: (stream, chunk) => (seen += `${stream} ${chunk.toString()}`),
    })
    await eventually(
      'the output',
      () => seen,
      (text) => text === 'stdout hello\n',
    )
    expect(program.readOutput().stdout.text).to.equal('hello\n')
    expect(program.hasEnded()).to.equal(false)
  })
})

describe('a program that leaves something behind', () => {
  it('does not hold the grader by a child that keeps its output open', async () => {
    const end = await startShell('sleep 60 & echo $!; exit 0').ended
    expect(end).to.include({ reason: 'by-itself', exitCode: 0, leftProcesses: true })
    expect(end.durationMs).to.be.below(30_000)
    await gone(Number(end.stdout.text))
  })

  it('settles although a daemon in a session of its own has its output', async () => {
    const startedAt = performance.now()
    const end = await startShell('setsid sleep 60 & echo $!; exit 0').ended
    expect(performance.now() - startedAt).to.be.below(30_000)
    expect(end).to.include({ reason: 'by-itself', exitCode: 0 })
    process.kill(Number(end.stdout.text), 'SIGKILL')
  })

  it('is not held up by a dead child that nobody reaps', async () => {
    await using temp = await makeTempFolder()
    const ready = path.join(temp.folder, 'ready')
    // The child stays in the program's group as a zombie; its parent leaves for a group of its own.
    const parent = await temp.write(
      'parent.py',
      [
        'import os, sys, time',
        'if os.fork() == 0: os._exit(0)',
        'os.setsid()',
        'print(os.getpid(), flush=True)',
        'open(sys.argv[1], "w").close()',
        'time.sleep(60)',
      ].join('\n'),
    )
    const script = `python3 ${parent} ${ready} & while ! test -e ${ready}; do sleep 0.05; done`
    const end = await startShell(script).ended
    expect(end).to.include({ reason: 'by-itself', exitCode: 0, leftProcesses: false })
    process.kill(Number(end.stdout.text), 'SIGKILL')
  })

  it('leaves no grandchild of its group', async () => {
    const end = await startShell('sh -c "sleep 60 & echo \\$!; wait" & sleep 0.2; exit 3').ended
    expect(end).to.include({ exitCode: 3, leftProcesses: true })
    await gone(Number(end.stdout.text))
  })
})

describe('a program that does not end', () => {
  it('is killed with its group at the deadline', async () => {
    const program = startShell('sleep 60 & echo $!; wait', { deadlineMs: 300 })
    const end = await program.ended
    expect(end).to.include({ reason: 'deadline', exitCode: null, signal: 'SIGKILL' })
    expect(end.durationMs).to.be.within(290, 30_000)
    await gone(Number(end.stdout.text))
  })

  it('is killed at the deadline although it ignores every signal it can', async () => {
    const script = "trap '' TERM INT HUP PIPE; while :; do sleep 0.05; done"
    const end = await startShell(script, { deadlineMs: 300 }).ended
    expect(end).to.include({ reason: 'deadline', signal: 'SIGKILL' })
    expect(end.durationMs).to.be.below(30_000)
  })

  it('ends on SIGTERM when it listens', async () => {
    await using program = startNode(
      "process.on('SIGTERM', () => { console.log('bye'); process.exit(5) }); setInterval(() => {}, 99); console.log('up')",
    )
    await eventually(
      'its start',
      () => program.readOutput().stdout.text,
      (text) => text !== '',
    )
    const end = await program.stop(5_000)
    expect(end).to.include({ reason: 'stopped', exitCode: 5, signal: null })
    expect(end.stdout.text).to.equal('up\nbye\n')
  })

  it('is killed after the grace when it ignores SIGTERM', async () => {
    await using program = startNode(
      "process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 99); console.log('up')",
    )
    await eventually(
      'its start',
      () => program.readOutput().stdout.text,
      (text) => text !== '',
    )
    const startedAt = performance.now()
    const end = await program.stop(200)
    expect(end).to.include({ reason: 'stopped', exitCode: null, signal: 'SIGKILL' })
    expect(performance.now() - startedAt).to.be.within(190, 1_500)
    expect(end.stdout.text).to.equal('up\nno\n')
  })

  it('is ended once, however often it is stopped', async () => {
    await using program = startShell('exec sleep 60')
    const [one, two] = await Promise.all([program.stop(2_000), program.stop(2_000)])
    expect(one).to.equal(two)
    expect(await program.stop(1)).to.equal(one)
    expect(one.signal).to.equal('SIGTERM')
  })

  it('is killed at once when it is disposed of', async () => {
    const program = startShell("trap '' TERM; while :; do sleep 0.05; done")
    await program[Symbol.asyncDispose]()
    expect(isRunning(program.pid!)).to.equal(false)
    expect((await program.ended).reason).to.equal('stopped')
  })
})

describe('stopping', () => {
  /** A child that writes a file when it gets SIGTERM; its parent only waits. */
  const script = (file: string) =>
    `sh -c 'trap "echo got >${file}; exit 0" TERM; echo up; while :; do sleep 0.05; done' & wait`

  it('reaches the children of a script that stops as a group', async () => {
    await using temp = await makeTempFolder()
    const file = path.join(temp.folder, 'got')
    await using program = startShell(script(file), { stopsAsGroup: true })
    await eventually(
      'the child',
      () => program.readOutput().stdout.text,
      (text) => text !== '',
    )
    const end = await program.stop(3_000)
    expect(end).to.include({ reason: 'stopped', leftProcesses: false })
    expect(existsSync(file)).to.equal(true)
  })

  it('reaches only the program itself otherwise, and what it leaves is killed', async () => {
    await using temp = await makeTempFolder()
    const file = path.join(temp.folder, 'got')
    await using program = startShell(script(file))
    await eventually(
      'the child',
      () => program.readOutput().stdout.text,
      (text) => text !== '',
    )
    const end = await program.stop(3_000)
    expect(end).to.include({ reason: 'stopped', leftProcesses: true })
    expect(existsSync(file)).to.equal(false)
  })
})
