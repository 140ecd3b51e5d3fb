import type { ComposeService } from './compose-model.ts'
import { isLoopback, showAddress } from './endpoint.ts'
import type { KafkaCluster } from './kafka-cluster.ts'
import { placeOf } from './kafka-node.ts'
import type { NameFault } from './name-fault.ts'
import { reachFromContainer } from './reach.ts'

/** A client in another container whose first contact works, and that is then sent to its own localhost. */
export function findToldLocalhost(cluster: KafkaCluster): NameFault | undefined {
  for (const client of cluster.others) {
    for (const { host, port } of addressesIn(client)) {
      const fault = followAddress(cluster, client, host, port)
      if (fault) return fault
    }
  }
  return undefined
}

/** Whether any broker tells clients of something else than localhost. */
export function servesContainers({ brokers }: KafkaCluster): boolean {
  return brokers.some(({ advertised }) =>
    advertised.endpoints.some(({ host }) => !isLoopback(host)),
  )
}

function followAddress(
  cluster: KafkaCluster,
  client: ComposeService,
  host: string,
  port: number,
): NameFault | undefined {
  if (isLoopback(host)) return undefined
  const first = reachFromContainer(cluster, client, host, port)
  if (first.kind !== 'listener') return undefined
  const { node, endpoint } = first
  const told = node.advertised.endpoints.find(({ name }) => name === endpoint.name)
  if (!told || !isLoopback(told.host)) return undefined
  const second = reachFromContainer(cluster, client, told.host, told.port)
  if (second.kind === 'listener') return undefined
  return {
    id: 'client-told-localhost',
    service: node.service.name,
    at: placeOf(node, 'advertised.listeners'),
    facts: {
      client: client.name,
      name: endpoint.name,
      asked: showAddress(host, port),
      address: showAddress(told.host, told.port),
    },
  }
}

/** Everything in a service's environment and command that looks like `host:port`. */
function addressesIn({ environment, command }: ComposeService) {
  const texts = [...environment.values(), ...(command ? [command] : [])].map(({ value }) => value)
  return texts.flatMap((text) => {
    const found = text.matchAll(/(?<![\w.:-])(?:[A-Za-z_]+:\/\/)?([\w.-]+):(\d{2,5})(?!\d)/g)
    return [...found].map(([, host = '', port = '']) => ({ host, port: Number(port) }))
  })
}
