import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect } from 'chai'
import { apiVersionsExchange } from '#kafka/api-versions.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { isConnectionLost } from '#kafka/connection-lost.ts'
import { type Exchange, kafkajs } from '#kafka/kafkajs-protocol.ts'
import { openWire } from '#kafka/wire-connection.ts'

type Server = AsyncDisposable & { readonly port: number }

async function serve(onConnection: (socket: Socket) => void): Promise<Server> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnection(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close }
}

const open = (port: number, timeoutMs = 1000) =>
  openWire({ host: '127.0.0.1', port, clientId: 'test', timeoutMs })

function echoExchange(): Exchange<string> {
  return {
    request: { apiKey: 99, apiVersion: 0, encode: () => kafkajs.createEncoder() },
    response: { decode: (body) => body.toString() },
  }
}

function frame(correlationId: number, text: string): Buffer {
  const head = Buffer.alloc(8)
  head.writeInt32BE(4 + text.length, 0)
  head.writeInt32BE(correlationId, 4)
  return Buffer.concat([head, Buffer.from(text)])
}

describe('WireConnection', () => {
  it('matches answers by correlation id, however they are cut', async () => {
    await using server = await serve((socket) => {
      let received = 0
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1').split('test').length - 1
        if (received < 2) return
        const bytes = Buffer.concat([frame(2, 'second'), frame(1, 'first')])
        socket.write(bytes.subarray(0, 3))
        setImmediate(() => socket.write(bytes.subarray(3)))
      })
    })
    await using wire = await open(server.port)
    const answers = await Promise.all([1, 2].map(() => wire.send(echoExchange(), 1000)))
    expect(answers).to.deep.equal(['first', 'second'])
  })

  it('is destroyed by a time-out', async () => {
    await using server = await serve(() => {})
    await using wire = await open(server.port)
    const error = await wire.send(echoExchange(), 20).catch((e: unknown) => e)
    expect(error)
      .to.be.an('error')
      .with.property('message')
      .match(/no answer within 20 ms/)
    expect(wire.isOpen).to.equal(false)
  })

  it('rejects what is pending when the broker hangs up', async () => {
    await using server = await serve((socket) => socket.once('data', () => socket.destroy()))
    await using wire = await open(server.port)
    const error = await wire.send(echoExchange(), 1000).catch((e: unknown) => e)
    expect(isConnectionLost(error) && error.wasSent).to.equal(true)
  })

  it('says that nobody listens', async () => {
    const { port } = await (async () => {
      await using server = await serve(() => {})
      return server
    })()
    const error = await open(port).catch((e: unknown) => e)
    expect(isConnectionLost(error) && error.wasSent).to.equal(false)
    expect(String(error)).to.contain('ECONNREFUSED')
  })

  it('knows a server that does not speak Kafka', async () => {
    await using server = await serve((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await using wire = await open(server.port)
    const error = await wire.send(apiVersionsExchange(), 1000).catch((e: unknown) => e)
    expect(String(error)).to.match(/not in the Kafka protocol/)
  })
})

describe('checkAnswers', () => {
  it('reports silent and closed ports without throwing', async () => {
    await using silent = await serve(() => {})
    const answers = await checkAnswers(`127.0.0.1:${silent.port},127.0.0.1:1`, 50)
    expect(answers.map(({ isAnswering }) => isAnswering)).to.deep.equal([false, false])
    expect(answers[0]?.detail).to.contain('no answer within')
    expect(answers[1]?.detail).to.contain('ECONNREFUSED')
  })
})
