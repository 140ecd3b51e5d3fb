import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { mergeProgress, nextHintStep, readProgress, writeProgress } from '#grading/progress-file.ts'
import { makeExercise, makeRecord } from '../support/records.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const NONE = { version: 1 as const, exercises: {}, hints: {} }

describe('the progress file', () => {
  it('comes back as it was written, and leaves nothing else', async () => {
    await using temp = await makeTempFolder()
    const folder = path.join(temp.folder, 'new')
    const progress = mergeProgress({ ...NONE, hints: { '03-C1': 2 } }, makeRecord())
    await writeProgress(progress, folder)
    expect(await readProgress(folder)).to.deep.equal(progress)
    expect(await readdir(folder)).to.deep.equal(['progress.json'])
  })

  const odd: readonly [string, string | Buffer][] = [
    ['is torn', '{"version":1,"exercises":{"03-pro'],
    ['is empty', ''],
    ['is binary', Buffer.from([0, 255, 254, 1])],
    ['has another version', '{"version":2,"exercises":{},"hints":{}}'],
    ['is something else', '[1,2,3]'],
    ['has wrong types', '{"version":1,"exercises":{"03-produce":{"bestPoints":"ten"}}}'],
  ]
  for (const [title, content] of odd) {
    it(`counts as none when it ${title}, and can be written again`, async () => {
      await using temp = await makeTempFolder()
      await temp.write('progress.json', content)
      expect(await readProgress(temp.folder)).to.deep.equal(NONE)
      await writeProgress(NONE, temp.folder)
      expect(
        JSON.parse(await readFile(path.join(temp.folder, 'progress.json'), 'utf8')),
      ).to.deep.equal(NONE)
    })
  }

  it('is the same as none when it is missing', async () => {
    expect(await readProgress('/nowhere/at/all')).to.deep.equal(NONE)
  })
})

describe('progress', () => {
  const run = (points: number | null, status: 'pass' | 'fail' | 'infra' | 'todo', seed: string) =>
    makeRecord({ seed, exercises: [makeExercise({ points, status, maxPoints: 10 })] })

  it('keeps the best result and that it was once passed', () => {
    const first = mergeProgress(NONE, run(10, 'pass', 'one'))
    const second = mergeProgress(first, run(4, 'fail', 'two'))
    expect(second.exercises['03-produce']).to.include({
      bestPoints: 10,
      maxPoints: 10,
      isPassed: true,
      lastSeed: 'two',
    })
  })

  it('takes a better result', () => {
    const second = mergeProgress(mergeProgress(NONE, run(4, 'fail', 'a')), run(7, 'fail', 'b'))
    expect(second.exercises['03-produce']).to.include({ bestPoints: 7, isPassed: false })
  })

  it('is not touched by what was not graded', () => {
    const before = mergeProgress(NONE, run(4, 'fail', 'a'))
    expect(mergeProgress(before, run(null, 'infra', 'b'))).to.deep.equal(before)
    expect(mergeProgress(before, run(0, 'todo', 'b'))).to.deep.equal(before)
  })

  it('goes one hint further each time, until there is no more', () => {
    let progress: Parameters<typeof nextHintStep>[0] = NONE
    const steps = [1, 2, 3, 4].map(() => {
      const next = nextHintStep(progress, '03-C1', 3)
      progress = next.progress
      return next.step
    })
    expect(steps).to.deep.equal([1, 2, 3, 3])
    expect(nextHintStep(progress, '03-C2', 3).step).to.equal(1)
  })
})
