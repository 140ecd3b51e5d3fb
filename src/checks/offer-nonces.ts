import { brokerUnanswering } from '#kafka/broker-unanswering.ts'
import { readMessages } from '#kafka/read-messages.ts'
import { offerMessage } from '#kafka/send-messages.ts'
import type { Lab } from './lab.ts'
import { NONCE_PATTERN } from './token-watch.ts'

/** A message with a nonce, its partition, and why the brokers refused it, if they did. */
export type OfferedNonce = {
  readonly nonce: string
  readonly partition: number
  readonly refusal: string | undefined
}

/** The brokers took too long among themselves, which no config of a topic does. */
const TIMED_OUT = 'REQUEST_TIMED_OUT'

/** Sends one message with acks=all and a fresh nonce to each listed partition, without a second try. */
export async function offerNonces(
  lab: Lab,
  topic: string,
  partitions: readonly number[],
): Promise<OfferedNonce[]> {
  const offered: OfferedNonce[] = []
  for (const partition of partitions) {
    const nonce = lab.nonce()
    const value = JSON.stringify({ order: lab.draw.integer(10_000, 99_999), nonce })
    const message = { key: nonce, value, partition }
    const refusal = await offerMessage(lab.kafka, { topic, partition }, message)
    if (refusal === TIMED_OUT) {
      const what = `storing a message in ${topic}, partition ${partition}`
      const { brokers } = lab.kafka
      throw brokerUnanswering({ what, brokers, afterMs: 5_000, lastSeen: refusal })
    }
    offered.push({ nonce, partition, refusal })
  }
  return offered
}

/** The nonces that can be read from a topic now, and its partitions that nobody leads. */
export async function readNonces(lab: Lab, topic: string) {
  const { messages, partitions } = await readMessages(lab.kafka, topic, { view: 'stored' })
  const nonces = messages.flatMap(
    ({ value }) => value?.toString('latin1').match(NONCE_PATTERN) ?? [],
  )
  const leaderless = partitions.filter(({ problem }) => problem === 'no-leader')
  return {
    nonces: new Set<string>(nonces),
    leaderless: leaderless.map(({ partition }) => partition),
  }
}
