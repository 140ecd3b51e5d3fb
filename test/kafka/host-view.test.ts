import { expect } from 'chai'
import { makeContact } from '#kafka/first-contact.ts'
import { createHostView } from '#kafka/host-view.ts'
import { startEchoBroker } from '../broker/echo-broker.ts'

describe("the view from the learner's computer", () => {
  const endOf = async (host: string, port: number, standIn?: number) => {
    const ports = standIn === undefined ? [] : [{ port: 9092, standIn, service: 'kafka' }]
    const { openSocket } = createHostView(ports)
    return await makeContact({ host, port, timeoutMs: 500, openSocket })
  }

  for (const [host, port, end, detail] of [
    ['kafka', 9092, 'unknown-name', 'getaddrinfo ENOTFOUND kafka'],
    ['localhost', 9093, 'refused', 'ECONNREFUSED 127.0.0.1:9093'],
    ['172.18.0.2', 9092, 'unreachable', 'EHOSTUNREACH'],
  ] as const) {
    it(`fails at ${host}:${port} with the words of the system`, async () => {
      const contact = await endOf(host, port)
      expect(contact.end).to.equal(end)
      expect(contact.detail).to.include(detail)
    })
  }

  for (const host of ['localhost', '127.0.0.1', '::1']) {
    it(`leads a published port of ${host} to what stands in for it`, async () => {
      await using echo = await startEchoBroker()
      echo.mute()
      expect((await endOf(host, 9092, echo.port)).end).to.equal('silent')
      expect(echo.received().length).to.be.above(0)
    })
  }

  it('tells a connection that is closed at once from one that is refused', async () => {
    await using echo = await startEchoBroker(1)
    echo.mute()
    expect((await endOf('localhost', 9092, echo.port)).end).to.equal('closed-at-once')
  })
})
