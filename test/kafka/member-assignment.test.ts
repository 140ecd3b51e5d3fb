import { createRequire } from 'node:module'
import { expect } from 'chai'
import { parseAssignment } from '#kafka/member-assignment.ts'

const { MemberAssignment } = createRequire(import.meta.url)('kafkajs').AssignerProtocol

describe('parseAssignment', () => {
  it('reads partitions by topic in order', () => {
    const bytes = MemberAssignment.encode({ version: 0, assignment: { a: [2, 0], b: [1] } })
    expect(parseAssignment(bytes)).to.deep.equal({ a: [0, 2], b: [1] })
  })

  it('keeps a topic of any legal name', () => {
    const assignment = Object.fromEntries([['__proto__', [1]]])
    const bytes = MemberAssignment.encode({ version: 0, assignment })
    expect(Object.entries(parseAssignment(bytes))).to.deep.equal([['__proto__', [1]]])
  })

  for (const [title, bytes] of [
    ['no bytes', Buffer.alloc(0)],
    ['bytes of another protocol', Buffer.from('0001000000ff', 'hex')],
  ] as const) {
    it(`gives nothing for ${title}`, () => {
      expect(parseAssignment(bytes)).to.deep.equal({})
    })
  }
})
