import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Guardian } from '#process/guardian.ts'
import { archiveFlags, findArchive, type ArchiveKey } from './class-data-archive.ts'
import { classPathOf, jvmFlags, writeArgumentFile } from './java-command.ts'
import { TOOL_CLASSES, TOOL_LOGGING, renderToolScript } from './tool-commands.ts'

const DOCKER_SHIM = fileURLToPath(new URL('./docker-shim.sh', import.meta.url))

/**
 * Makes the folder that goes on a learner's PATH: every Kafka tool with and without `.sh`, run by the
 * real Java classes with a class-data archive, and a `docker` that understands `docker exec`. What is
 * still running of them at the end is ended by the guardian.
 */
export async function layOutTools(
  runFolder: string,
  key: ArchiveKey,
  { markerEnv }: Guardian,
): Promise<string> {
  const folder = path.join(runFolder, 'tools')
  const logging = path.join(folder, '.log4j2.properties')
  const argumentFile = path.join(folder, '.java.args')
  await mkdir(folder)
  await writeFile(logging, TOOL_LOGGING)
  await writeArgumentFile(argumentFile, [
    ...jvmFlags(256),
    ...archiveFlags(findArchive('tool', key), key.java),
    `-Dlog4j2.configurationFile=${logging}`,
    '-cp',
    classPathOf(key.jars),
  ])
  const put = (name: string, text: string) =>
    writeFile(path.join(folder, name), text, { mode: 0o755 })
  for (const [name, mainClass] of Object.entries(TOOL_CLASSES)) {
    const start = { java: key.java.path, argumentFile, markerEnv }
    const script = renderToolScript(start, mainClass)
    await Promise.all([put(name, script), put(`${name}.sh`, script)])
  }
  await copyDockerShim(folder)
  return folder
}

/** Puts a `docker` into a folder of tools that understands `docker exec`. */
export async function copyDockerShim(toolsFolder: string): Promise<void> {
  for (const name of ['docker', 'docker-compose']) {
    const file = path.join(toolsFolder, name)
    await copyFile(DOCKER_SHIM, file)
    await chmod(file, 0o755)
  }
}
