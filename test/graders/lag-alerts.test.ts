import { expect } from 'chai'
import {
  couldBeRead,
  isAlarm,
  isAllClear,
  isBrokenAlarm,
  isBrokenAllClear,
  parseAlert,
} from '../../graders/12-lag-monitor.alerts.ts'

const WATCHED = { groupId: 'g', topic: 'events' }
const GOOD = { group: 'g', topic: 'events', lag: 7, state: 'alarm' }

function parse(value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return parseAlert(Buffer.from(text), WATCHED)
}

describe('a message on the alerts topic', () => {
  it('is an alarm or an all-clear, with fields of its own or without', () => {
    expect(parse({ ...GOOD, at: 'now' })).to.include({ state: 'alarm', lag: 7 })
    expect(isAlarm(parse(GOOD))).to.equal(true)
    expect(isAllClear(parse({ ...GOOD, state: 'ok' }))).to.equal(true)
  })

  it('has a whole number as its lag, without quotes', () => {
    const odd = ['', '12', '1.5', 1.5, null, 'many', -0.1].map((lag) => parse({ ...GOOD, lag }).lag)
    expect(odd).to.deep.equal(odd.map(() => undefined))
  })

  const broken: readonly [string, unknown, readonly string[]][] = [
    ['another group', { ...GOOD, group: 'h' }, ['group']],
    ['no topic', { ...GOOD, topic: undefined }, ['topic']],
    ['a state in capitals', { ...GOOD, state: 'ALARM' }, ['state']],
    ['nothing in it', {}, ['group', 'topic', 'state']],
    ['a list', [GOOD], ['value']],
    ['JSON in JSON', JSON.stringify(JSON.stringify(GOOD)), ['value']],
    ['a sentence', 'alarm: g is 7 behind', ['value']],
  ]
  for (const [name, value, fields] of broken) {
    it(`is told apart field by field: ${name}`, () => {
      const alert = parse(value)
      expect(alert.faults.map(({ field }) => field)).to.deep.equal(fields)
      expect(isAlarm(alert)).to.equal(false)
      expect(isBrokenAlarm(alert)).to.equal(true)
    })
  }

  it('that is broken says itself which of the two it was to be', () => {
    expect(isBrokenAlarm(parse({ state: 'ok' }))).to.equal(false)
    expect(isBrokenAllClear(parse({ state: 'ok' }))).to.equal(true)
    expect(isBrokenAllClear(parse({ state: 'alarm' }))).to.equal(false)
  })

  it('that speaks of something else is nobody’s fault', () => {
    expect(isBrokenAlarm(parse('hello'))).to.equal(false)
    expect(isBrokenAlarm(parseAlert(null, WATCHED))).to.equal(false)
  })
})

describe('a lag that could be read while it grew', () => {
  it('has all batches in it, or some, or none, and nothing else', () => {
    const read = (said: number) => couldBeRead(100, [30, 50], said)
    expect([100, 70, 50, 20].map(read)).to.deep.equal([true, true, true, true])
    expect([101, 99, 80, 30].map(read)).to.deep.equal([false, false, false, false])
  })
})
