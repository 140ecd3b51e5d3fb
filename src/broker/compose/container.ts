import path from 'node:path'
import type { Bilingual } from '#core/bilingual.ts'
import { makeContact } from '#kafka/first-contact.ts'
import { readTail, sizeOf } from '#kafka/read-tail.ts'
import type { Guardian } from '#process/guardian.ts'
import { signalGroup } from '#process/process-group.ts'
import { startService, type Service } from '#process/start-service.ts'
import { javaEnv } from '../jvm/java-command.ts'
import { writeContainerFiles, type ContainerParts } from './container-files.ts'
import { isListening, type Address } from './forwarder.ts'

/** A container that was started: a JVM, one of Docker, or what is left when the image gave up before. */
export interface Container extends AsyncDisposable {
  /** How it ended; undefined while it runs. */
  readonly ended: () => { readonly exitCode: number | null } | undefined
  readonly lastLines: () => Promise<readonly string[]>
  /** What the broker in it knows of its cluster; undefined while it does not answer. */
  readonly ask: () => Promise<ClusterGlimpse | undefined>
  /** What stands for its health check: a broker or ZooKeeper that answers; a controller just runs. */
  readonly isHealthy: () => Promise<boolean>
  readonly changes: readonly Bilingual[]
}

/** What a broker knows of its cluster. */
export type ClusterGlimpse = { readonly brokers: number; readonly controllerId: number }

/** How many lines of a log are kept as evidence. */
const SHOWN_LINES = 14
const READ_BYTES = 32 * 1024
const ASK_MS = 2000

/** Starts the JVM of a container, to be ended with us. */
export async function startContainer(
  parts: ContainerParts,
  guardian: Guardian,
  probe: Address | undefined,
): Promise<Container> {
  const changes = await writeContainerFiles(parts)
  const output = path.join(parts.folder, 'output.log')
  const argumentFile = path.join(parts.folder, 'java.args')
  const service = await startService(parts.release.java.path, [`@${argumentFile}`], {
    cwd: parts.folder,
    env: javaEnv(guardian.markerEnv),
    outputFile: output,
  })
  guardian.guardGroup(service.pid)
  void service.exited.then(() => guardian.releaseGroup(service.pid))
  const ask = async () => (probe && !service.exit() ? await askBroker(probe) : undefined)
  return {
    changes,
    ended: service.exit,
    lastLines: async () => tellingLines(await readEnd(output)),
    ask,
    isHealthy: async () => {
      if (!probe) return true
      return parts.zookeeper ? await isListening(probe) : (await ask()) !== undefined
    },
    [Symbol.asyncDispose]: async () => await kill(service),
  }
}

/** A container whose image refuses to start Kafka, with its last words. */
export function refusingContainer(lastWords: string): Container {
  return {
    changes: [],
    ended: () => ({ exitCode: 1 }),
    lastLines: async () => [lastWords],
    ask: async () => undefined,
    isHealthy: async () => false,
    [Symbol.asyncDispose]: async () => {},
  }
}

/** The end of a log that is looked at many times a second while it grows. */
async function readEnd(file: string): Promise<readonly string[]> {
  const text = await readTail(file, Math.max(0, (await sizeOf(file)) - READ_BYTES))
  return text.trimEnd().split('\n').filter(Boolean)
}

/** The last lines without the frames of stack traces, which push what was said out of sight. */
export function tellingLines(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !/^\s+(at |\.\.\. \d+ more)/.test(line)).slice(-SHOWN_LINES)
}

/** Asks a broker what it knows; undefined while it does not answer. */
export async function askBroker({ host, port }: Address): Promise<ClusterGlimpse | undefined> {
  const { metadata } = await makeContact({ host, port, timeoutMs: ASK_MS })
  return metadata && { brokers: metadata.brokers.length, controllerId: metadata.controllerId }
}

async function kill(service: Service): Promise<void> {
  if (!service.exit()) signalGroup(service.pid, 'SIGKILL')
  await service.exited
}
