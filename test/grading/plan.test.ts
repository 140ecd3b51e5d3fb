import path from 'node:path'
import { symlink } from 'node:fs/promises'
import { expect } from 'chai'
import { UsageError } from '#core/errors.ts'
import { REPOSITORY } from '#core/repository.ts'
import { readCourse, type Course } from '#grading/course.ts'
import { chooseExercises, makePlan } from '#grading/plan.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

describe('the plan of a run', () => {
  let course: Course
  before(async () => (course = await readCourse()))
  const slugs = (...names: string[]) => chooseExercises(course, names).map(({ slug }) => slug)

  const names = [
    '3',
    '03',
    '03-produce',
    'produce',
    'exercises/03-produce/',
    './exercises/03-produce',
  ]
  for (const name of [...names, 'exercises\\03-produce\\', '/any/where/03-produce//']) {
    it(`knows 03-produce by ${name}`, () => {
      expect(slugs(name)).to.deep.equal(['03-produce'])
    })
  }

  it('refuses a folder of submissions in place of a submission', async () => {
    await using temp = await makeTempFolder()
    await temp.write(path.join('kim', '03-produce', 'producer.ts'), '')
    const error: unknown = await makePlan(course, [], temp.folder).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).to.be.instanceOf(UsageError)
    expect((error as UsageError).advice.en).to.include(path.join(temp.folder, 'kim'))
    expect(await makePlan(course, ['03'], path.join(temp.folder, 'kim'))).to.have.length(1)
  })

  it('has all exercises when none is named', () => {
    expect(slugs()).to.deep.equal(course.exercises.map(({ slug }) => slug))
  })

  it('has each exercise once, in the course’s order', () => {
    expect(slugs('07', 'produce', '3', '0')).to.deep.equal([
      '00-welcome',
      '03-produce',
      '07-consumer-group',
    ])
  })

  for (const name of [
    '99',
    'produc',
    '03-consume',
    '',
    '-1',
    'exercises',
    '003',
    '3.0',
    '__proto__',
  ]) {
    it(`does not know ${JSON.stringify(name)}, and says which there are`, () => {
      try {
        slugs('03', name)
        expect.fail('it was taken')
      } catch (error) {
        expect(error).to.be.instanceOf(UsageError).and.include({ code: 'unknown-exercise' })
        expect((error as UsageError).text.en).to.include(`There is no exercise ${name}.`)
        expect((error as UsageError).advice.en).to.include('03-produce, 04-consume')
      }
    })
  }

  it('grades what is solved, touched or named, and leaves the rest', async () => {
    await using temp = await makeTempFolder()
    await temp.write('04-consume/consumer.ts', 'console.log(1)')
    const graded = async (...asked: string[]) => {
      const plan = await makePlan(course, asked, temp.folder)
      return plan.filter(({ isToGrade }) => isToGrade).map(({ exercise }) => exercise.id)
    }
    expect(await graded()).to.deep.equal(['00', '04'])
    expect(await graded('03')).to.deep.equal(['03'])
  })

  it('takes the solved exercise from our own checkout where a folder lacks it', async () => {
    await using temp = await makeTempFolder()
    const [planned] = await makePlan(course, ['00'], temp.folder)
    expect(planned?.submission.folder).to.equal(path.join(REPOSITORY.exercises, '00-welcome'))
  })

  it('is refused for a folder that is not there or is a file', async () => {
    await using temp = await makeTempFolder()
    for (const folder of [path.join(temp.folder, 'no'), await temp.write('file', '')]) {
      const error: unknown = await makePlan(course, [], folder).catch((each: unknown) => each)
      expect(error).to.be.instanceOf(UsageError).and.include({ code: 'bad-exercises-folder' })
      expect((error as UsageError).text.en).to.include(folder)
    }
  })

  it('takes a folder behind a link', async () => {
    await using temp = await makeTempFolder()
    await temp.write('real/03-produce/producer.ts', 'console.log(1)')
    const link = path.join(temp.folder, 'link')
    await symlink('real', link)
    const plan = await makePlan(course, ['03'], link)
    expect(plan[0]?.submission.files).to.have.length(1)
  })
})
