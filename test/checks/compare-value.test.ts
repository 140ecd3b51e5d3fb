import { expect } from 'chai'
import fc from 'fast-check'
import { compareValue, decodeUtf8, type ValueVerdict } from '#checks/match-events.ts'

const event = { user: 7, action: '구매', at: '2026-01-02', tags: ['a', { b: null }], nonce: 'kl1' }
const json = JSON.stringify(event)

describe('a value beside its event', () => {
  const table: readonly [string, Buffer | string | null, ValueVerdict][] = [
    ['the JSON as it was given', json, { kind: 'same' }],
    ['the JSON with white space', JSON.stringify(event, null, 2), { kind: 'same' }],
    ['the JSON with a line end', `${json}\n`, { kind: 'same' }],
    ['escaped characters', json.replace('구매', '\\uad6c\\ub9e4'), { kind: 'same' }],
    ['keys in another order', reversed(event), { kind: 'same' }],
    ['fields of the learner’s own', JSON.stringify({ ...event, sent: 1 }), { kind: 'same' }],
    ['null', null, { kind: 'null' }],
    ['no bytes', '', { kind: 'not-json' }],
    ['a word', 'hello', { kind: 'not-json' }],
    ['a byte-order mark before the JSON', `\ufeff${json}`, { kind: 'not-json' }],
    ['JSON that is cut off', json.slice(0, -1), { kind: 'not-json' }],
    ['two JSON texts', `${json}\n${json}`, { kind: 'not-json' }],
    ['JavaScript’s idea of an object', '[object Object]', { kind: 'not-json' }],
    ['Python’s idea of an object', "{'user': 7}", { kind: 'not-json' }],
    ['UTF-16', Buffer.from(json, 'utf16le'), { kind: 'not-utf8' }],
    ['EUC-KR', Buffer.from([0x22, 0xb1, 0xb8, 0xb8, 0xc5, 0x22]), { kind: 'not-utf8' }],
    ['Latin-1', Buffer.from('"\u00e9"', 'latin1'), { kind: 'not-utf8' }],
    [
      'a lone surrogate as bytes',
      Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
      { kind: 'not-utf8' },
    ],
    ['JSON of the JSON', JSON.stringify(json), { kind: 'twice-encoded' }],
    ['JSON of some text', '"hello"', { kind: 'not-object' }],
    ['a list', `[${json}]`, { kind: 'not-object' }],
    ['a number', '7', { kind: 'not-object' }],
    ['JSON null', 'null', { kind: 'not-object' }],
    ['a number as text', changed({ user: '7' }), differs('user')],
    ['another text', changed({ action: '??' }), differs('action')],
    ['a list in another order', changed({ tags: [{ b: null }, 'a'] }), differs('tags')],
    ['a longer list', changed({ tags: [...event.tags, 1] }), differs('tags')],
    ['an object with more in it', changed({ tags: ['a', { b: null, c: 1 }] }), differs('tags')],
    ['an object with less in it', changed({ tags: ['a', {}] }), differs('tags')],
    ['a list instead of an object', changed({ tags: ['a', [null]] }), differs('tags')],
    ['a field that is not there', changed({ at: undefined }), differs('at')],
    ['a field in capital letters', json.replace('"user"', '"User"'), differs('user')],
    ['the event inside another', JSON.stringify({ event }), differs(...Object.keys(event))],
    ['nothing of it', '{}', differs(...Object.keys(event))],
  ]
  for (const [title, value, verdict] of table) {
    it(`is ${verdict.kind}: ${title}`, () => {
      const bytes = typeof value === 'string' ? Buffer.from(value) : value
      expect(compareValue(bytes, event)).to.deep.equal(verdict)
    })
  }

  it('is different by its nonce when nobody knows its event', () => {
    expect(compareValue(Buffer.from(json), undefined)).to.deep.equal(differs('nonce'))
  })

  it('is the same for any JSON object, in any order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const given = { ...(JSON.parse(JSON.stringify(fields)) as object), nonce: 'kl1' }
        expect(compareValue(Buffer.from(reversed(given)), given)).to.deep.equal({ kind: 'same' })
      }),
    )
  })

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(compareValue(Buffer.from(bytes), event).kind).to.not.equal('same')
      }),
    )
  })
})

describe('reading bytes as UTF-8', () => {
  it('gives the text, the byte-order mark included, or nothing', () => {
    expect(decodeUtf8(Buffer.from('\ufeff한'))).to.equal('\ufeff한')
    expect(decodeUtf8(Buffer.from([0xff]))).to.equal(undefined)
  })
})

function changed(fields: object): string {
  return JSON.stringify({ ...event, ...fields })
}

function reversed(object: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(object).toReversed()))
}

function differs(...fields: string[]): ValueVerdict {
  return { kind: 'different', fields }
}
