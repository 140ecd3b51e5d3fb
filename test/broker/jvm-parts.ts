import { cacheFolder } from '#broker/cache-folder.ts'
import type { JvmParts } from '#broker/jvm/describe-cluster.ts'
import { findJava, usableJava } from '#broker/jvm/find-java.ts'
import { KRAFT_RELEASE } from '#broker/jvm/kafka-version.ts'
import { releaseFolder, resolveJars } from '#broker/jvm/resolve-jars.ts'
import type { Guardian } from '#process/guardian.ts'

/** Java and the jars of this computer, for tests below the provider. */
export async function findJvmParts(guardian: Guardian): Promise<JvmParts> {
  const java = usableJava(await findJava(process.env))
  if (!java) throw new Error('these tests need Java 17 or newer')
  const cache = cacheFolder(process.env)
  const jars = await resolveJars(cache, KRAFT_RELEASE, { guardian })
  return {
    java,
    jars,
    releaseFolder: releaseFolder(cache, KRAFT_RELEASE),
    kafkaVersion: KRAFT_RELEASE.version,
  }
}
