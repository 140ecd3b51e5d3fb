import { mkdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { readYamlFile } from '#checks/yaml-file.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

async function readText(text: string) {
  await using temp = await makeTempFolder()
  await temp.write('design.yml', text)
  return readYamlFile(path.join(temp.folder, 'design.yml'))
}

describe('a YAML file of a program', () => {
  for (const text of ['---\n# why\na: 3\nb: "x"\nc: [1]\n', '{"a": 3, "b": "x", "c": {"d": 1}}']) {
    it(`gives the single values of ${JSON.stringify(text)}`, async () => {
      const read = await readText(text)
      expect(read.kind === 'values' && [...read.values]).to.deep.equal([
        ['a', '3'],
        ['b', 'x'],
      ])
    })
  }

  for (const text of [
    '',
    'a sentence',
    '- 1\n- 2\n',
    'a: 1\n\tb: [',
    'a: 1\na: 2\n',
    '#'.repeat(70_000),
  ]) {
    it(`says why ${JSON.stringify(text.slice(0, 20))} cannot be used`, async () => {
      const read = await readText(text)
      expect(read.kind).to.equal('unreadable')
      if (read.kind === 'unreadable') expect(read.why.ko).to.not.equal('')
    })
  }

  it('is missing when there is none', async () => {
    await using temp = await makeTempFolder()
    expect(await readYamlFile(path.join(temp.folder, 'none.yml'))).to.deep.equal({
      kind: 'missing',
    })
  })

  it('has to be a file, not a folder or a way to another file', async () => {
    await using temp = await makeTempFolder()
    await mkdir(path.join(temp.folder, 'folder'))
    await symlink('/dev/zero', path.join(temp.folder, 'link'))
    for (const name of ['folder', 'link']) {
      expect((await readYamlFile(path.join(temp.folder, name))).kind).to.equal('unreadable')
    }
  })
})
