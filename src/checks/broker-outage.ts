import { brokerUnanswering } from '#kafka/broker-unanswering.ts'
import type { MetadataPartition, MetadataTopic } from '#kafka/metadata-exchange.ts'
import type { Lab } from './lab.ts'

/** Far more than a session of a broker and an election take. */
const SETTLED_MS = 45_000

/** A broker to take down, how, and the topics that are looked at while it is. */
export type Outage = {
  readonly broker: number
  readonly how: 'killBroker' | 'stopBroker'
  readonly topics: readonly string[]
}

/** The topics without the broker, and after how long nothing depended on it any more. */
export type AfterOutage = {
  readonly topics: readonly MetadataTopic[]
  readonly settledAfterMs: number
}

/**
 * Takes a broker down and waits until every partition is led by another one or by none. That none
 * of this happens is the brokers' fault. Only metadata is asked for: a topic under its minimum of
 * in-sync replicas does not tell its offsets.
 */
export async function takeDown(lab: Lab, { broker, how, topics }: Outage): Promise<AfterOutage> {
  const startedAt = performance.now()
  await lab.faults[how](broker)
  const { value, outcome, elapsedMs } = await lab.waitFor(
    {
      en: `broker ${broker} is down: waiting for other leaders`,
      ko: `브로커 ${broker}이(가) 멈췄습니다. 새 리더를 기다리고 있습니다`,
    },
    () => readPlaces(lab, topics),
    (seen) => seen.every(({ partitions }) => partitions.every((each) => isWithout(each, broker))),
    { timeoutMs: SETTLED_MS },
  )
  if (outcome !== 'ready') {
    const what = `leaders other than broker ${broker}`
    const { brokers } = lab.kafka
    throw brokerUnanswering({ what, brokers, afterMs: elapsedMs, lastSeen: 'it still counts' })
  }
  return { topics: value, settledAfterMs: performance.now() - startedAt }
}

/**
 * Waits until all replicas of a topic are in sync, but for those on a broker that is down; false
 * when they are not after `timeoutMs`. Without its broker a partition may have nobody to lead it.
 */
export async function waitForFullIsr(
  lab: Lab,
  topic: string,
  timeoutMs: number,
  down?: number,
): Promise<boolean> {
  const { outcome } = await lab.waitFor(
    { en: 'waiting for all replicas to be in sync', ko: '복제본이 동기화되기를 기다리고 있습니다' },
    () => readPlaces(lab, [topic]),
    (seen) => seen.every(({ partitions }) => partitions.every((each) => isInSync(each, down))),
    { timeoutMs },
  )
  return outcome === 'ready'
}

function isInSync({ leader, isr, replicas }: MetadataPartition, down?: number): boolean {
  if (leader < 0) return down !== undefined
  return replicas.every((replica) => replica === down || isr.includes(replica))
}

/** A partition without a leader keeps its last in-sync replica in its list. */
function isWithout({ leader, isr }: MetadataPartition, broker: number): boolean {
  return leader !== broker && (leader < 0 || !isr.includes(broker))
}

async function readPlaces(lab: Lab, topics: readonly string[]): Promise<readonly MetadataTopic[]> {
  return (await lab.kafka.readMetadata(topics)).topics
}
