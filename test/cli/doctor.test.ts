import { expect } from 'chai'
import { renderDiagnosis } from '#cli/doctor/diagnosis.ts'
import { judgeRunParents, lookAtCache, lookAtProgress } from '#cli/doctor/look-at-folders.ts'
import { lookAtNode, lookAtPackages } from '#cli/doctor/look-at-node.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

describe('the doctor', () => {
  const versions: readonly [string, string][] = [
    ['v18.20.4', 'bad'],
    ['v20.18.3', 'bad'],
    ['v20.19.0', 'good'],
    ['v21.7.3', 'bad'],
    ['v22.11.0', 'bad'],
    ['v22.12.0', 'good'],
    ['v24.1.0', 'good'],
  ]
  for (const [version, state] of versions) {
    it(`finds Node ${version} ${state}`, () => {
      expect(lookAtNode(version)).to.include({ state })
    })
  }

  it('names packages that are missing or of another version, and npm ci', async () => {
    await using temp = await makeTempFolder()
    const dependencies = { kafkajs: '2.2.4', tsx: '4.0.0', zod: '4.0.0' }
    await temp.write('package.json', JSON.stringify({ version: '1.0.0', dependencies }))
    await temp.write('node_modules/zod/package.json', JSON.stringify({ version: '4.0.0' }))
    await temp.write('node_modules/tsx/package.json', JSON.stringify({ version: '3.0.0' }))
    const { state, found, mend } = await lookAtPackages(temp.folder)
    expect({ state, mend: mend?.en }).to.deep.equal({ state: 'bad', mend: 'npm ci' })
    expect(found.en).to.include('kafkajs ✘').and.include('tsx 3.0.0').and.not.include('zod')
    await temp.write('node_modules/tsx/package.json', JSON.stringify({ version: '4.0.0' }))
    await temp.write('node_modules/kafkajs/package.json', JSON.stringify({ version: '2.2.4' }))
    expect(await lookAtPackages(temp.folder)).to.include({ state: 'good' })
  })

  it('looks at a cache folder that is still to be made', async () => {
    await using temp = await makeTempFolder()
    const { found } = await lookAtCache({ XDG_CACHE_HOME: `${temp.folder}/to/be/made` })
    expect(found.en).to.match(/to\/be\/made\/kafkalings, .* free$/)
    expect(await lookAtCache({ XDG_CACHE_HOME: '/proc/1' })).to.include({ state: 'bad' })
  })

  it('wants room for brokers in one of the folders', () => {
    const full = { folder: '/dev/shm', freeBytes: 1024 * 1024, hasRoom: false }
    const closed = { folder: '/closed', freeBytes: undefined, hasRoom: false }
    const roomy = { folder: '/tmp', freeBytes: 4096 * 1024 * 1024, hasRoom: true }
    expect(judgeRunParents([full, roomy])).to.deep.include({
      state: 'good',
      found: { en: '/tmp, 4.0 GB free', ko: '/tmp, 남은 공간 4.0 GB' },
    })
    const ill = judgeRunParents([full, closed])
    expect(ill.state).to.equal('bad')
    expect(ill.found.en).to.equal('/dev/shm, 1 MB free; /closed cannot be written')
    expect(ill.mend?.ko).to.include('TMPDIR')
  })

  it('does not mind a progress file that is missing or torn', async () => {
    await using temp = await makeTempFolder()
    expect(await lookAtProgress(temp.folder)).to.include({ state: 'note' })
    await temp.write('progress.json', '{"version": 1, "exer')
    const torn = await lookAtProgress(temp.folder)
    expect(torn.state).to.equal('note')
    expect(torn.mend?.en).to.include('rm .kafkalings/progress.json')
    await temp.write('progress.json', '{"version": 1, "exercises": {}}')
    expect(await lookAtProgress(temp.folder)).to.include({ state: 'good' })
  })

  it('gives a finding one line, cleaned, and the mend another', () => {
    const diagnosis = {
      subject: { en: 'Java', ko: '자바' },
      state: 'bad',
      found: { en: 'no\u001b[2J\njava', ko: '없음' },
      mend: { en: 'apt-get', ko: '설치' },
    } as const
    const paint = (_: string, text: string) => text
    expect(renderDiagnosis(diagnosis, 'en', paint)).to.equal(
      `✘ Java${' '.repeat(15)}no java\n    mend: apt-get`,
    )
    expect(renderDiagnosis(diagnosis, 'ko', paint)).to.match(/^✘ 자바 {15}없음\n {4}해결: 설치$/)
  })
})
