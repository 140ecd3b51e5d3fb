import { errorMessage } from '#core/errors.ts'
import { apiVersionsExchange } from './api-versions.ts'
import { parseBrokers, splitAddress } from './broker-address.ts'
import { metadataExchange } from './metadata-exchange.ts'
import { openWire } from './wire-connection.ts'

/** Whether one broker address answers, and what it said or why not. */
export type BrokerAnswer = {
  readonly address: string
  readonly isAnswering: boolean
  readonly detail: string
  readonly elapsedMs: number
}

/** Asks every address of a bootstrap list for its versions and metadata at once; never throws. */
export function checkAnswers(brokers: string, timeoutMs: number): Promise<BrokerAnswer[]> {
  return Promise.all(parseBrokers(brokers).map((address) => checkAddress(address, timeoutMs)))
}

async function checkAddress(address: string, timeoutMs: number): Promise<BrokerAnswer> {
  const startedAt = performance.now()
  const answer = (isAnswering: boolean, detail: string): BrokerAnswer => {
    return { address, isAnswering, detail, elapsedMs: performance.now() - startedAt }
  }
  const leftMs = () => Math.max(1, timeoutMs - (performance.now() - startedAt))
  try {
    const to = { ...splitAddress(address), clientId: 'kafkalings-health', timeoutMs }
    await using wire = await openWire(to)
    await wire.send(apiVersionsExchange(), leftMs())
    const { brokers } = await wire.send(metadataExchange([]), leftMs())
    if (brokers.length === 0) return answer(false, 'it knows no live broker')
    return answer(true, `it knows ${brokers.length} live broker(s)`)
  } catch (error) {
    return answer(false, errorMessage(error))
  }
}
