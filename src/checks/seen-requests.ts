import type { LabDescription } from '#core/lab.ts'
import { fenceRequestLog, readRequestLog, type LoggedRequest } from '#kafka/request-log.ts'

/** The learner's requests as the brokers logged them. */
export type SeenRequests = {
  readonly requests: readonly LoggedRequest[]
  /**
   * False when the end of the log could not be proven, for example because a client switched the
   * logger off: then nothing may be held against the learner from what is missing.
   */
  readonly isComplete: boolean
}

/** Reads the request logs of all brokers behind a fence, in the order of time. */
export async function readRequests(lab: LabDescription): Promise<SeenRequests> {
  const addresses = lab.brokersForLearner.split(',')
  const fences = await Promise.all(
    lab.requestLogs.map((file, index) => fenceRequestLog(file, addresses[index] ?? '')),
  )
  const logs = await Promise.all(lab.requestLogs.map((file) => readRequestLog(file)))
  return {
    requests: logs.flat().toSorted((one, other) => one.atMs - other.atMs),
    isComplete: fences.every(Boolean),
  }
}
