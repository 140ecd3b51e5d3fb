import type { LabDescription } from '#core/lab.ts'
import { readTail, sizeOf } from '#kafka/read-tail.ts'
import { fenceRequestLog, parseRequestLog, type LoggedRequest } from '#kafka/request-log.ts'

/** The learner's requests as the brokers logged them. */
export type SeenRequests = {
  readonly requests: readonly LoggedRequest[]
  /**
   * False when there is no log or its end could not be proven, for example because a client
   * switched the logger off: then nothing may be held against the learner from what is missing.
   */
  readonly isComplete: boolean
}

type FollowedLog = {
  readonly brokerId: number
  readonly file: string
  readonly address: string
  readonly start: number
  /** Connections that were there before: theirs is what comes late from programs that are gone. */
  readonly oldConnections: () => Promise<ReadonlySet<string>>
}

/**
 * Remembers where the request logs end now; the reader returns what came since over connections made
 * since, by time. A request is logged when it is answered, so a join of an earlier program that was
 * killed may still come minutes later. A broker that was taken down on purpose cannot be asked for a
 * fence: its log counts as complete, so read it once before that.
 */
export async function followRequests(
  lab: LabDescription,
  isUp: (broker: number) => boolean,
): Promise<() => Promise<SeenRequests>> {
  const { brokersForLearner = '', requestLogs = [], brokerIds = [] } = lab.cluster ?? {}
  const addresses = brokersForLearner.split(',')
  const logs = await Promise.all(
    requestLogs.map((file, index) => followLog(brokerIds[index]!, file, addresses[index] ?? '')),
  )
  return async () => {
    const fences = await Promise.all(
      logs
        .filter(({ brokerId }) => isUp(brokerId))
        .map(({ file, address }) => fenceRequestLog(file, address)),
    )
    const requests = (await Promise.all(logs.map(readNew))).flat()
    return {
      requests: requests.toSorted((one, other) => one.atMs - other.atMs),
      isComplete: fences.length > 0 && fences.every(Boolean),
    }
  }
}

async function followLog(brokerId: number, file: string, address: string): Promise<FollowedLog> {
  const start = await sizeOf(file)
  let old: Promise<ReadonlySet<string>> | undefined
  const readOld = async () => {
    const before = parseRequestLog(await readTail(file, 0, start))
    return new Set(before.map(({ connection }) => connection))
  }
  return { brokerId, file, address, start, oldConnections: () => (old ??= readOld()) }
}

async function readNew({ file, start, oldConnections }: FollowedLog): Promise<LoggedRequest[]> {
  const requests = parseRequestLog(await readTail(file, start))
  return withoutConnections(requests, await oldConnections())
}

/** The requests that came over other connections than these. */
function withoutConnections(
  requests: readonly LoggedRequest[],
  old: ReadonlySet<string>,
): LoggedRequest[] {
  return requests.filter(({ connection }) => !old.has(connection))
}
