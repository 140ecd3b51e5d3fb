import { createServer, type AddressInfo, type Server } from 'node:net'

/** The ports of one node, all on 127.0.0.1. */
export type NodePorts = {
  /** The grader's listener, also used between brokers. */
  readonly internal: number
  /** Where the proxy connects; learners are told the proxy's port instead. */
  readonly learner: number
  readonly controller: number
}

/** Free ports for each node, chosen by the kernel; somebody may take one before a broker binds. */
export async function choosePorts(nodes: number): Promise<readonly NodePorts[]> {
  const servers = await Promise.all(Array.from({ length: nodes * 3 }, hold))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map(letGo))
  return Array.from({ length: nodes }, (_, node) => {
    const [internal, learner, controller] = ports.slice(node * 3) as [number, number, number]
    return { internal, learner, controller }
  })
}

async function hold(): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, resolve)
  })
  return server
}

async function letGo(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
}
