import { expect } from 'chai'
import { showValue } from '#checks/show.ts'

describe('a value as it is shown', () => {
  const table: readonly [string, Buffer | string | null, string][] = [
    ['text', '{"user":"보라"}', '{"user":"보라"}'],
    ['nothing', null, 'null'],
    ['bytes that are no text', Buffer.from([0xff, 0x00]), 'bytes ff00'],
    ['lines', 'a\nb', String.raw`a\nb`],
    ['the carriage return of a file from Windows', 'acc-1\r', String.raw`acc-1\u000d`],
    ['UTF-16', Buffer.from('k1', 'utf16le'), String.raw`k\u00001\u0000`],
    ['a byte-order mark', '\ufeff{}', String.raw`\ufeff{}`],
  ]
  for (const [title, value, shown] of table) {
    it(`is one line that hides nothing: ${title}`, () => {
      expect(showValue(value)).to.equal(shown)
    })
  }
})
