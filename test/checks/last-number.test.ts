import { expect } from 'chai'
import { lastNumber } from '#checks/last-number.ts'

describe('the number a program gives as its result', () => {
  const table: readonly [string, string, number | undefined][] = [
    ['a number alone', '12\n', 12],
    ['the last of several', 'lag of 3 partitions: 12\n', 12],
    ['one at the end of a sentence', 'The lag is 12.\n', 12],
    ['a table row with bars and colours', '\u001B[1mTOTAL | 12 |\u001B[0m\r\n\n', 12],
    ['names with numbers left out', '12 on topic-7\n', 12],
    ['JSON with a lag', '{"lag": 12}', 12],
    ['JSON with a lag as text', '{"lag": "12", "partitions": 5}', 12],
    ['JSON with other lags and totals after it', '{"lag": 12, "max_lag": 7, "total": 90}', 12],
    ['JSON with a total only', '{"total": 12, "partitions": 5}', 12],
    ['a last line without a number', '12\ndone\n', undefined],
    ['JSON spread over lines', '{\n  "lag": 12\n}\n', undefined],
    ['nothing', '', undefined],
  ]
  for (const [what, text, wanted] of table) {
    it(what, () => {
      expect(lastNumber(text, ['topic-7'])).to.equal(wanted)
    })
  }
})
