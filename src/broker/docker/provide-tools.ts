import { NOTHING_TO_TIDY } from '../controlled-nodes.ts'
import { findArchive } from '../jvm/class-data-archive.ts'
import { classPathOf } from '../jvm/java-command.ts'
import { layOutTools } from '../jvm/lay-out-tools.ts'
import { findLocalKafka } from '../jvm/local-kafka.ts'
import { startToolContainers, type ProvidedTools, type ToolParts } from './tool-containers.ts'

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
