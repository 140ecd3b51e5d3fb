import { spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '#broker/cache-folder.ts'
import { imageOf } from '#broker/docker/docker-image.ts'
import { probeDocker } from '#broker/docker/probe-docker.ts'
import { KRAFT_RELEASE } from '#broker/jvm/kafka-version.ts'
import { resolveJars } from '#broker/jvm/resolve-jars.ts'
import { TOOL_CLASSES } from '#broker/jvm/tool-commands.ts'
import { startGuardian } from '#process/guardian.ts'
import { signalProcess } from '#process/process-group.ts'
import { runCommand } from '#process/run-command.ts'
import { quoteForShell } from '#process/shell-command.ts'
import { eventually, gone } from '../wait.ts'

/** A Docker engine for tests; one that we started can be killed and started again. */
export interface TestEngine extends AsyncDisposable {
  readonly isOurs: boolean
  readonly kill: () => Promise<void>
  readonly startAgain: () => Promise<void>
}

const HERE = fileURLToPath(new URL('.', import.meta.url))
const SCRIPT_MS = 300_000
/** Tags of Kafka 4 that compose files name; the image is always the same. */
const OTHER_TAGS = ['4.0.0', '4.1.0', 'latest']

/**
 * The engine that answers here, else one of our own, which `DOCKER_HOST` and `DOCKER_CONFIG` then name;
 * or the reason why there is none. Where the image is missing one is made of this computer's Java.
 */
export async function openDockerEngine(): Promise<TestEngine | string> {
  if ((await probeDocker(process.env)).isUsable) return THEIRS
  const reason = whyNoEngine()
  if (reason !== undefined) return reason
  const cache = path.join(cacheFolder(process.env), 'test-docker')
  await mkdir(cache, { recursive: true })
  await runScript('engine.sh', ['install', cache])
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kafkalings-engine-'))
  process.env.DOCKER_CONFIG = path.join(cache, 'config')
  process.env.DOCKER_HOST = `unix://${path.join(folder, 'docker.sock')}`
  await runScript('engine.sh', ['note', folder])
  const engine = await startEngine(folder)
  try {
    await buildImage(folder)
    return engine
  } catch (error) {
    await engine[Symbol.asyncDispose]()
    throw error
  }
}

const THEIRS: TestEngine = {
  isOurs: false,
  kill: async () => {},
  startAgain: async () => {},
  [Symbol.asyncDispose]: async () => {},
}

/** An engine changes a computer's network, so it is brought up only where nobody's could be meant. */
function whyNoEngine(): string | undefined {
  if (process.platform !== 'linux') return 'no Docker answers, and this is not Linux'
  if (process.getuid?.() !== 0) return 'no Docker answers, and only root can start one'
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/etc/debian_version')) {
    return 'no Docker answers, and this is not Debian'
  }
  if (existsSync('/run/systemd/system')) {
    return 'no Docker answers, and this is not a throw-away machine: start one by hand'
  }
  return undefined
}

async function startEngine(folder: string): Promise<TestEngine> {
  // Ends the engine also when the tests are killed.
  const guardian = startGuardian()
  guardian.guardCommand(`sh ${quoteForShell(path.join(HERE, 'engine.sh'))} end ${folder}`)
  let pid = await startDaemon(folder)
  const kill = async (): Promise<void> => {
    signalProcess(pid, 'SIGKILL')
    await gone(pid)
  }
  return {
    isOurs: true,
    kill,
    startAgain: async () => {
      // A process that nobody has reaped counts as running for the engine.
      for (const file of ['dockerd.pid', 'exec/containerd/containerd.pid']) {
        await rm(path.join(folder, file), { force: true })
      }
      pid = await startDaemon(folder)
    },
    [Symbol.asyncDispose]: async () => {
      await guardian[Symbol.asyncDispose]()
      delete process.env.DOCKER_HOST
      delete process.env.DOCKER_CONFIG
    },
  }
}

async function startDaemon(folder: string): Promise<number> {
  const at = (name: string) => path.join(folder, name)
  const log = openSync(at('dockerd.log'), 'a')
  const options = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile']
  const child = spawn(
    'dockerd',
    [...options, at('dockerd.pid'), '--host', process.env.DOCKER_HOST!],
    {
      stdio: ['ignore', log, log],
      detached: true,
    },
  )
  child.unref()
  const ask = () => runCommand('docker', ['version'], { timeoutMs: 5000 })
  try {
    await eventually('the engine', ask, ({ exitCode }) => exitCode === 0, 30_000)
  } catch (error) {
    throw new Error(readFileSync(at('dockerd.log'), 'utf8').slice(-3000), { cause: error })
  }
  return child.pid!
}

async function buildImage(folder: string): Promise<void> {
  await using guardian = startGuardian()
  const { folder: jars } = await resolveJars(cacheFolder(process.env), KRAFT_RELEASE, { guardian })
  const tools = Object.entries(TOOL_CLASSES).map((pair) => pair.join(' '))
  const list = path.join(folder, 'tools')
  await writeFile(list, `${tools.join('\n')}\n`)
  const image = imageOf(process.env)
  await runScript('build-image.sh', [image, jars, path.join(folder, 'work'), list])
  const options = { timeoutMs: SCRIPT_MS }
  for (const tag of OTHER_TAGS) {
    await runCommand('docker', ['tag', image, `apache/kafka:${tag}`], options)
  }
}

async function runScript(name: string, args: readonly string[]): Promise<void> {
  const options = { timeoutMs: SCRIPT_MS }
  const { exitCode, outcome, output } = await runCommand(
    'sh',
    [path.join(HERE, name), ...args],
    options,
  )
  if (exitCode !== 0)
    throw new Error(`${name} ${args[0]}: ${outcome} ${exitCode}\n${output.slice(-3000)}`)
}
