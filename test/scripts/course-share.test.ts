import { expect } from 'chai'
import { askedCourseShare, chooseCourseShare } from '../../scripts/course-share.ts'
import { isInShare } from '../course/share.ts'

const COMMIT = '0000000e91c7'

describe('the part of the course gate that a test run takes', () => {
  it('is the changed exercises alone when nothing else was changed', () => {
    const changed = [
      'graders/01-compose-cluster.live.ts',
      'fixtures/03-produce/wrong/x/producer.ts',
    ]
    expect(chooseCourseShare([...changed, 'README.md'], COMMIT)).to.deep.equal({
      whole: ['01-compose-cluster', '03-produce'],
    })
  })

  it('has a share of the others too when what all stand on was changed', () => {
    const changed = ['src/kafka/read-topic.ts', 'exercises/07-consumer-group/README.md']
    expect(chooseCourseShare(changed, COMMIT)).to.deep.equal({
      whole: ['07-consumer-group'],
      share: { index: 2, of: 12 },
    })
  })

  it('is a share that the commit chooses when nothing was changed', () => {
    expect(chooseCourseShare([], COMMIT)).to.deep.equal({ whole: [], share: { index: 2, of: 12 } })
    expect(chooseCourseShare([], '')).to.deep.equal({ whole: [], share: { index: 0, of: 12 } })
  })

  for (const text of ['0/4', '5/4', '1', '1/0', 'x/4', '']) {
    it(`is not asked for as "${text}"`, () => {
      expect(askedCourseShare(text)).to.equal(undefined)
    })
  }

  it('holds every program in exactly one of the shares', () => {
    const keys = Array.from({ length: 400 }, (_, index) => `03-produce/wrong/${index}`)
    const counts = [0, 1, 2].map(
      (index) => keys.filter((key) => isInShare(key, { index, of: 3 })).length,
    )
    expect(counts.reduce((sum, count) => sum + count)).to.equal(keys.length)
    expect(Math.min(...counts)).to.be.greaterThan(100)
    for (const key of keys) {
      expect([0, 1, 2].filter((index) => isInShare(key, { index, of: 3 }))).to.have.length(1)
    }
  })
})
