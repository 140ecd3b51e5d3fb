import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'
import { renderResultSchema } from '../../scripts/write-schema.ts'

describe('docs/results.schema.json', () => {
  it('is what scripts/write-schema.ts makes of the record', () => {
    const file = path.join(REPOSITORY.root, 'docs', 'results.schema.json')
    const written = JSON.parse(readFileSync(file, 'utf8')) as object
    expect(written, 'run: node --import tsx scripts/write-schema.ts').to.deep.equal(
      JSON.parse(JSON.stringify(renderResultSchema())),
    )
  })
})
