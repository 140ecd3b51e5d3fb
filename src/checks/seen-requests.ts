import type { LabDescription } from '#core/lab.ts'
import { readTail, sizeOf } from '#kafka/read-tail.ts'
import { fenceRequestLog, parseRequestLog, type LoggedRequest } from '#kafka/request-log.ts'

/** The learner's requests as the brokers logged them. */
export type SeenRequests = {
  readonly requests: readonly LoggedRequest[]
  /**
   * False when the end of the log could not be proven, for example because a client switched the
   * logger off: then nothing may be held against the learner from what is missing.
   */
  readonly isComplete: boolean
}

/** Remembers where the request logs end now; the reader returns what came since, by time. */
export async function followRequests(lab: LabDescription): Promise<() => Promise<SeenRequests>> {
  const addresses = lab.brokersForLearner.split(',')
  const logs = await Promise.all(
    lab.requestLogs.map(async (file, index) => ({
      file,
      address: addresses[index] ?? '',
      start: await sizeOf(file),
    })),
  )
  return async () => {
    const fences = await Promise.all(
      logs.map(({ file, address }) => fenceRequestLog(file, address)),
    )
    const texts = await Promise.all(logs.map(({ file, start }) => readTail(file, start)))
    const requests = texts.flatMap((text) => parseRequestLog(text))
    return {
      requests: requests.toSorted((one, other) => one.atMs - other.atMs),
      isComplete: fences.every(Boolean),
    }
  }
}
