import { expect } from 'chai'
import { joinAddress, parseBrokers, splitAddress } from '#kafka/broker-address.ts'

describe('broker addresses', () => {
  it('drops spaces and empty entries of a list', () => {
    expect(parseBrokers(' a:1, b:2,,')).to.deep.equal(['a:1', 'b:2'])
  })

  const rows = [
    ['localhost:9092', 'localhost', 9092],
    ['broker', 'broker', 9092],
    ['[::1]:19092', '::1', 19092],
  ] as const
  for (const [address, host, port] of rows) {
    it(`splits ${address}`, () => {
      expect(splitAddress(address)).to.deep.equal({ host, port })
    })
  }

  it('joins what it splits', () => {
    for (const address of ['localhost:1', '[::1]:2']) {
      const { host, port } = splitAddress(address)
      expect(joinAddress(host, port)).to.equal(address)
    }
  })
})
