import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { UsageError } from '#core/errors.ts'
import { runCommand } from '#process/run-command.ts'
import { createFaultProxy, type FaultProxy } from '#broker/fault-proxy.ts'
import { connectTo, startEchoBroker, until, type Client, type EchoBroker } from './echo-broker.ts'
import { request } from './kafka-bytes.ts'

const PRODUCE = 0
const METADATA = 3

describe('the fault proxy', () => {
  let broker: EchoBroker
  let proxy: FaultProxy
  beforeEach(async () => {
    broker = await startEchoBroker()
    proxy = await createFaultProxy([1])
    proxy.route(1, broker.port)
  })
  afterEach(async () => {
    await proxy[Symbol.asyncDispose]()
    await broker[Symbol.asyncDispose]()
  })
  const open = (): Promise<Client> => connectTo(proxy.portOf(1))

  it('carries 20 MB both ways without a change', async function () {
    this.timeout(60_000)
    const bytes = Buffer.concat([request(PRODUCE, 7, 20_000_000)])
    randomBytes(20_000_000).copy(bytes, 12)
    const client = await open()
    client.socket.write(bytes)
    await until(
      () => broker.receivedBytes(),
      (length) => length === bytes.length,
    )
    await until(
      () => client.receivedBytes(),
      (length) => length === bytes.length,
    )
    expect(client.received().equals(bytes)).to.equal(true)
  })

  it('counts requests per api key, however their bytes are split', async () => {
    const client = await open()
    client.socket.setNoDelay(true)
    const bytes = Buffer.concat([request(METADATA, 6), request(PRODUCE, 7), request(PRODUCE, 7)])
    for (const byte of bytes) client.socket.write(Buffer.from([byte]))
    await until(
      () => client.receivedBytes(),
      (length) => length === bytes.length,
    )
    expect([...proxy.requestCounts()]).to.deep.equal([
      [METADATA, 1],
      [PRODUCE, 2],
    ])
  })

  it('cuts the second Produce, of which the broker then sees no byte', async () => {
    const rule = proxy.addRule({ action: 'cut', apiKey: PRODUCE, nth: 2 })
    const client = await open()
    const passed = Buffer.concat([request(METADATA, 6), request(PRODUCE, 7)])
    client.socket.write(Buffer.concat([passed, request(PRODUCE, 7), request(METADATA, 6)]))
    await until(client.ending, (ending) => ending === 'ECONNRESET')
    expect(broker.received().equals(passed)).to.equal(true)
    expect(proxy.ruleState(rule)).to.deep.equal({ seen: 2, hits: 1, isReleased: false })
    const again = await open()
    again.socket.write(request(PRODUCE, 7))
    await until(
      () => again.received().length,
      (length) => length === request(PRODUCE, 7).length,
    )
  })

  it('loses the answer to a request that the broker has taken in', async () => {
    const rule = proxy.addRule({ action: 'lose-answer', apiKey: PRODUCE, nth: 1 })
    const client = await open()
    client.socket.write(request(PRODUCE, 7))
    await until(client.ending, (ending) => ending === 'ECONNRESET')
    expect(client.received().length).to.equal(0)
    expect(broker.received().equals(request(PRODUCE, 7))).to.equal(true)
    expect(proxy.ruleState(rule)?.hits).to.equal(1)
  })

  it('holds a request until the rule is released, other connections go on', async () => {
    const rule = proxy.addRule({ action: 'hold', apiKey: PRODUCE, nth: 1 })
    const [held, free] = [await open(), await open()]
    held.socket.write(Buffer.concat([request(PRODUCE, 7), request(METADATA, 6)]))
    await until(
      () => proxy.ruleState(rule)?.hits,
      (hits) => hits === 1,
    )
    free.socket.write(request(METADATA, 6))
    await until(
      () => free.received().length,
      (length) => length > 0,
    )
    expect(held.received().length).to.equal(0)
    expect(proxy.releaseRule(rule)).to.equal(true)
    await until(
      () => held.received().length,
      (length) => length === 2 * 22,
    )
    expect(proxy.releaseRule('rule-99')).to.equal(false)
  })

  it('delays a request by the time asked for', async () => {
    proxy.addRule({ action: 'delay', apiKey: METADATA, delayMs: 150 })
    const client = await open()
    const startedAt = performance.now()
    client.socket.write(request(METADATA, 6))
    await until(
      () => client.receivedBytes(),
      (length) => length > 0,
    )
    expect(performance.now() - startedAt).to.be.within(145, 1500)
  })

  it('passes a half-close on and still brings the answer', async () => {
    const client = await open()
    client.socket.end(request(METADATA, 6))
    await until(broker.hasSeenEnd, Boolean)
    await until(client.ending, (ending) => ending === 'end')
    expect(client.received().subarray(-3).toString()).to.equal('bye')
    expect(await proxy.whenDrained(2000)).to.equal(true)
  })

  it('passes the half-close of a broker on and still carries what the learner sends', async () => {
    const bytes = request(METADATA, 6)
    await using closing = await startEchoBroker(bytes.length)
    proxy.route(1, closing.port)
    const client = await open()
    client.socket.write(bytes)
    await until(client.ending, (ending) => ending === 'end')
    client.socket.end(request(PRODUCE, 7))
    await until(
      () => closing.received().length,
      (length) => length === 2 * bytes.length,
    )
    expect(await proxy.whenDrained(2000)).to.equal(true)
  })

  it('delivers what a learner sent before it was killed', async () => {
    broker.mute()
    const client = await open()
    client.socket.write(request(PRODUCE, 7, 100_000))
    client.socket.resetAndDestroy()
    await until(
      () => broker.receivedBytes(),
      (length) => length === 100_012,
    )
    expect(await proxy.whenDrained(2000)).to.equal(true)
  })

  it('resets a learner when the broker does not accept, and when it has no route', async () => {
    const dead = await startEchoBroker()
    await dead[Symbol.asyncDispose]()
    proxy.route(1, dead.port)
    const refused = await open()
    await until(refused.ending, (ending) => ending === 'ECONNRESET')
    await using unrouted = await createFaultProxy([2])
    const early = await connectTo(unrouted.portOf(2))
    await until(early.ending, (ending) => ending === 'ECONNRESET')
    expect(await proxy.whenDrained(1000)).to.equal(true)
  })

  it('knows its open connections, drops them, and notices one that comes later', async () => {
    const clients = [await open(), await open()]
    await until(proxy.openConnections, (count) => count === 2)
    await until(broker.connections, (count) => count === 2)
    expect(await proxy.whenDrained(100)).to.equal(false)
    proxy.dropAll()
    for (const { ending } of clients) await until(ending, (how) => how === 'ECONNRESET')
    expect(await proxy.whenDrained(1000)).to.equal(true)
    await until(broker.connections, (count) => count === 0)
    const mark = proxy.mark()
    expect(proxy.connectionsSince(mark)).to.equal(0)
    await open()
    await until(
      () => proxy.connectionsSince(mark),
      (count) => count === 1,
    )
  })
})

