import type { ClusterOptions } from '../provider.ts'
import { makeRunFolder } from '../run-folder.ts'
import type { StartedCluster } from '../started-cluster.ts'
import { classPathOf } from '../jvm/java-command.ts'
import { createJvmProvider } from '../jvm/jvm-provider.ts'
import { layOutTools } from '../jvm/lay-out-tools.ts'
import { findLocalKafka, resolveLocalKafka } from '../jvm/local-kafka.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Kafka's tools and client jars of this computer, for clusters that run elsewhere. */
export type LocalTools = AsyncDisposable &
  Pick<StartedCluster, 'toolsFolder' | 'java' | 'classPath'>

const NONE: LocalTools = {
  toolsFolder: undefined,
  java: undefined,
  classPath: undefined,
  [Symbol.asyncDispose]: async () => {},
}

/**
 * Lays out the tools where Java is and Kafka's jars are or can be fetched; elsewhere programs find
 * what is on the PATH already.
 */
export async function layOutLocalTools(env: Env, options: ClusterOptions): Promise<LocalTools> {
  const kafka = (await findLocalKafka(env)) ?? (await fetchKafka(env, options))
  if (!kafka) return NONE
  const folder = await makeRunFolder(options.guardian)
  return {
    toolsFolder: await layOutTools(folder, kafka, options.guardian),
    java: kafka.java,
    classPath: classPathOf(kafka.jars),
    [Symbol.asyncDispose]: () => options.guardian.removeFolder(folder),
  }
}

async function fetchKafka(env: Env, options: ClusterOptions) {
  const { isUsable } = await createJvmProvider(env).probe()
  return isUsable ? await resolveLocalKafka(env, options) : undefined
}
