import { chmod, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Guardian } from '#process/guardian.ts'
import { diskFull, saysDiskFull, startFailed } from '../broker-errors.ts'
import type { Java } from './find-java.ts'
import type { JarSet } from './jar-cache.ts'
import { classPathOf, FORMAT_CLASS, jvmFlags, writeArgumentFile } from './java-command.ts'
import { runGuarded } from './run-guarded.ts'
import { renderServerProperties, type NodePlan } from './server-properties.ts'

/** What formatting needs: who runs it, with which jars, for which release's folder. */
export type FormatTools = {
  readonly java: Java
  readonly jars: JarSet
  readonly releaseFolder: string
  readonly guardian: Guardian
  readonly signal?: AbortSignal
}

/** Every throw-away cluster has the same id; none ever meets another. */
const CLUSTER_ID = 'a2Fma2FsaW5ncy0tLS0tLQ'
const FORMAT_MS = 60_000
const DONE = 'meta.properties'

/**
 * Fills a node's data folder with formatted storage, a copy of a template that is made once per
 * release, node and cluster size: formatting costs a JVM start, its result holds no path.
 */
export async function formatStorage(
  node: NodePlan,
  nodes: readonly NodePlan[],
  tools: FormatTools,
): Promise<void> {
  const template = path.join(tools.releaseFolder, `storage-${node.id}-of-${nodes.length}`)
  if (!(await isMade(template))) await makeTemplate(template, node, nodes, tools)
  await cp(template, node.dataFolder, { recursive: true })
  const copies = await readdir(node.dataFolder)
  await Promise.all(copies.map((name) => chmod(path.join(node.dataFolder, name), 0o600)))
}

async function isMade(template: string): Promise<boolean> {
  return (await readdir(template).catch((): string[] => [])).includes(DONE)
}

async function makeTemplate(
  template: string,
  node: NodePlan,
  nodes: readonly NodePlan[],
  tools: FormatTools,
): Promise<void> {
  await mkdir(tools.releaseFolder, { recursive: true })
  const folder = await tools.guardian.makeFolder(tools.releaseFolder, 'format-')
  try {
    const dataFolder = path.join(folder, 'data')
    const own = { ...node, dataFolder }
    const others = nodes.map((other) => (other.id === node.id ? own : other))
    const properties = path.join(folder, 'server.properties')
    await writeFile(properties, renderServerProperties(own, others))
    await runFormat(folder, properties, tools)
    await putInPlace(dataFolder, template)
  } finally {
    await tools.guardian.removeFolder(folder)
  }
}

async function runFormat(folder: string, properties: string, tools: FormatTools): Promise<void> {
  const argumentFile = path.join(folder, 'java.args')
  const classPath = ['-cp', classPathOf(tools.jars)]
  const main = [FORMAT_CLASS, 'format', '-t', CLUSTER_ID, '-c', properties]
  await writeArgumentFile(argumentFile, [...jvmFlags(128), ...classPath, ...main])
  const result = await runGuarded(tools.java.path, [`@${argumentFile}`], {
    cwd: folder,
    timeoutMs: FORMAT_MS,
    guardian: tools.guardian,
    ...(tools.signal && { signal: tools.signal }),
  })
  tools.signal?.throwIfAborted()
  if (result.exitCode === 0) return
  if (saysDiskFull(result.output)) throw diskFull(folder)
  throw startFailed(
    {
      en: `The storage of a broker could not be formatted (${result.outcome}).`,
      ko: `브로커의 저장소를 포맷하지 못했습니다(${result.outcome}).`,
    },
    result.output.trim().split('\n').slice(-10),
  )
}

async function putInPlace(dataFolder: string, template: string): Promise<void> {
  const move = async () => await rename(dataFolder, template)
  try {
    await move()
  } catch (error) {
    if (await isMade(template)) return
    await rm(template, { recursive: true, force: true })
    await move().catch(() => {
      throw error
    })
  }
}
