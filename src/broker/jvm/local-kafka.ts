import { cacheFolder } from '../cache-folder.ts'
import type { ArchiveKey } from './class-data-archive.ts'
import { findJava, usableJava } from './find-java.ts'
import { KRAFT_RELEASE } from './kafka-version.ts'
import { findCachedJars, releaseFolder, resolveJars } from './resolve-jars.ts'
import type { MavenOptions } from './run-maven.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Java and Kafka's jars as they are on this computer, without fetching anything. */
export async function findLocalKafka(env: Env): Promise<ArchiveKey | undefined> {
  const cache = cacheFolder(env)
  const [findings, jars] = await Promise.all([findJava(env), findCachedJars(cache, KRAFT_RELEASE)])
  const java = usableJava(findings)
  return java && jars && { java, jars, releaseFolder: releaseFolder(cache, KRAFT_RELEASE) }
}

/**
 * Java and Kafka's jars, these fetched by Maven the first time; undefined without a Java that can run
 * them. Throws what `resolveJars` throws.
 */
export async function resolveLocalKafka(
  env: Env,
  options: MavenOptions,
): Promise<ArchiveKey | undefined> {
  const cache = cacheFolder(env)
  const [findings, jars] = await Promise.all([
    findJava(env),
    resolveJars(cache, KRAFT_RELEASE, options),
  ])
  const java = usableJava(findings)
  return java && { java, jars, releaseFolder: releaseFolder(cache, KRAFT_RELEASE) }
}
