import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { UsageError } from '#core/errors.ts'
import { REPOSITORY } from '#core/repository.ts'
import { parseCourse, readCourse } from '#grading/course.ts'

const GOOD = [
  'exercises:',
  "  - id: '03'",
  '    slug: 03-produce',
  '    entry: producer',
  '    brokers: 1',
  '    budgetMs: 1000',
  '    checks:',
  '      - { id: 03-C1, points: 1 }',
  '      - { id: 03-C2, points: 2, essential: true, needs: [03-C1] }',
  '',
].join('\n')

describe('the course file', () => {
  it('of this repository is in order', async () => {
    const { exercises } = await readCourse()
    expect(exercises.map(({ id }) => id)).to.include.members(['00', '03', '04', '07'])
    const text = await readFile(REPOSITORY.courseFile, 'utf8')
    expect(parseCourse(text, 'x').exercises).to.deep.equal(exercises)
  })

  it('gets its defaults', () => {
    const [exercise] = parseCourse(GOOD, 'x').exercises
    expect(exercise).to.include({ solved: false, entryKind: 'program' })
    expect(exercise?.checks[0]).to.deep.equal({
      id: '03-C1',
      points: 1,
      essential: false,
      needs: [],
      bonus: false,
    })
  })

  const broken: readonly [string, string, number, RegExp][] = [
    ['a tab', GOOD.replace('    entry', '\tentry'), 4, /tab/i],
    ['a key that stands twice', GOOD.replace('brokers: 1', 'entry: x'), 5, /unique/],
    ['two documents', `${GOOD}---\na: 1\n`, 10, /document/],
    ['text that is no YAML', GOOD.replace('[03-C1]', '[03-C1'), 9, /./],
    ['an alias to nothing', GOOD.replace('entry: producer', 'entry: *x'), 4, /alias/i],
    ['nothing at all', '', 1, /course/],
    ['only a comment', '# exercises', 1, /course/],
    ['a word', 'exercises', 1, /course/],
    ['a list', '- a', 1, /course/],
    ['no exercises', 'exercises: []\n', 1, /exercises/],
    ['exercises that are no list', 'exercises: 3\n', 1, /exercises/],
    ['an id that is a number', GOOD.replace("'03'", '3'), 2, /exercises\.0\.id/],
    ['an id that is too short', GOOD.replace("'03'", "'3'"), 2, /two digits/],
    ['a slug with capitals', GOOD.replace('03-produce', '03-Produce'), 3, /slug/],
    ['an unknown key', GOOD.replace('brokers: 1', 'brokers: 1\n    colour: red'), 2, /colour/],
    ['an unknown key of a check', GOOD.replace('points: 1', 'points: 1, point: 2'), 8, /point/],
    ['two brokers', GOOD.replace('brokers: 1', 'brokers: 2'), 5, /brokers/],
    ['a budget as text', GOOD.replace('1000', 'long'), 6, /budgetMs/],
    ['no budget', GOOD.replace('    budgetMs: 1000\n', ''), 2, /budgetMs/],
    ['negative points', GOOD.replace('points: 1 ', 'points: -1 '), 8, /points/],
    ['points as text', GOOD.replace('points: 1 ', "points: '1' "), 8, /points/],
    ['YAML 1.1’s yes', GOOD.replace('essential: true', 'essential: yes'), 9, /essential/],
    [
      'an unknown need of the exercise',
      GOOD.replace('brokers: 1', 'needs: [x]\n    brokers: 1'),
      5,
      /needs/,
    ],
    ['a check that needs one that is not there', GOOD.replace('[03-C1]', '[03-C9]'), 9, /03-C9/],
    ['a check that needs itself', GOOD.replace('[03-C1]', '[03-C2]'), 9, /03-C2/],
    ['a check that stands twice', GOOD.replace('id: 03-C2', 'id: 03-C1'), 9, /twice|no other/],
    ['a check of another exercise', GOOD.replace('id: 03-C1', 'id: 04-C1'), 8, /04-C1/],
    ['a slug of another number', GOOD.replace('03-produce', '04-produce'), 2, /does not begin/],
    ['an exercise that stands twice', GOOD + GOOD.split('\n').slice(1).join('\n'), 10, /twice/],
  ]
  for (const [title, text, line, word] of broken) {
    it(`is refused, with the line, for ${title}`, () => {
      const { message } = faultsOf(text)
      expect(message).to.match(word)
      expect(message).to.include(`course.yaml:${line}  `)
    })
  }

  it('is refused with every fault at once', () => {
    const text = GOOD.replace("'03'", '3').replace('brokers: 1', 'brokers: 9').replace('1000', '-5')
    const { message, text: both, advice } = faultsOf(text)
    for (const line of [2, 5, 6]) expect(message).to.include(`course.yaml:${line}  `)
    expect(message).to.include('3 fault(s)')
    expect(both.ko).to.include('3개')
    expect(advice.en).to.include('git checkout')
  })

  it('is refused when aliases make it explode', () => {
    const bombs = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    for (const [one, other] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map((pair) => pair.split(''))) {
      bombs.push(`${other}: &${other} [${Array(10).fill(`*${one}`).join(', ')}]`)
    }
    faultsOf(`${bombs.join('\n')}\n`)
  })

  it('is refused when it is not there', async () => {
    const error: unknown = await readCourse('/nowhere/course.yaml').catch((each: unknown) => each)
    expect(error).to.be.instanceOf(UsageError)
    expect((error as UsageError).message).to.include('ENOENT')
  })
})

function faultsOf(text: string): UsageError {
  try {
    parseCourse(text, 'course.yaml')
  } catch (error) {
    expect(error).to.be.instanceOf(UsageError)
    expect(error).to.include({ code: 'bad-course' })
    return error as UsageError
  }
  throw new Error('the course was taken')
}
