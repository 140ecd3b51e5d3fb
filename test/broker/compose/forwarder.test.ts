import { connect } from 'node:net'
import { expect } from 'chai'
import { InfraError } from '#core/errors.ts'
import { addressTaken, assertFree } from '#broker/compose/address-taken.ts'
import { claimAddresses } from '#broker/compose/claim-addresses.ts'
import { isListening, startForwarder } from '#broker/compose/forwarder.ts'
import { startEchoBroker } from '../echo-broker.ts'

const ANY = { host: '127.0.0.1', port: 0 }

/** What comes back for a greeting, and how the connection ends. */
function greet(port: number): Promise<string> {
  return new Promise((resolve) => {
    const events: string[] = []
    const socket = connect({ host: '127.0.0.1', port }, () => events.push('connected'))
    socket.once('data', (chunk) => socket.destroy(new Error(String(chunk))))
    socket.once('error', (error: NodeJS.ErrnoException) => events.push(error.code ?? error.message))
    socket.once('close', () => resolve(events.join(' ')))
    socket.write('hello')
  })
}

describe('a forwarded port', () => {
  it('carries bytes both ways', async () => {
    await using echo = await startEchoBroker()
    await using forwarder = await startForwarder(ANY, { host: '127.0.0.1', port: echo.port })
    expect(await greet(forwarder.port)).to.equal('connected hello')
  })

  it('accepts and breaks off when nothing listens behind it, as the proxy of Docker does', async () => {
    const echo = await startEchoBroker()
    await using forwarder = await startForwarder(ANY, { host: '127.0.0.1', port: echo.port })
    await echo[Symbol.asyncDispose]()
    expect(await greet(forwarder.port)).to.match(/^connected ECONNRESET$/)
  })

  it('is refused once it is disposed', async () => {
    const forwarder = await startForwarder(ANY, { host: '127.0.0.1', port: 1 })
    expect(await isListening({ host: '127.0.0.1', port: forwarder.port })).to.equal(true)
    await forwarder[Symbol.asyncDispose]()
    expect(await greet(forwarder.port)).to.equal('ECONNREFUSED')
  })
})

describe('the loopback addresses of a run', () => {
  it('are other ones for each run and each service', async () => {
    await using one = await claimAddresses()
    await using two = await claimAddresses()
    const pairs = [one.pair(0), one.pair(1), two.pair(0), two.pair(1)]
    const addresses = pairs.flatMap(({ lo, eth }) => [lo, eth])
    expect(new Set(addresses).size).to.equal(8)
    for (const address of addresses) expect(address).to.match(/^127(\.\d{1,3}){3}$/)
  })

  it('cannot be used at a port that a program has on all of them, which is said', async () => {
    await using block = await claimAddresses()
    await using everywhere = await startForwarder({ host: '0.0.0.0', port: 0 }, ANY)
    const address = { host: block.pair(0).eth, port: everywhere.port }
    const error: unknown = await assertFree(address).catch((thrown: unknown) => thrown)
    expect(error).to.be.instanceOf(InfraError)
    expect((error as InfraError).code).to.equal(addressTaken(address, '').code)
    expect((error as InfraError).text.en).to.include(String(everywhere.port))
  })
})
