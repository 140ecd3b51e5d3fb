import type { Guardian } from '#process/guardian.ts'
import { NOTHING_TO_TIDY } from '../controlled-nodes.ts'
import { findArchive } from '../jvm/class-data-archive.ts'
import { classPathOf } from '../jvm/java-command.ts'
import { layOutTools } from '../jvm/lay-out-tools.ts'
import { findLocalKafka } from '../jvm/local-kafka.ts'
import type { StartedCluster } from '../started-cluster.ts'
import type { Docker } from './docker-command.ts'
import { startToolContainers } from './tool-containers.ts'

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

/** The tools of this computer where Java and the jars are, else those of the image in a container. */
export async function provideTools(parts: ToolParts): Promise<ProvidedTools> {
  const kafka = await findLocalKafka(parts.env)
  if (!kafka) return await startToolContainers(parts)
  return {
    toolsFolder: await layOutTools(parts.runFolder, kafka, parts.guardian),
    java: kafka.java,
    classPath: classPathOf(kafka.jars),
    toolArchive: () => findArchive('tool', kafka),
    shareWorkFolder: () => NOTHING_TO_TIDY,
    [Symbol.asyncDispose]: async () => {},
  }
}
