import { createServer, type AddressInfo, type Server } from 'node:net'
import { pollUntil } from '#core/poll-until.ts'
import type { ProxyRule, ProxyRuleState } from '#core/proxy-rule.ts'
import { portTaken } from './broker-errors.ts'
import { openProxyConnection, type ProxyConnection } from './proxy-connection.ts'
import { createRuleBook } from './proxy-rules.ts'

/** One port on 127.0.0.1 per broker, through which every byte of a learner passes. */
export interface FaultProxy extends AsyncDisposable {
  readonly portOf: (brokerId: number) => number
  /** Says where a broker's own learner port is; until then its learners are reset. */
  readonly route: (brokerId: number, brokerPort: number) => void
  /** Puts a rule in force for requests that arrive from now on; returns its id. */
  readonly addRule: (rule: ProxyRule) => string
  /** Ends a rule and lets go what it held; false when there is no such rule. */
  readonly releaseRule: (ruleId: string) => boolean
  /** Ends every rule, so that none outlives the exercise that asked for it. */
  readonly releaseRules: () => void
  readonly ruleState: (ruleId: string) => ProxyRuleState | undefined
  /** Requests per api key that learners have sent. */
  readonly requestCounts: () => ReadonlyMap<number, number>
  /** Connections of which at least one side is not closed yet. */
  readonly openConnections: () => number
  /** Waits until every connection is closed on both sides; false when the time was over first. */
  readonly whenDrained: (timeoutMs: number) => Promise<boolean>
  /** Resets every connection. */
  readonly dropAll: () => void
  /** A mark for `connectionsSince`. */
  readonly mark: () => number
  /** How many connections were accepted after the mark. */
  readonly connectionsSince: (mark: number) => number
}

/**
 * Binds the proxy's ports before any broker is told of them: those given, in the order of the ids,
 * else kernel-chosen ones. Throws `port-taken`, with nothing bound, when a given one is not free.
 */
export async function createFaultProxy(
  brokerIds: readonly number[],
  ports: readonly number[] = [],
): Promise<FaultProxy> {
  const rules = createRuleBook()
  const routes = new Map<number, number>()
  const open = new Set<ProxyConnection>()
  let accepted = 0

  const createListener = (brokerId: number): Server => {
    return createServer({ noDelay: true, allowHalfOpen: true }, (learner) => {
      accepted += 1
      const port = routes.get(brokerId)
      if (port === undefined) return void learner.on('error', () => {}).resetAndDestroy()
      const connection = openProxyConnection(learner, port, rules)
      open.add(connection)
      void connection.closed.then(() => open.delete(connection))
    })
  }
  const servers = new Map(brokerIds.map((id) => [id, createListener(id)]))
  await bindAll([...servers.values()], ports)
  const dropAll = () => open.forEach((connection) => connection.reset())

  return {
    portOf: (brokerId) => portOf(servers.get(brokerId)),
    route: (brokerId, brokerPort) => void routes.set(brokerId, brokerPort),
    addRule: rules.add,
    releaseRule: rules.release,
    releaseRules: rules.releaseAll,
    ruleState: rules.state,
    requestCounts: rules.counts,
    openConnections: () => open.size,
    whenDrained: (timeoutMs) => waitForNone(open, timeoutMs),
    dropAll,
    mark: () => accepted,
    connectionsSince: (mark) => accepted - mark,
    [Symbol.asyncDispose]: async () => {
      const closed = [...servers.values()].map(close)
      rules.releaseAll()
      dropAll()
      await Promise.all(closed)
    },
  }
}

async function waitForNone(open: ReadonlySet<unknown>, timeoutMs: number): Promise<boolean> {
  const { outcome } = await pollUntil(
    () => open.size,
    (count) => count === 0,
    { what: 'every learner connection to be closed', timeoutMs, maxPauseMs: 25 },
  )
  return outcome === 'ready'
}

function portOf(server: Server | undefined): number {
  if (!server) throw new Error('no proxy port for this broker id')
  return (server.address() as AddressInfo).port
}

async function bindAll(servers: readonly Server[], ports: readonly number[]): Promise<void> {
  const bound = await Promise.allSettled(servers.map((server, at) => bind(server, ports[at] ?? 0)))
  const failure = bound.find((one) => one.status === 'rejected')
  if (!failure) return
  await Promise.all(servers.map(close))
  throw failure.reason
}

async function bind(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(port === 0 ? error : portTaken(port, error)))
    server.listen({ host: '127.0.0.1', port }, resolve)
  })
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
}
