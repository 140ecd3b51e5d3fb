import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { quoteForShell } from '#process/shell-command.ts'
import { copyDockerShim } from '../jvm/lay-out-tools.ts'
import { TOOL_CLASSES } from '../jvm/tool-commands.ts'

const CLIENT = fileURLToPath(new URL('./tool-client.mjs', import.meta.url))

/** The folder for a learner's PATH whose scripts ask at a socket, and where that has to be. */
export type ToolScripts = { readonly toolsFolder: string; readonly socketPath: string }

/** Makes the folder: every Kafka tool with and without `.sh`, and a `docker` for `docker exec`. */
export async function layOutToolScripts(runFolder: string): Promise<ToolScripts> {
  const toolsFolder = path.join(runFolder, 'tools')
  const client = path.join(toolsFolder, '.tool-client.mjs')
  const socketPath = path.join(toolsFolder, '.socket')
  await mkdir(toolsFolder)
  await copyFile(CLIENT, client)
  for (const name of Object.keys(TOOL_CLASSES)) {
    const command = [process.execPath, client, socketPath, name].map(quoteForShell).join(' ')
    const script = `#!/bin/sh\nexec ${command} "$@"\n`
    for (const file of [name, `${name}.sh`]) {
      await writeFile(path.join(toolsFolder, file), script)
      await chmod(path.join(toolsFolder, file), 0o755)
    }
  }
  await copyDockerShim(toolsFolder)
  return { toolsFolder, socketPath }
}
