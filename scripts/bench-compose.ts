import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import { composeBooter } from '#broker/compose/choose-booter.ts'
import { createComposeStage } from '#broker/compose/compose-stage.ts'
import { bootUntilReady } from '../test/support/boot-until-ready.ts'
import { startOnce, type Bench } from './bench-starts.ts'
import type { Comparison } from './bench-table.ts'

/** Files that are started as JVMs: the form of many tutorials, one node, three nodes. */
const FILES = [
  { name: 'cp-zookeeper', what: 'ZooKeeper and one broker', brokers: 1, limitS: 5 },
  { name: 'apache-one-listener', what: 'one KRaft node', brokers: 1, limitS: 2.5 },
  { name: 'three-combined-anchors', what: 'three KRaft nodes', brokers: 3, limitS: 6 },
] as const

/** Starts compose files, each after a start of as many brokers as a release would start them. */
export async function benchCompose(bench: Bench): Promise<Comparison[]> {
  const comparisons: Comparison[] = []
  for (const { name, what, brokers, limitS } of FILES) {
    const base: number[] = []
    const ours: number[] = []
    for (let run = 1; run <= bench.runs; run++) {
      bench.say(`run ${run} of ${bench.runs}: compose file of ${what}`)
      base.push((await startOnce(brokers, false, bench)).answeringS)
      ours.push(await startFile(name, brokers, bench))
    }
    const budget = { words: `≤ ${limitS} s`, limit: () => limitS }
    const title = `a compose file of ${what}: until its brokers know each other`
    comparisons.push({ what: `${title} (base: no archive)`, unit: 's', base, ours, budget })
  }
  return comparisons
}

async function startFile(name: string, brokers: number, { guardian }: Bench): Promise<number> {
  const folder = path.join(REPOSITORY.root, 'fixtures', '01-compose-cluster', 'right', name)
  const boot = composeBooter({ provider: 'jvm' })
  const parts = { folder, file: 'docker-compose.yml', boot, env: process.env, guardian }
  const startedAt = performance.now()
  await using stage = createComposeStage(parts)
  await bootUntilReady(stage, brokers)
  return (performance.now() - startedAt) / 1000
}
