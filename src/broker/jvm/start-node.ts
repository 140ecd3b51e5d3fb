import path from 'node:path'
import type { Guardian } from '#process/guardian.ts'
import { sizeOf } from '#kafka/read-tail.ts'
import { signalGroup } from '#process/process-group.ts'
import { startService, type Service } from '#process/start-service.ts'
import type { Java } from './find-java.ts'
import { javaEnv } from './java-command.ts'

/** The files of one node in its folder. */
export type NodeFiles = {
  readonly folder: string
  readonly data: string
  readonly properties: string
  readonly logging: string
  readonly argumentFile: string
  readonly serverLog: string
  readonly requestLog: string
  /** What the JVM itself writes: warnings, crashes. */
  readonly output: string
}

/** A broker's JVM that was started and may not be ready yet. */
export type StartedNode = {
  readonly service: Service
  /** Where its part of the server log begins; the file may hold an earlier life. */
  readonly logStartBytes: number
}

/** Where the files of one node stand. */
export function nodeFiles(runFolder: string, nodeId: number): NodeFiles {
  const folder = path.join(runFolder, `node-${nodeId}`)
  const at = (name: string) => path.join(folder, name)
  return {
    folder,
    data: at('data'),
    properties: at('server.properties'),
    logging: at('log4j2.properties'),
    argumentFile: at('java.args'),
    serverLog: at('server.log'),
    requestLog: at('requests.log'),
    output: at('output.log'),
  }
}

/** Starts the JVM of one prepared node, to be ended with us; does not wait for it to be ready. */
export async function startNode(
  files: NodeFiles,
  java: Java,
  guardian: Guardian,
): Promise<StartedNode> {
  const logStartBytes = await sizeOf(files.serverLog)
  const service = await startService(java.path, [`@${files.argumentFile}`], {
    cwd: files.folder,
    env: javaEnv(guardian.markerEnv),
    outputFile: files.output,
  })
  guardian.guardGroup(service.pid)
  void service.exited.then(() => guardian.releaseGroup(service.pid))
  return { service, logStartBytes }
}

/** Ends a node's JVM by SIGKILL and waits until it is gone. */
export async function killNode({ service }: StartedNode): Promise<void> {
  if (!service.exit()) signalGroup(service.pid, 'SIGKILL')
  await service.exited
}
