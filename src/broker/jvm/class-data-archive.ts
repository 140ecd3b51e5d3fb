import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Java } from './find-java.ts'
import type { JarSet } from './jar-cache.ts'
import { jvmFlags } from './java-command.ts'

/** What an archive speeds up: a broker, or Kafka's command-line tools. */
export type ArchiveUse = 'broker' | 'tool'

/** What an archive depends on; with any of it changed another archive is needed. */
export type ArchiveKey = {
  readonly java: Java
  readonly jars: JarSet
  readonly releaseFolder: string
}

/** The first Java with ahead-of-time caches, which help more than class-data archives. */
const FIRST_WITH_AOT = 25

/** Where the archive of a use belongs, whether it is there or not. */
export function archivePath(use: ArchiveUse, key: ArchiveKey): string {
  const jars = key.jars.jars.map((jar) => `${jar} ${statSync(jar).size} ${statSync(jar).mtimeMs}`)
  const facts = [key.java.build, ...jvmFlags(0), ...jars].join('\n')
  const hash = createHash('sha256').update(facts).digest('hex').slice(0, 16)
  const extension = hasAot(key.java) ? 'aot' : 'jsa'
  return path.join(key.releaseFolder, 'archives', `${use}-${hash}.${extension}`)
}

/** The archive of a use, undefined when there is none or `KAFKALINGS_NO_ARCHIVE` is set. */
export function findArchive(use: ArchiveUse, key: ArchiveKey): string | undefined {
  if (process.env.KAFKALINGS_NO_ARCHIVE) return undefined
  const file = archivePath(use, key)
  return existsSync(file) ? file : undefined
}

/** The flags that start a JVM with an archive; one that does not fit is passed over by the JVM. */
export function archiveFlags(file: string | undefined, java: Java): readonly string[] {
  if (file === undefined) return []
  if (hasAot(java)) return [`-XX:AOTCache=${file}`, '-Xlog:aot=off', '-Xlog:cds=off']
  return [`-XX:SharedArchiveFile=${file}`, '-Xlog:cds=off']
}

/** The flags that have a JVM write an archive when it ends, on SIGTERM too. */
export function dumpFlags(file: string, java: Java): readonly string[] {
  return hasAot(java) ? [`-XX:AOTCacheOutput=${file}`] : [`-XX:ArchiveClassesAtExit=${file}`]
}

function hasAot(java: Java): boolean {
  return java.release >= FIRST_WITH_AOT
}
