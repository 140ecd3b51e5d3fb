import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { findStubChanges, isPristine, resetExercise } from '#grading/reset-exercise.ts'
import { readSubmission } from '#grading/submission.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'

const STUB = '// TODO 1\n'

describe('resetting an exercise', () => {
  let temp: TempFolder
  const at = (...names: string[]) => path.join(temp.folder, ...names)
  beforeEach(async () => {
    temp = await makeTempFolder()
    for (const folder of ['stub', 'mine']) {
      await temp.write(`${folder}/producer.ts`, STUB)
      await temp.write(`${folder}/compose.yaml`, 'services: {}\n')
    }
    await temp.write('mine/README.md', 'the task')
  })
  afterEach(() => temp[Symbol.asyncDispose]())

  const find = async () => findStubChanges(at('mine'), await readSubmission(at('stub')))
  const reset = async () => {
    const stub = await readSubmission(at('stub'))
    const changes = await findStubChanges(at('mine'), stub)
    await resetExercise({ folder: at('mine'), stub, changes, trashFolder: at('trash') })
    return changes
  }

  it('finds nothing to do in an untouched folder, other line ends and notes aside', async () => {
    await temp.write('mine/producer.ts', STUB.replaceAll('\n', '\r\n'))
    await temp.write('mine/notes.txt', 'kept')
    expect(isPristine(await find())).to.equal(true)
    await reset()
    expect(existsSync(at('trash'))).to.equal(false)
  })

  it('moves what was edited and added into the trash and brings the stub back', async () => {
    await temp.write('mine/producer.ts', 'mine')
    await temp.write('mine/producer.py', 'print(1)')
    await temp.write('mine/lib/send.mjs', 'export {}')
    await temp.write('mine/notes.txt', 'kept')
    const changes = await reset()
    expect(changes.edited).to.deep.equal(['producer.ts'])
    expect(changes.added).to.have.members(['producer.py', 'lib/send.mjs'])
    expect(await readFile(at('mine', 'producer.ts'), 'utf8')).to.equal(STUB)
    expect(await readFile(at('trash', 'producer.ts'), 'utf8')).to.equal('mine')
    expect(await readFile(at('trash', 'producer.py'), 'utf8')).to.equal('print(1)')
    expect(await readFile(at('trash', 'lib', 'send.mjs'), 'utf8')).to.equal('export {}')
    const left = ['README.md', 'compose.yaml', 'lib', 'notes.txt', 'producer.ts']
    expect((await readdir(at('mine'))).toSorted()).to.deep.equal(left)
    expect(isPristine(await find())).to.equal(true)
  })

  it('brings back a file that was deleted, without a trash', async () => {
    await temp.write('stub/data/events.jsonl', '{}\n')
    expect((await reset()).missing).to.deep.equal(['data/events.jsonl'])
    expect(await readFile(at('mine', 'data', 'events.jsonl'), 'utf8')).to.equal('{}\n')
    expect(existsSync(at('trash'))).to.equal(false)
  })

  it('moves a link or a folder in the place of a program as it is', async () => {
    await temp.write('elsewhere.ts', 'precious')
    await reset()
    await writeFile(at('mine', 'compose.yaml'), 'changed')
    await rm(at('mine', 'producer.ts'))
    await symlink(at('elsewhere.ts'), at('mine', 'producer.ts'))
    await mkdir(at('mine', 'producer.py'))
    await reset()
    expect(await readlink(at('trash', 'producer.ts'))).to.equal(at('elsewhere.ts'))
    expect(await readdir(at('trash')))
      .to.include('producer.py')
      .and.include('compose.yaml')
    expect(await readFile(at('elsewhere.ts'), 'utf8')).to.equal('precious')
    expect(await readFile(at('mine', 'producer.ts'), 'utf8')).to.equal(STUB)
  })

  it('changes nothing when the trash cannot be made', async () => {
    await temp.write('mine/producer.ts', 'mine')
    await temp.write('trash', 'a file in the way')
    let isRefused = false
    await reset().catch(() => (isRefused = true))
    expect(isRefused).to.equal(true)
    expect(await readFile(at('mine', 'producer.ts'), 'utf8')).to.equal('mine')
  })
})
