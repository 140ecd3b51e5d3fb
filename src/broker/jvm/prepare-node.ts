import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { formatStorage, type FormatTools } from './format-template.ts'
import { BROKER_CLASS, classPathOf, jvmFlags, writeArgumentFile } from './java-command.ts'
import { renderLoggingProperties } from './logging-properties.ts'
import { renderServerProperties, type NodePlan } from './server-properties.ts'
import type { NodeFiles } from './start-node.ts'

/** Writes everything a node needs to start into its folder, afresh. */
export async function prepareNode(
  plan: NodePlan,
  plans: readonly NodePlan[],
  files: NodeFiles,
  tools: FormatTools & { readonly extraFlags: readonly string[] },
): Promise<void> {
  await rm(files.folder, { recursive: true, force: true })
  await mkdir(files.folder, { recursive: true })
  await formatStorage(plan, plans, tools)
  await writeFile(files.properties, renderServerProperties(plan, plans))
  await writeFile(files.logging, renderLoggingProperties(files))
  await writeArgumentFile(files.argumentFile, [
    ...jvmFlags(plans.length > 1 ? 192 : 256),
    ...tools.extraFlags,
    `-Dlog4j2.configurationFile=${files.logging}`,
    `-Dkafka.logs.dir=${path.dirname(files.serverLog)}`,
    '-cp',
    classPathOf(tools.jars),
    BROKER_CLASS,
    files.properties,
  ])
}
