import type { ComposeService } from '#compose/compose-model.ts'
import { parseImage } from '#compose/image-reference.ts'
import type { Machine } from './machine.ts'

/** The configuration of a ZooKeeper service, as its image would write it. */
export type ZookeeperConfig = {
  readonly port: number
  /** `zoo.cfg`, but for the folder of its data. */
  readonly lines: readonly string[]
  /** Its number among several. */
  readonly id: string | undefined
  /** Addresses it binds beside the port. */
  readonly peerPorts: readonly number[]
}

/** Variables that Confluent's image takes over; it drops all others. */
const CONFLUENT: Readonly<Record<string, string>> = {
  TICK_TIME: 'tickTime',
  INIT_LIMIT: 'initLimit',
  SYNC_LIMIT: 'syncLimit',
  MAX_CLIENT_CNXNS: 'maxClientCnxns',
  MIN_SESSION_TIMEOUT: 'minSessionTimeout',
  MAX_SESSION_TIMEOUT: 'maxSessionTimeout',
}

const OFFICIAL: Readonly<Record<string, string>> = {
  ZOO_TICK_TIME: 'tickTime',
  ZOO_INIT_LIMIT: 'initLimit',
  ZOO_SYNC_LIMIT: 'syncLimit',
  ZOO_MAX_CLIENT_CNXNS: 'maxClientCnxns',
}

const DEFAULT_PORT = 2181

/** Reads a ZooKeeper service by the rules of its image. */
export function readZookeeperConfig(service: ComposeService, machine: Machine): ZookeeperConfig {
  const value = (name: string) => service.environment.get(name)?.value.trim() || undefined
  const isConfluent = isConfluentImage(service)
  const clientPort = zookeeperPortOf(service)
  const servers = readServers(value(isConfluent ? 'ZOOKEEPER_SERVERS' : 'ZOO_SERVERS'), machine)
  const table = isConfluent
    ? Object.entries(CONFLUENT).map(([name, key]) => [`ZOOKEEPER_${name}`, key] as const)
    : Object.entries(OFFICIAL)
  const taken = table.flatMap(([name, key]) => {
    const found = value(name)
    return found !== undefined && /^\d+$/.test(found) ? [[key, found] as const] : []
  })
  const limits = servers.length > 0 ? { initLimit: '10', syncLimit: '5' } : {}
  const all = { tickTime: '2000', ...limits, ...Object.fromEntries(taken) }
  return {
    port: clientPort,
    id: value(isConfluent ? 'ZOOKEEPER_SERVER_ID' : 'ZOO_MY_ID') ?? value('ZOO_SERVER_ID'),
    peerPorts: servers.filter(({ isOwn }) => isOwn).flatMap(({ ports }) => ports),
    lines: [
      ...Object.entries(all).map(([key, each]) => `${key}=${each}`),
      `clientPort=${clientPort}`,
      `clientPortAddress=${machine.hostname}`,
      'admin.enableServer=false',
      '4lw.commands.whitelist=*',
      'preAllocSize=64',
      ...servers.map(({ line }, index) => `server.${line.id ?? index + 1}=${line.address}`),
    ],
  }
}

/** The port at which a ZooKeeper takes clients. */
export function zookeeperPortOf(service: ComposeService): number {
  const name = isConfluentImage(service) ? 'ZOOKEEPER_CLIENT_PORT' : 'ZOO_PORT_NUMBER'
  return Number(service.environment.get(name)?.value.trim() || DEFAULT_PORT)
}

function isConfluentImage({ image }: ComposeService): boolean {
  return parseImage(image?.value ?? '').repository.startsWith('confluentinc/')
}

/** `host:2888:3888;…` or `server.1=host:2888:3888;2181 …`; a server's own entry may be 0.0.0.0. */
function readServers(text: string | undefined, { hostname }: Machine) {
  const parts = text?.includes('=') ? text.split(/\s+/) : (text ?? '').split(/[;,\s]+/)
  return parts.flatMap((part) => {
    const match = /^(?:server\.(\d+)=)?([\w.-]+):(\d+):(\d+)/.exec(part.trim())
    if (!match) return []
    const [, id, host = '', peer = '', election = ''] = match
    const isOwn = host === '0.0.0.0' || host === 'localhost'
    const address = `${isOwn ? hostname : host}:${peer}:${election}`
    return [{ isOwn, ports: [Number(peer), Number(election)], line: { id, address } }]
  })
}
