import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { layOut } from '#grading/lay-out.ts'
import { parseComplaints, readTypeNotes } from '#grading/type-notes.ts'

describe('what the type checker says of a program', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'kafkalings-types-'))
  })
  afterEach(async () => rm(folder, { recursive: true, force: true }))

  const check = async (name: string, text: string) => {
    const { submissionFolder } = await layOut({ folder, files: [], ignored: [] }, folder)
    await writeFile(path.join(submissionFolder, name), text)
    return readTypeNotes(submissionFolder, name, new AbortController().signal)
  }

  it('points at an option that does not exist and at one of the wrong type', async function () {
    this.timeout(30_000)
    const notes = await check(
      'producer.ts',
      `import { Kafka } from 'kafkajs'
const producer = new Kafka({ brokers: [] }).producer({ acks: 0 })
await producer.send({ topic: 'x', acks: 'all', messages: [] })
`,
    )
    expect(notes.map(({ file, line, code }) => [file, line, code])).to.deep.equal([
      ['producer.ts', 2, 'TS2353'],
      ['producer.ts', 3, 'TS2322'],
    ])
  })

  it('is nothing for a program that is only careless', async function () {
    this.timeout(30_000)
    const careless = 'const x = JSON.parse(process.env.X); console.log(x.y)'
    expect(await check('a.ts', careless)).to.deep.equal([])
  })

  it('is nothing for another language', async () => {
    expect(await check('a.py', 'x: int = "a"')).to.deep.equal([])
  })

  it('is about the own files of the learner alone', () => {
    const output = [
      '../../etc/x.ts(1,2): error TS1005: no',
      '/etc/x.ts(1,2): error TS1005: no',
      'error TS5112: no file',
      'lib/help.ts(3,4): error TS2304: Cannot find name',
    ]
    expect(parseComplaints(output.join('\n'))).to.deep.equal([
      { file: 'lib/help.ts', line: 3, column: 4, code: 'TS2304', message: 'Cannot find name' },
    ])
  })
})
