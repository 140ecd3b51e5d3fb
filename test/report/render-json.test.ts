import { expect } from 'chai'
import { resultRecordSchema } from '#core/result-record.ts'
import { FILE_RENDERERS } from '#report/file-renderers.ts'
import { SAMPLES } from './samples.ts'

describe('JSON', () => {
  for (const [name, record] of Object.entries(SAMPLES)) {
    it(`is the record, as the schema has it: ${name}`, () => {
      const text = FILE_RENDERERS.json(record)
      expect(text.endsWith('}\n')).to.equal(true)
      const read = JSON.parse(text) as unknown
      expect(resultRecordSchema.parse(read)).to.deep.equal(read)
      expect(read).to.deep.equal(JSON.parse(JSON.stringify(record)))
    })
  }
})
