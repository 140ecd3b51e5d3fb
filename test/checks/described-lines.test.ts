import { expect } from 'chai'
import { isNamed, undescribedPartitions } from '#checks/described-lines.ts'

const topic = 'user-events'
const described = {
  topic,
  partitions: [0, 1, 2].map((partition) => ({ partition, leader: 1 })),
}

describe('isNamed', () => {
  for (const text of [
    'user-events',
    'Topics: [a, user-events]',
    'These are all: a, user-events.',
    '…user-events…',
    '\u001B[1muser-events\u001B[0m',
  ]) {
    it(`finds the topic in ${JSON.stringify(text)}`, () => {
      expect(isNamed(text, topic)).to.equal(true)
    })
  }

  for (const text of ['user-events-archive', 'my.user-events', 'user-events.2', 'user-event']) {
    it(`does not take ${text} for it`, () => {
      expect(isNamed(text, topic)).to.equal(false)
    })
  }
})

describe('undescribedPartitions', () => {
  const linesOf = (form: (partition: number) => string, of = [0, 1, 2]) => of.map(form).join('\n')
  const forms: Record<string, (partition: number) => string> = {
    tool: (p) => `\tTopic: ${topic}\tPartition: ${p}\tLeader: 1\tReplicas: 1\tIsr: 1`,
    sentence: (p) => `Partition ${p} of ${topic} is led by broker 1.`,
    'names with numbers': (p) => `${topic} P${p} broker_1`,
    'partition name': (p) => `${topic}-${p} -> 1`,
    JSON: (p) => JSON.stringify({ topic, partition: p, leader: 1 }),
    colours: (p) => `\u001B[1m${topic}\u001B[0m \u001B[33m${p}\u001B[39m \u001B[33m1\u001B[39m`,
  }
  for (const [name, form] of Object.entries(forms)) {
    it(`takes lines of the form ${name}`, () => {
      expect(undescribedPartitions(linesOf(form), described)).to.deep.equal([])
      expect(undescribedPartitions(linesOf(form, [2, 0, 1]), described)).to.deep.equal([])
    })
  }

  it('finds the partition whose line is missing, whatever the replicas are', () => {
    for (const left of [0, 1, 2]) {
      const others = [0, 1, 2].filter((each) => each !== left)
      expect(undescribedPartitions(linesOf(forms.tool!, others), described)).to.deep.equal([left])
    }
  })

  it('does not take settings of the topic for a partition and its leader', () => {
    const summary = `Topic: ${topic} ReplicationFactor: 1 Configs: min.insync.replicas=1`
    const text = `${summary}\n${linesOf(forms.tool!, [0, 2])}`
    expect(undescribedPartitions(text, described)).to.deep.equal([1])
  })

  it('takes one line for one partition only', () => {
    const text = `${topic}: 0 on 1, 1 on 1, 2 on 1`
    expect(undescribedPartitions(text, described)).to.have.length(2)
  })

  it('wants the topic and the leader in the line', () => {
    expect(
      undescribedPartitions(
        linesOf((p) => `Partition ${p}: 1`),
        described,
      ),
    ).to.have.length(3)
    const noLeader = linesOf((p) => `${topic} partition ${p}`)
    expect(undescribedPartitions(noLeader, described)).to.deep.equal([0, 1, 2])
  })
})
