import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { startGuardian } from '#process/guardian.ts'
import { processesByCommand } from '../support/processes.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { eventually, gone } from '../support/wait.ts'
import { startShell } from './shell-program.ts'

const PATH = process.env.PATH ?? ''

describe('the guardian of a run', () => {
  it('ends a guarded group, its children too, and waits for that', async () => {
    const guardian = startGuardian()
    const program = startShell('sleep 60 & echo $!; wait')
    guardian.guardGroup(program.pid!)
    const child = await eventually(
      'the child',
      () => printed(program),
      (pid) => pid > 0,
    )
    await guardian[Symbol.asyncDispose]()
    expect(await program.ended).to.include({ reason: 'by-itself', signal: 'SIGKILL' })
    await gone(child)
  })

  it('lets a released group live', async () => {
    const guardian = startGuardian()
    await using program = startShell('exec sleep 60')
    guardian.guardGroup(program.pid!)
    guardian.releaseGroup(program.pid!)
    await guardian[Symbol.asyncDispose]()
    expect(program.hasEnded()).to.equal(false)
    process.kill(program.pid!, 0)
  })

  it('releases one group and keeps the others', async () => {
    const guardian = startGuardian()
    const programs = [1, 2, 3].map(() => startShell('exec sleep 60'))
    for (const { pid } of programs) guardian.guardGroup(pid!)
    guardian.releaseGroup(programs[1]!.pid!)
    await guardian[Symbol.asyncDispose]()
    await Promise.all([programs[0]!.ended, programs[2]!.ended])
    expect(programs[1]!.hasEnded()).to.equal(false)
    await programs[1]![Symbol.asyncDispose]()
  })

  it('finds a process by the marker that left for a session of its own', async function () {
    if (process.platform !== 'linux') return this.skip()
    const guardian = startGuardian()
    const env = { PATH, ...guardian.markerEnv }
    const { stdout } = await startShell('setsid sleep 60 >/dev/null 2>&1 & echo $!', { env }).ended
    await guardian[Symbol.asyncDispose]()
    await gone(Number(stdout.text), 1_000)
  })

  it('leaves the processes of another run alone', async () => {
    const [mine, other] = [startGuardian(), startGuardian()]
    expect(mine.markerEnv).to.not.deep.equal(other.markerEnv)
    await using program = startShell('exec sleep 60', { env: { PATH, ...other.markerEnv } })
    await mine[Symbol.asyncDispose]()
    expect(program.hasEnded()).to.equal(false)
    await other[Symbol.asyncDispose]()
    expect((await program.ended).signal).to.equal('SIGKILL')
  })

  it('removes its folders with all that is in them, whatever their names', async () => {
    await using temp = await makeTempFolder()
    const guardian = startGuardian()
    const folders = []
    for (const prefix of ['plain-', 'with space-', '-dash', "quote'", '$HOME `x` ']) {
      folders.push(await guardian.makeFolder(temp.folder, prefix))
    }
    for (const folder of folders) expect(statSync(folder).mode & 0o777).to.equal(0o700)
    await temp.write(path.join(path.basename(folders[0]!), 'deep', 'file'), 'x')
    await guardian[Symbol.asyncDispose]()
    expect(folders.filter((folder) => existsSync(folder))).to.deep.equal([])
    expect(existsSync(temp.folder)).to.equal(true)
  })

  it('leaves a folder alone that was removed before and made anew by somebody else', async () => {
    await using temp = await makeTempFolder()
    const guardian = startGuardian()
    const first = await guardian.makeFolder(temp.folder, 'a-')
    const second = await guardian.makeFolder(temp.folder, 'b-')
    await guardian.removeFolder(first)
    expect(existsSync(first)).to.equal(false)
    await temp.write(path.join(path.basename(first), 'file'), 'not ours')
    await guardian[Symbol.asyncDispose]()
    expect(existsSync(first)).to.equal(true)
    expect(existsSync(second)).to.equal(false)
  })

  it('runs the commands that were not released, the last first, when all else has ended', async () => {
    await using temp = await makeTempFolder()
    const guardian = startGuardian()
    const file = path.join(temp.folder, 'order')
    const note = (word: string) => `echo "${word}" >>'${file}'`
    for (const word of ['first', 'released', 'it is "$HOME"']) guardian.guardCommand(note(word))
    guardian.releaseCommand(note('released'))
    await guardian[Symbol.asyncDispose]()
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines).to.deep.equal([`it is ${process.env.HOME}`, 'first'])
  })

  it('runs no command before the end, whatever is removed or released meanwhile', async () => {
    await using temp = await makeTempFolder()
    const guardian = startGuardian()
    const file = path.join(temp.folder, 'count')
    guardian.guardCommand(`echo ran >>'${file}'`)
    for (const prefix of ['a-', 'b-']) {
      await guardian.removeFolder(await guardian.makeFolder(temp.folder, prefix))
    }
    const kept = await guardian.makeFolder(temp.folder, 'c-')
    await guardian[Symbol.asyncDispose]()
    expect(readFileSync(file, 'utf8')).to.equal('ran\n')
    expect(existsSync(kept)).to.equal(false)
  })

  it('ignores Ctrl-C, so that it outlives the grader', async () => {
    const guardian = startGuardian()
    await using program = startShell('exec sleep 60')
    guardian.guardGroup(program.pid!)
    const shell = await eventually(
      'the shell to ignore signals',
      () => guardianOf(guardian.markerEnv),
      (pid) => pid > 0 && ignoresInterrupts(pid),
    )
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(shell, signal)
    await guardian[Symbol.asyncDispose]()
    expect((await program.ended).signal).to.equal('SIGKILL')
  })

  it('sets to work when its holder is killed with SIGKILL', async function () {
    this.timeout(60_000)
    const holder = startHolder()
    const { group, stray, folder } = await holder.facts
    expect(existsSync(folder)).to.equal(true)
    holder.kill()
    await gone(group, 10_000)
    if (process.platform === 'linux') await gone(stray, 10_000)
    await eventually(
      'the folder to be removed',
      () => existsSync(folder),
      (is) => !is,
      10_000,
    )
  })
})

function printed(program: ReturnType<typeof startShell>): number {
  return Number(program.readOutput().stdout.text)
}

function guardianOf(markerEnv: Readonly<Record<string, string>>): number {
  const [marker] = Object.entries(markerEnv).map(([name, value]) => `${name}=${value}`)
  return processesByCommand(`guardian.sh\0${marker}`)[0] ?? 0
}

function ignoresInterrupts(pid: number): boolean {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const ignored = Number.parseInt(/^SigIgn:\s*(\w+)$/m.exec(status)?.[1]?.slice(-4) ?? '0', 16)
  return (ignored & 0b10) !== 0
}

type Facts = { readonly group: number; readonly stray: number; readonly folder: string }

/** A process that holds a guardian, a guarded group, a stray with the marker, and a folder. */
function startHolder(): { readonly facts: Promise<Facts>; readonly kill: () => void } {
  const file = fileURLToPath(import.meta.resolve('./guardian-holder.ts'))
  const child = spawn(process.execPath, ['--import', 'tsx', file, os.tmpdir()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const facts = new Promise<Facts>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString()) as Facts))
    child.once('exit', () => reject(new Error('the holder ended before it had said anything')))
  })
  return { facts, kill: () => void child.kill('SIGKILL') }
}
