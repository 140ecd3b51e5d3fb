import { cacheFolder } from '../cache-folder.ts'
import { noProvider } from '../no-provider.ts'
import { findArchive, archiveFlags } from '../jvm/class-data-archive.ts'
import { findJava, usableJava, type Java } from '../jvm/find-java.ts'
import type { JarSet } from '../jvm/jar-cache.ts'
import { createJvmProvider } from '../jvm/jvm-provider.ts'
import { KRAFT_RELEASE, ZOOKEEPER_RELEASE } from '../jvm/kafka-version.ts'
import { releaseFolder, resolveJars } from '../jvm/resolve-jars.ts'
import type { MavenOptions } from '../jvm/run-maven.ts'
import type { ReleaseLine } from './compose-plan.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What runs the services of one release line. */
export type ReadyRelease = {
  readonly java: Java
  readonly jars: JarSet
  readonly archiveFlags: readonly string[]
}

const RELEASES = { kraft: KRAFT_RELEASE, zookeeper: ZOOKEEPER_RELEASE }

/**
 * Java, and the jars of the lines that are needed, each fetched by Maven the first time. Throws
 * `no-provider` with the mend where one of them is missing, else what `resolveJars` throws.
 */
export async function readyReleases(
  lines: readonly ReleaseLine[],
  env: Env,
  options: MavenOptions,
): Promise<Readonly<Partial<Record<ReleaseLine, ReadyRelease>>>> {
  const java = usableJava(await findJava(env))
  if (!java) throw noProvider([['jvm', await createJvmProvider(env).probe()]])
  const cache = cacheFolder(env)
  const ready = lines.map(async (line): Promise<[ReleaseLine, ReadyRelease]> => {
    const release = RELEASES[line]
    const jars = await resolveJars(cache, release, options)
    const key = { java, jars, releaseFolder: releaseFolder(cache, release) }
    return [line, { java, jars, archiveFlags: archiveFlags(findArchive('broker', key), java) }]
  })
  return Object.fromEntries(await Promise.all(ready))
}
