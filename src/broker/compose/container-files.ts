import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Bilingual } from '#core/bilingual.ts'
import { BROKER_CLASS, classPathOf, jvmFlags, writeArgumentFile } from '../jvm/java-command.ts'
import type { BoundListeners } from './bind-listeners.ts'
import type { PlannedService } from './compose-plan.ts'
import type { ReadyRelease } from './kafka-releases.ts'
import type { Machine } from './machine.ts'
import { renderNodeProperties } from './node-properties.ts'
import type { ZookeeperConfig } from './zookeeper-config.ts'

/** What a container is made of. */
export type ContainerParts = {
  readonly planned: PlannedService
  readonly machine: Machine
  readonly folder: string
  readonly hosts: string
  /** Addresses that the file gives to containers, and what they are here. */
  readonly literals: ReadonlyMap<string, string>
  readonly heapMegabytes: number
  readonly release: ReadyRelease
  /** Undefined for a ZooKeeper. */
  readonly bound: BoundListeners | undefined
  readonly zookeeper: ZookeeperConfig | undefined
}

const ZOOKEEPER_CLASS = 'org.apache.zookeeper.server.quorum.QuorumPeerMain'

/** Writes what a container's JVM starts from; tells what was left out of its configuration. */
export async function writeContainerFiles(parts: ContainerParts): Promise<readonly Bilingual[]> {
  const { folder, planned, hosts, release } = parts
  const at = (name: string) => path.join(folder, name)
  await mkdir(at('data'), { recursive: true })
  await writeFile(at('hosts'), hosts)
  await writeFile(at('logging.properties'), LOGGING[planned.release])
  const { main, changes } = parts.zookeeper
    ? await writeZookeeper(parts, parts.zookeeper)
    : await writeNode(parts)
  const logging = { kraft: 'log4j2.configurationFile', zookeeper: 'log4j.configuration' }
  const scheme = planned.release === 'zookeeper' ? 'file:' : ''
  await writeArgumentFile(at('java.args'), [
    ...jvmFlags(parts.heapMegabytes),
    ...release.archiveFlags,
    `-D${logging[planned.release]}=${scheme}${at('logging.properties')}`,
    `-Djdk.net.hosts.file=${at('hosts')}`,
    `-Dkafka.logs.dir=${folder}`,
    ...(parts.zookeeper ? ['-Dzookeeper.forceSync=no'] : []),
    '-cp',
    classPathOf(release.jars),
    ...main,
  ])
  return changes
}

async function writeNode({ folder, planned, bound, literals }: ContainerParts) {
  const at = (name: string) => path.join(folder, name)
  const { node, clusterId } = planned
  if (!node || !bound) throw new Error(`${planned.service.name} is neither Kafka nor ZooKeeper`)
  const dataFolder = at('data')
  const { text, changes } = renderNodeProperties(node, { ...bound, dataFolder, literals })
  await writeFile(at('server.properties'), text)
  if (clusterId !== undefined) {
    const id = clusterId.replaceAll('\\', '\\\\')
    const lines = ['version=1', `cluster.id=${id}`, `node.id=${node.nodeId ?? ''}`]
    await writeFile(path.join(dataFolder, 'meta.properties'), `${lines.join('\n')}\n`)
  }
  return { main: [BROKER_CLASS, at('server.properties')], changes }
}

async function writeZookeeper({ folder }: ContainerParts, { lines, id }: ZookeeperConfig) {
  const file = path.join(folder, 'zoo.cfg')
  const dataFolder = path.join(folder, 'data')
  await writeFile(file, `${[...lines, `dataDir=${dataFolder}`].join('\n')}\n`)
  if (id !== undefined) await writeFile(path.join(dataFolder, 'myid'), id)
  return { main: [ZOOKEEPER_CLASS, file], changes: [] }
}

/** The log goes where a container's does: to standard output, in the lines that images write. */
const LOGGING = {
  kraft: `status=error
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=[%d] %p %m (%c)%n
rootLogger.level=INFO
rootLogger.appenderRef.out.ref=out
logger.config.name=org.apache.kafka.common.config.AbstractConfig
logger.config.level=WARN
logger.serverConfig.name=kafka.server.KafkaConfig
logger.serverConfig.level=WARN
`,
  zookeeper: `log4j.rootLogger=INFO, out
log4j.appender.out=org.apache.log4j.ConsoleAppender
log4j.appender.out.layout=org.apache.log4j.PatternLayout
log4j.appender.out.layout.ConversionPattern=[%d] %p %m (%c)%n
log4j.logger.kafka.server.KafkaConfig=WARN
log4j.logger.org.apache.zookeeper.ZooKeeper=WARN
`,
} as const
