import {
  type Finding,
  lastWords,
  listOf,
  noteOf,
  type ObservedTopic,
  type OfferedNonce,
  partitionTable,
  type ProgramEnd,
  sameInBoth,
} from '#checks/index.ts'
import { says } from './10-replication.messages.ts'

type Evidence = Finding['evidence'][number]

/** Who holds and leads the partitions of a topic. */
type Places = {
  readonly topic: string
  readonly partitions: readonly {
    readonly partition: number
    readonly leader: number
    readonly isr: readonly number[]
  }[]
}

/** What was seen of a topic while a broker was down. */
export type SeenOutage = {
  readonly broker: number
  readonly before: Places
  readonly after: Places
  readonly sent: readonly OfferedNonce[]
  readonly stored: readonly OfferedNonce[]
  readonly unread: readonly OfferedNonce[]
  readonly during: readonly OfferedNonce[]
}

/** There is no such topic. */
export function topicMissing(topic: string, end: ProgramEnd): Finding {
  return {
    id: 'topic-missing',
    message: says.missing(topic),
    expected: { en: `a topic ${topic}`, ko: `${topic} 토픽` },
    actual: { en: 'no such topic', ko: '토픽이 없음' },
    evidence: lastWords(end),
  }
}

/** acks=all may come to one copy. */
export function minimumTooLow(topic: string, found: number): Finding {
  const name = 'min.insync.replicas'
  return {
    id: 'minimum-too-low',
    message: says.minimum(found),
    expected: { en: `${name}=2 in force for ${topic}`, ko: `${topic} 토픽에 ${name}=2 적용` },
    actual: { en: `${name}=${found}`, ko: `${name}=${found}` },
    evidence: [],
  }
}

/** Acknowledged messages are not there any more. */
export function dataLost(seen: SeenOutage): Finding {
  const { unread, stored, broker } = seen
  return {
    id: 'messages-lost',
    message: says.lost(unread.length, broker),
    expected: {
      en: `all ${stored.length} can be read`,
      ko: `${stored.length}개 모두 읽을 수 있음`,
    },
    actual: {
      en: `${stored.length - unread.length} of ${stored.length}`,
      ko: `${stored.length}개 중 ${stored.length - unread.length}개`,
    },
    evidence: [outageTable(seen)],
  }
}

/** A config by which a lagging copy may become the leader. */
export function uncleanElection(topic: string): Finding {
  const name = 'unclean.leader.election.enable'
  return {
    id: 'unclean-election',
    message: says.unclean,
    expected: { en: `${name}=false`, ko: `${name}=false` },
    actual: { en: `${name}=true for ${topic}`, ko: `${topic} 토픽에 ${name}=true` },
    evidence: [],
  }
}

/** Messages were refused. */
export function cannotWrite(seen: SeenOutage, minimum: number): Finding {
  const isBefore = seen.sent.some(({ refusal }) => refusal !== undefined)
  const refused = (isBefore ? seen.sent : seen.during).filter(({ refusal }) => refusal)
  const partitions = listOf([...new Set(refused.map(({ partition }) => partition))])
  const refusals = listOf([...new Set(refused.map(({ refusal }) => refusal!))])
  return {
    id: isBefore ? 'writes-refused-before' : 'writes-refused',
    message: isBefore ? says.refusedBefore : says.refused(seen.broker),
    expected: { en: 'messages with acks=all are stored', ko: 'acks=all 메시지가 저장됨' },
    actual: {
      en: `partition ${partitions}: ${refusals} (min.insync.replicas=${minimum})`,
      ko: `파티션 ${partitions}: ${refusals}(min.insync.replicas=${minimum})`,
    },
    evidence: [outageTable(seen)],
  }
}

/** The old topic was left as it was, or damaged. */
export function notMoved(
  observed: ObservedTopic | undefined,
  message: Finding['message'],
): Finding {
  const counts = observed?.partitions.map(({ replicas }) => replicas.length) ?? []
  const fewest = counts.length > 0 ? Math.min(...counts) : 0
  return {
    id: 'old-topic-not-moved',
    message,
    expected: {
      en: 'three copies of every partition, and all messages',
      ko: '모든 파티션의 복제본 3개, 메시지 모두 유지',
    },
    actual: { en: `copies: ${fewest}`, ko: `복제본 ${fewest}개` },
    evidence: observed ? [partitionTable(observed)] : [],
  }
}

/** Which minimum is in force. */
export function configEvidence(topic: string, minimum: number): Evidence {
  const text = `${topic}: min.insync.replicas=${minimum}`
  return noteOf(sameInBoth(text))
}

/** Who led each partition before, and who does now. */
export function outageTable({ broker, before, after, unread }: SeenOutage): Evidence {
  const rows = before.partitions.map((old, index) => {
    const now = after.partitions[index] ?? old
    const leader = now.leader < 0 ? '-' : String(now.leader)
    const missing = unread.filter(({ partition }) => partition === old.partition).length
    const numbers = [old.partition, old.leader]
    return [...numbers.map(String), leader, listOf(now.isr), String(missing)]
  })
  return {
    kind: 'table',
    title: {
      en: `Partitions of ${before.topic}, before and after broker ${broker} was killed`,
      ko: `브로커 ${broker} 강제 종료 전후의 ${before.topic} 파티션`,
    },
    columns: [
      { en: 'partition', ko: '파티션' },
      { en: 'leader before', ko: '이전 리더' },
      { en: 'leader after', ko: '이후 리더' },
      { en: 'in-sync after', ko: '이후 ISR' },
      { en: 'not readable', ko: '읽지 못한 메시지' },
    ],
    rows: rows.slice(0, 12),
  }
}
