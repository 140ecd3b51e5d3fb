import { expect } from 'chai'
import { createDraw } from '#core/draw.ts'
import type { Lab } from '#checks/index.ts'
import {
  drawWorkloads,
  neededBy,
  renderWorkload,
  type Workload,
} from '../../graders/08-partition-count.workload.ts'

type Planner = (workload: Workload) => number

const byConsumers = (w: Workload) => w.target_per_second / w.consumer_per_second
const byPartitions = (w: Workload) => w.target_per_second / w.partition_per_second

const WRONG: Readonly<Record<string, Planner>> = {
  'rounds down': (w) =>
    Math.max(Math.floor(byConsumers(w)), Math.floor(byPartitions(w)), w.consumers),
  'rounds to the nearest': (w) =>
    Math.max(Math.round(byConsumers(w)), Math.round(byPartitions(w)), w.consumers),
  'rounds only the consumers’ division down': (w) =>
    Math.max(Math.floor(byConsumers(w)), Math.ceil(byPartitions(w)), w.consumers),
  'rounds only the partitions’ division down': (w) =>
    Math.max(Math.ceil(byConsumers(w)), Math.floor(byPartitions(w)), w.consumers),
  'adds one to every quotient': (w) =>
    Math.max(Math.floor(byConsumers(w)) + 1, Math.floor(byPartitions(w)) + 1, w.consumers),
  'adds one to the quotient of the consumers': (w) =>
    Math.max(Math.floor(byConsumers(w)) + 1, Math.ceil(byPartitions(w)), w.consumers),
  'adds one to the quotient of the partitions': (w) =>
    Math.max(Math.ceil(byConsumers(w)), Math.floor(byPartitions(w)) + 1, w.consumers),
  'takes one more than is needed': (w) => neededBy(w) + 1,
  'ignores consumers': (w) => Math.max(Math.ceil(byConsumers(w)), Math.ceil(byPartitions(w))),
  'ignores the rate of a consumer': (w) => Math.max(Math.ceil(byPartitions(w)), w.consumers),
  'ignores the rate of a partition': (w) => Math.max(Math.ceil(byConsumers(w)), w.consumers),
  'takes the smallest': (w) =>
    Math.min(Math.ceil(byConsumers(w)), Math.ceil(byPartitions(w)), w.consumers),
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`always ${at + 1}`, () => at + 1] as const),
  ),
}

function draw(seed: number): readonly Workload[] {
  return drawWorkloads({ draw: createDraw(`${seed}`, '08') } as Lab)
}

describe('the workloads of 08', () => {
  it('leave a right number to be found', () => {
    for (let seed = 0; seed < 300; seed++) {
      for (const workload of draw(seed)) {
        expect(workload.max_partitions).to.be.at.least(neededBy(workload))
        expect(
          Object.values(workload).every((value) => Number.isInteger(value) && value > 0),
        ).to.equal(true)
      }
    }
  })

  for (const [name, plan] of Object.entries(WRONG)) {
    it(`do not let pass who ${name}`, () => {
      for (let seed = 0; seed < 300; seed++) {
        const isRight = draw(seed).every((workload) => {
          const count = plan(workload)
          return count >= neededBy(workload) && count <= workload.max_partitions
        })
        expect(isRight, `seed ${seed}`).to.equal(false)
      }
    })
  }

  it('are files with five lines', () => {
    const [workload] = draw(1)
    const text = renderWorkload({ draw: createDraw('1', 'text') } as Lab, workload!)
    expect(text.trim().split('\n')).to.have.length(5)
  })
})
