import { createServer, type Server } from 'node:net'
import { expect } from 'chai'
import { choosePorts, type NodePorts } from '#broker/jvm/choose-ports.ts'
import { killNode } from '#broker/jvm/start-node.ts'
import { startNodes } from '#broker/jvm/start-nodes.ts'
import { PortTakenError } from '#broker/start-failure.ts'
import { makeRunFolder } from '#broker/run-folder.ts'
import { startGuardian } from '#process/guardian.ts'
import { findJvmParts } from './jvm-parts.ts'
import { markerOf, processesOf } from './what-is-left.ts'

describe('startNodes', function () {
  this.timeout(300_000)

  for (const stolen of ['internal', 'learner', 'controller'] as const) {
    it(`takes new ports when somebody took the ${stolen} port first`, async () => {
      await using guardian = startGuardian()
      const thieves: Server[] = []
      try {
        const [ready] = await start(guardian, async (tries, ports) => {
          if (tries === 1) thieves.push(await take(ports[0]?.[stolen] ?? 0))
        })
        expect(thieves).to.have.length(1)
        if (ready) await killNode(ready.node)
        expect(processesOf(markerOf(guardian))).to.deep.equal([])
      } finally {
        for (const thief of thieves) thief.close()
      }
    })
  }

  it('gives up after three tries', async () => {
    await using guardian = startGuardian()
    const thieves: Server[] = []
    try {
      const error: unknown = await start(guardian, async (_tries, ports) => {
        thieves.push(await take(ports[0]?.internal ?? 0))
      }).catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(PortTakenError)
      expect(thieves).to.have.length(3)
      expect(processesOf(markerOf(guardian))).to.deep.equal([])
    } finally {
      for (const thief of thieves) thief.close()
    }
  })
})

async function start(
  guardian: Parameters<typeof findJvmParts>[0],
  onChosen: (tries: number, ports: readonly NodePorts[]) => Promise<void>,
) {
  let tries = 0
  return await startNodes({
    ...(await findJvmParts(guardian)),
    guardian,
    count: 1,
    runFolder: await makeRunFolder(guardian),
    advertisedPort: () => undefined,
    choosePorts: async (nodes) => {
      const ports = await choosePorts(nodes)
      await onChosen((tries += 1), ports)
      return ports
    },
  })
}

async function take(port: number): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}
