import { errorMessage } from '#core/errors.ts'
import { pollUntil } from '#core/poll-until.ts'
import { brokerUnanswering } from './broker-unanswering.ts'
import { isConnectionLost } from './connection-lost.ts'
import { errorName } from './kafkajs-protocol.ts'

/** How to judge and repeat a request. */
export type AskOptions<T> = {
  /** What is asked, for the message when nobody answers. */
  readonly what: string
  /** The error codes in an answer; the passing ones among them lead to another try. */
  readonly errorCodes?: (answer: T) => readonly number[]
  /** The request must not arrive twice: no second try once it may have been received. */
  readonly isOnce?: boolean
}

/**
 * Error codes that pass by themselves (org.apache.kafka.common.protocol.Errors): a topic or leader
 * not known yet (3, 5, 6, 9, 74, 75, 78), a coordinator that loads or moved (14, 15, 16), another
 * controller (41).
 */
const PASSING_CODES = new Set([3, 5, 6, 9, 14, 15, 16, 41, 74, 75, 78])

type Attempt<T> = { readonly answer: T } | { readonly lost: Error; readonly isFinal: boolean }

/**
 * Asks again while the broker cannot be reached or its error code passes by itself; throws
 * `broker-unanswering` when the time is over. Other error codes are returned in the answer.
 */
export async function askUntilSettled<T>(
  ask: (isRetry: boolean) => Promise<T>,
  options: AskOptions<T> & { readonly brokers: string; readonly timeoutMs: number },
): Promise<T> {
  let isRetry = false
  const attempt = async (): Promise<Attempt<T>> => {
    try {
      return { answer: await ask(isRetry) }
    } catch (error) {
      if (!isConnectionLost(error)) throw error
      return { lost: error, isFinal: options.isOnce === true && error.wasSent }
    } finally {
      isRetry = true
    }
  }
  const passingCode = (answer: T) =>
    options.errorCodes?.(answer).find((code) => PASSING_CODES.has(code))
  const { value, outcome, elapsedMs } = await pollUntil(
    attempt,
    (last) => 'answer' in last && passingCode(last.answer) === undefined,
    { ...options, isHopeless: (last) => 'lost' in last && last.isFinal },
  )
  if ('answer' in value && outcome === 'ready') return value.answer
  const lost = 'lost' in value ? value.lost : undefined
  throw brokerUnanswering({
    ...options,
    afterMs: elapsedMs,
    lastSeen: 'answer' in value ? errorName(passingCode(value.answer) ?? 0) : errorMessage(lost),
    cause: lost,
  })
}
