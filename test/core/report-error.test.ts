import { expect } from 'chai'
import { InfraError, UsageError, errorMessage } from '#core/errors.ts'
import { reportError } from '#core/report-error.ts'
import { both } from '../support/records.ts'

describe('an error on its way into the record', () => {
  it('keeps code, sentence and advice when the environment is at fault', () => {
    const error = new InfraError({ code: 'disk-full', message: both('full'), advice: both('free') })
    expect(reportError(error)).to.deep.equal({
      message: both('full'),
      code: 'disk-full',
      advice: both('free'),
    })
  })

  it('has a stack and no code when it is ours', () => {
    const reported = reportError(new TypeError('x is not a function'))
    expect(reported.code).to.equal(undefined)
    expect(reported.message).to.deep.equal({ en: 'x is not a function', ko: 'x is not a function' })
    expect(reported.stack).to.include('report-error.test.ts')
  })

  it('can be anything that was thrown', () => {
    expect(reportError('boo')).to.deep.equal({ message: { en: 'boo', ko: 'boo' } })
    expect(reportError(undefined).message.en).to.equal('undefined')
    expect(errorMessage(null)).to.equal('null')
  })
})

describe('known errors', () => {
  it('carry what stands behind them', () => {
    const cause = new Error('EACCES')
    const parts = { message: both('m'), advice: both('a'), cause }
    const usage = new UsageError({ ...parts, code: 'cannot-write' })
    expect(usage).to.include({ name: 'UsageError', message: 'm', cause })
    const infra = new InfraError({ ...parts, code: 'broker-lost' })
    expect(infra).to.include({ name: 'InfraError', message: 'm', cause })
  })
})