describe('a connection that is reset while it closes', () => {
  it('does not keep the process from ending', async () => {
    const file = fileURLToPath(new URL('./reset-at-end.fixture.ts', import.meta.url))
    const args = ['--import', 'tsx', file]
    const { outcome, exitCode } = await runCommand(process.execPath, args, { timeoutMs: 8_000 })
    expect({ outcome, exitCode }).to.deep.equal({ outcome: 'exited', exitCode: 0 })
  })
})

describe('the ports of the fault proxy', () => {
  it('are those that were asked for', async () => {
    const ports = await freePorts(3)
    await using fixed = await createFaultProxy([1, 2, 3], ports)
    expect([1, 2, 3].map((id) => fixed.portOf(id))).to.deep.equal(ports)
  })

  it('are let go when one of them is taken, which is a matter of usage', async () => {
    const [first, second] = (await freePorts(2)) as [number, number]
    await using holder = await createFaultProxy([1], [second])
    const error: unknown = await createFaultProxy([1, 2], [first, second]).catch((e: unknown) => e)
    expect(error).to.be.instanceOf(UsageError).and.include({ code: 'port-taken' })
    expect((error as UsageError).text.en).to.include(`Port ${second} `)
    expect((error as UsageError).text.ko).to.include(`${second}번`)
    await using again = await createFaultProxy([1], [first])
    expect([holder.portOf(1), again.portOf(1)]).to.deep.equal([second, first])
  })
})

async function freePorts(count: number): Promise<number[]> {
  const ids = Array.from({ length: count }, (_, at) => at)
  await using free = await createFaultProxy(ids)
  return ids.map((id) => free.portOf(id))
}
