import path from 'node:path'
import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'
import { describeNext } from '#cli/describe-next.ts'
import { makeExercise, makeRecord } from '../support/records.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

describe('the exercise to do next', () => {
  const todo = (slug: string) => makeExercise({ id: slug.slice(0, 2), slug, status: 'todo' })
  const record = makeRecord({
    exercises: [makeExercise(), todo('04-consume'), todo('05-reset-offsets')],
  })

  it('is the first that is not begun', async () => {
    const next = await describeNext(record, REPOSITORY.exercises)
    expect(next).to.include({
      slug: '04-consume',
      file: 'exercises/04-consume/consumer.ts',
      command: 'npm run grade -- 04',
    })
  })

  it('is one that was handed in', async () => {
    await using temp = await makeTempFolder()
    expect(await describeNext(record, temp.folder)).to.equal(undefined)
    await temp.write('05-reset-offsets/README.md', '')
    expect(await describeNext(record, temp.folder)).to.include({
      slug: '05-reset-offsets',
      file: path.join(temp.folder, '05-reset-offsets/reset.sh'),
      command: `npm run grade -- 05 --exercises ${temp.folder}`,
    })
  })

  it('is none while one fails', async () => {
    const busy = makeRecord({
      exercises: [makeExercise({ status: 'fail' }), todo('04-consume')],
    })
    expect(await describeNext(busy, REPOSITORY.exercises)).to.equal(undefined)
  })
})
