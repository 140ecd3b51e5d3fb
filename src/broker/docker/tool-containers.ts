import { randomBytes } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { pollUntil } from '#core/poll-until.ts'
import type { Guardian } from '#process/guardian.ts'
import { startPiped } from '#process/start-piped.ts'
import { TOOL_CLASSES } from '../jvm/tool-commands.ts'
import type { StartedCluster } from '../started-cluster.ts'
import type { Docker } from './docker-command.ts'
import { layOutToolScripts } from './lay-out-tool-scripts.ts'
import { LABELS, ownerLabel } from './remove-project.ts'
import { networkContainer } from './start-containers.ts'
import type { ToolCall } from './tool-frames.ts'
import { startToolServer, type RunningTool } from './tool-server.ts'

/** Kafka's tools for programs that run on this computer. */
export type ProvidedTools = AsyncDisposable &
  Pick<StartedCluster, 'toolsFolder' | 'java' | 'classPath' | 'toolArchive' | 'shareWorkFolder'>

/** Where the tools may be found or run. */
export type ToolParts = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly docker: Docker
  readonly guardian: Guardian
  readonly image: string
  readonly project: string
  readonly runFolder: string
}

/** A folder that tools may see, and the container that sees it once a tool was asked for. */
type SharedFolder = { readonly folder: string; container?: Promise<string> }

const OUTSIDE = '/tmp'
/** The container notes the process id, so that the tool can be ended there, too. */
const START = 'echo $$ >"/tmp/$0.pid"; exec "$@"'
const KILL = 'kill -9 "$(cat "/tmp/$0.pid")"'
const KILL_MS = 10_000
const TOOL_FLAGS = '-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1'

/**
 * Kafka's tools where this computer has no Java: scripts that have the grader run them in a container
 * which shares the brokers' network and sees nothing of this computer but the folder it was given.
 */
export async function startToolContainers(parts: ToolParts): Promise<ProvidedTools> {
  const folders = new Set<SharedFolder>()
  const nowhere: SharedFolder = { folder: '' }
  const { toolsFolder, socketPath } = await layOutToolScripts(parts.runFolder)
  const start = async (call: ToolCall): Promise<RunningTool> => {
    const seen = await findFolder(folders, call.cwd)
    const shared = seen ?? nowhere
    const container = await (shared.container ??= startContainer(shared.folder, parts))
    return await runTool(call, seen ? call.cwd : OUTSIDE, container, parts)
  }
  const tools = new Set(Object.keys(TOOL_CLASSES))
  const server = await startToolServer({ socketPath, tools, start })
  return {
    toolsFolder,
    java: undefined,
    classPath: undefined,
    toolArchive: () => undefined,
    shareWorkFolder: (folder) => {
      const shared: SharedFolder = { folder }
      folders.add(shared)
      return {
        [Symbol.asyncDispose]: async () => {
          folders.delete(shared)
          const container = await shared.container?.catch(() => undefined)
          if (container !== undefined) await parts.docker.call(['rm', '--force', container])
        },
      }
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

async function findFolder(
  folders: ReadonlySet<SharedFolder>,
  cwd: string,
): Promise<SharedFolder | undefined> {
  for (const shared of folders) {
    const real = await realpath(shared.folder).catch(() => shared.folder)
    if (cwd === real || cwd.startsWith(`${real}${path.sep}`)) return shared
  }
  return undefined
}

async function startContainer(folder: string, parts: ToolParts): Promise<string> {
  const { docker, project, image } = parts
  const name = `${project}-tools-${randomBytes(3).toString('hex')}`
  const real = folder === '' ? '' : await realpath(folder)
  const places = folder === '' ? [] : [...new Set([folder, real])]
  const labels = [`${LABELS.project}=${project}`, `${LABELS.owner}=${ownerLabel()}`]
  const network = `container:${networkContainer(project)}`
  await docker.run(
    ['run', '--detach', '--init', '--pull', 'never', '--name', name].concat(
      labels.flatMap((label) => ['--label', label]),
      ['--network', network, '--security-opt', 'label=disable'],
      await userFlags(parts),
      ['--env', 'LOG_DIR=/tmp', '--env', `KAFKA_HEAP_OPTS=${TOOL_FLAGS}`],
      places.flatMap((place) => ['--volume', `${real}:${place}`]),
      [image, 'tail', '-f', '/dev/null'],
    ),
  )
  return name
}

/** The files of the folder are ours; an engine without root has us as its root. */
async function userFlags({ docker }: ToolParts): Promise<readonly string[]> {
  const options = await docker.run(['info', '--format', '{{.SecurityOptions}}'])
  const [user, group] = [process.getuid?.(), process.getgid?.()]
  if (options.includes('rootless')) return ['--user', '0:0']
  return user === undefined ? [] : ['--user', `${user}:${group}`]
}

async function runTool(
  { tool, args }: ToolCall,
  cwd: string,
  container: string,
  { docker, guardian }: ToolParts,
): Promise<RunningTool> {
  const id = randomBytes(6).toString('hex')
  const inside = ['sh', '-c', START, id, `/opt/kafka/bin/${tool}.sh`, ...args]
  const command = await startPiped(
    'docker',
    ['exec', '--interactive', '--workdir', cwd, container, ...inside],
    guardian.markerEnv,
  )
  guardian.guardGroup(command.pid)
  let hasEnded = false
  void command.exited.then(() => {
    hasEnded = true
    guardian.releaseGroup(command.pid)
  })
  const kill = async (): Promise<void> => {
    // A tool that has only just been asked for has not noted its process id yet.
    await pollUntil(
      async () => hasEnded || void (await docker.call(['exec', container, 'sh', '-c', KILL, id])),
      () => hasEnded,
      { what: `${tool} to end`, timeoutMs: KILL_MS },
    )
  }
  return { command, kill }
}
