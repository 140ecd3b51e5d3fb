import { expect } from 'chai'
import { isHalfStored, matchEvents } from '#checks/match-events.ts'
import { storedMessage } from '../support/messages.ts'

const events = ['1', '2', '3'].map((last) => ({ user: 7, nonce: `klaaaaaaaaaaaaa${last}` }))
const [one, two, three] = events.map((event) => JSON.stringify(event)) as [string, string, string]

describe('pairing messages with events', () => {
  it('finds each event once', () => {
    const match = matchEvents(events, stored(one, two, three))
    expect(match).to.deep.include({ arrivedCount: 3, missing: [], unidentified: [], combined: [] })
    expect([...match.byNonce.values()].map(({ length }) => length)).to.deep.equal([1, 1, 1])
  })

  it('names what is missing', () => {
    const match = matchEvents(events, stored(one, three))
    expect(match.arrivedCount).to.equal(2)
    expect(match.missing).to.deep.equal([events[1]])
  })

  it('keeps every copy of an event, which arrived once', () => {
    const match = matchEvents(events, stored(one, one, two, three))
    expect(match.byNonce.get(events[0]!.nonce)).to.have.length(2)
    expect(match.arrivedCount).to.equal(3)
  })

  it('counts a message without a known nonce in favour of the learner, never beyond what is missing', () => {
    const unreadable = storedMessage(Buffer.from(two, 'utf16le'))
    expect(matchEvents(events, [...stored(one, three), unreadable]).arrivedCount).to.equal(3)
    expect(matchEvents(events, [...stored(one, three), unreadable]).missing).to.deep.equal([])
    expect(matchEvents(events, [...stored(one), unreadable]).arrivedCount).to.equal(2)
    expect(matchEvents(events, [...stored(one, two, three), unreadable]).arrivedCount).to.equal(3)
  })

  it('does not take a message of several events for any of them', () => {
    const match = matchEvents(events, stored(`[${one},${two},${three}]`))
    expect(match.combined).to.have.length(1)
    expect(match).to.deep.include({ arrivedCount: 0, missing: events })
  })

  it('takes a nonce that stands twice in a value for one', () => {
    const match = matchEvents(events, stored(`{"again":${one},"first":${one}}`))
    expect(match.combined).to.deep.equal([])
    expect(match.arrivedCount).to.equal(1)
  })

  it('goes by the nonce of the object, whatever events its other fields name', () => {
    const batch = events.map(({ nonce }) => nonce)
    const linked = events.map((event) => JSON.stringify({ batch, ...event }))
    const match = matchEvents(events, stored(...linked))
    expect(match).to.deep.include({ arrivedCount: 3, missing: [], combined: [] })
  })

  it('survives tombstones, empty values and nonces of somebody else', () => {
    const odd = [storedMessage(null), ...stored('', '{"nonce":"klzzzzzzzzzzzzz9"}')]
    const match = matchEvents(events, odd)
    expect(match.unidentified).to.deep.equal(odd)
    expect(matchEvents([], odd)).to.include({ arrivedCount: 0 })
    expect(matchEvents(events, []).missing).to.deep.equal(events)
  })

  it('finds the nonce in bytes that are not UTF-8', () => {
    const latin = Buffer.concat([Buffer.from(one), Buffer.from([0xff, 0xfe])])
    expect(
      matchEvents(events, [storedMessage(latin)]).byNonce.get(events[0]!.nonce),
    ).to.have.length(1)
  })
})

describe('half of the events', () => {
  it('are stored or not, however often one of them is', () => {
    const isHalf = (...values: string[]) =>
      isHalfStored(matchEvents(events, stored(...values)), events)
    expect(isHalf(one, two)).to.equal(true)
    expect(isHalf(one, one, one)).to.equal(false)
    expect(isHalf()).to.equal(false)
  })
})

function stored(...values: string[]) {
  return values.map((value, at) => storedMessage(value, BigInt(at)))
}
