import os from 'node:os'
import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import { runCommand } from '#process/run-command.ts'
import { cacheFolder } from '../cache-folder.ts'
import { mendCommand } from '../mend-command.ts'
import { noProvider } from '../no-provider.ts'
import type { BrokerProvider, ClusterOptions, ProbeResult, SpeedUp } from '../provider.ts'
import type { StartedCluster } from '../started-cluster.ts'
import { describeJavaFindings } from './describe-java.ts'
import { findJava, usableJava } from './find-java.ts'
import { KRAFT_RELEASE } from './kafka-version.ts'
import { areArchivesDue, makeArchives } from './make-archives.ts'
import { findLocalKafka, resolveLocalKafka } from './local-kafka.ts'
import { findCachedJars } from './resolve-jars.ts'
import { startJvmCluster } from './start-cluster.ts'

type Env = Readonly<Record<string, string | undefined>>

const LOOKED_FOR: Bilingual = {
  en: 'Java 17 or newer, and Maven for the first download',
  ko: 'Java 17 이상, 그리고 처음 내려받을 때 쓸 Maven',
}

/** They wait for their programs most of the time, so a core serves more than one. */
const CLUSTERS_PER_CORE = 2
const MOST_CLUSTERS = 4

/** Real brokers as JVMs of this computer; Maven is needed only until the jars are cached. */
export function createJvmProvider(env: Env): BrokerProvider {
  return {
    name: 'jvm',
    clustersAtOnce: Math.min(MOST_CLUSTERS, CLUSTERS_PER_CORE * os.availableParallelism()),
    probe: () => probe(env),
    whyNot: async () => undefined,
    startCluster: (options) => startCluster(env, options),
    findSpeedUp: () => findSpeedUp(env),
  }
}

async function probe(env: Env): Promise<ProbeResult> {
  const [findings, jars] = await Promise.all([
    findJava(env),
    findCachedJars(cacheFolder(env), KRAFT_RELEASE),
  ])
  const maven = jars ? undefined : await probeMaven(env)
  const isJavaMissing = !usableJava(findings)
  const isMavenMissing = maven !== undefined && !maven.works
  const isUsable = !isJavaMissing && !isMavenMissing
  const java = describeJavaFindings(findings)
  const second = maven?.found ?? KEPT
  return {
    isUsable,
    lookedFor: LOOKED_FOR,
    found: { en: `${java.en}; ${second.en}`, ko: `${java.ko}, ${second.ko}` },
    mend: isUsable
      ? sameInBoth('')
      : await mendCommand({ java: isJavaMissing, maven: isMavenMissing }, env),
  }
}

const KEPT: Bilingual = {
  en: `Kafka ${KRAFT_RELEASE.version} is already downloaded`,
  ko: `Kafka ${KRAFT_RELEASE.version} 내려받기 완료`,
}

type MavenFinding = { readonly works: boolean; readonly found: Bilingual }

async function probeMaven(env: Env): Promise<MavenFinding> {
  const result = await runCommand('mvn', ['-version'], {
    timeoutMs: 20_000,
    env: { PATH: env.PATH ?? '', ...(env.JAVA_HOME && { JAVA_HOME: env.JAVA_HOME }) },
  })
  if (result.outcome === 'not-found') {
    return { works: false, found: { en: 'no mvn on the PATH', ko: 'PATH에 mvn이 없음' } }
  }
  const version = /Apache Maven (\S+)/.exec(stripColour(result.output))?.[1]
  if (result.exitCode === 0 && version !== undefined) {
    return { works: true, found: sameInBoth(`Maven ${version}`) }
  }
  const line = result.output.trim().split('\n').at(-1) ?? ''
  return {
    works: false,
    found: { en: `mvn that fails: ${line}`, ko: `실행되지 않는 mvn: ${line}` },
  }
}

function stripColour(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/\u001B\[[\d;]*m/g, '')
}

async function startCluster(env: Env, options: ClusterOptions): Promise<StartedCluster> {
  const local = await resolveLocalKafka(env, options)
  if (!local) throw noProvider([['jvm', await probe(env)]])
  return await startJvmCluster({ ...local, kafkaVersion: KRAFT_RELEASE.version }, options)
}

async function findSpeedUp(env: Env): Promise<SpeedUp | undefined> {
  const local = await findLocalKafka(env)
  if (!local || !(await areArchivesDue(local))) return undefined
  return (guardian) => makeArchives(local, guardian)
}
