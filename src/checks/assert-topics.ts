import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import type { Evidence } from '#core/finding.ts'
import { judge } from './judge.ts'
import { listOf } from './show.ts'
import type { ObservedTopic } from '#kafka/observation.ts'
import { listConfigs, type TopicShape } from './topic-shape.ts'

/** Adds the assertions about how a topic was made. */
export function addTopicAssertions({ Assertion }: Chai.ChaiStatic): void {
  Assertion.addMethod('partitionCount', partitionCount)
  Assertion.addMethod('replicationFactor', replicationFactor)
  Assertion.addMethod('topicConfig', topicConfig)
}

function partitionCount(
  this: Chai.AssertionStatic,
  wanted: number,
  say: (values: { found: number }) => Bilingual,
): void {
  const shape = this._obj as TopicShape
  const found = shape.partitions.length
  judge(this, found === wanted, {
    id: 'partition-count',
    message: say({ found }),
    expected: { en: `${wanted} partitions`, ko: `파티션 ${wanted}개` },
    actual: { en: `${found}`, ko: `${found}개` },
    evidence: [partitionTable(shape)],
  })
}

function replicationFactor(
  this: Chai.AssertionStatic,
  wanted: number,
  say: (values: { found: number }) => Bilingual,
): void {
  const shape = this._obj as TopicShape
  const odd = shape.partitions.find(({ replicas }) => replicas.length !== wanted)
  const found = odd?.replicas.length ?? wanted
  judge(this, odd === undefined, {
    id: 'replication-factor',
    message: say({ found }),
    expected: sameInBoth(`${wanted}`),
    actual: sameInBoth(`${found}`),
    evidence: [partitionTable(shape)],
  })
}

function topicConfig(
  this: Chai.AssertionStatic,
  name: string,
  wanted: string,
  say: (values: { found: string | undefined }) => Bilingual,
): void {
  const shape = this._obj as TopicShape
  const found = shape.configs[name]
  const own = listConfigs(shape)
  judge(this, found === wanted, {
    id: found === undefined ? 'config-not-set' : 'config-other-value',
    message: say({ found }),
    expected: sameInBoth(`${name}=${wanted}`),
    actual: {
      en: own === '' ? 'nothing is set on the topic' : own,
      ko: own === '' ? '토픽에 설정된 값이 없음' : own,
    },
    evidence: [],
  })
}

/** The partitions of a topic with leader and replicas, as a table. */
export function partitionTable({
  topic,
  partitions,
}: Pick<ObservedTopic, 'topic' | 'partitions'>): Evidence {
  return {
    kind: 'table',
    title: { en: `Partitions of ${topic}`, ko: `${topic} 토픽의 파티션` },
    columns: [
      { en: 'partition', ko: '파티션' },
      { en: 'leader', ko: '리더' },
      { en: 'replicas', ko: '복제본' },
    ],
    rows: partitions.map(({ partition, leader, replicas }) => [
      String(partition),
      String(leader),
      listOf(replicas),
    ]),
  }
}
