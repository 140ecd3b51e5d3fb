import { numberIn, objectsIn, textIn } from './logged-fields.ts'
import { topicNamesIn, type TopicNames, topicOf } from './logged-topics.ts'
import type { LoggedRequest } from './request-log.ts'

/** One partition of a Produce request; the records themselves are only counted in bytes. */
export type LoggedProduce = {
  readonly topic: string
  readonly partition: number
  /** 0 = nobody is asked, 1 = the leader, −1 = every in-sync replica. */
  readonly acks: number
  /** Empty outside of transactions. */
  readonly transactionalId: string
  readonly sizeBytes: number
  readonly clientId: string
  /** `unknown` for clients that do not name themselves, kafkajs for one. */
  readonly software: string
  readonly atMs: number
  /** 0 also where acks 0 leaves the sender without an answer. */
  readonly errorCode: number
}

/** Every partition that was written to, in the order of time. */
export function producedVia(
  requests: readonly LoggedRequest[],
  names: TopicNames = topicNamesIn(requests),
): LoggedProduce[] {
  return requests.flatMap(({ apiName, request, response, clientId, software, atMs }) => {
    if (apiName !== 'PRODUCE') return []
    const acks = numberIn(request, 'acks')
    const transactionalId = textIn(request, 'transactionalId')
    const errors = readErrors(response, names)
    return objectsIn(request, 'topicData').flatMap((entry) => {
      const topic = topicOf(entry, names)
      return objectsIn(entry, 'partitionData').map((data) => {
        const partition = numberIn(data, 'index')
        const sizeBytes = numberIn(data, 'recordsSizeInBytes')
        const errorCode = errors.get(`${partition} ${topic}`) ?? 0
        const sender = { transactionalId, clientId, software }
        return { topic, partition, acks, ...sender, sizeBytes, atMs, errorCode }
      })
    })
  })
}

function readErrors(response: unknown, names: TopicNames): Map<string, number> {
  const errors = objectsIn(response, 'responses').flatMap((entry) =>
    objectsIn(entry, 'partitionResponses').map((answer) => {
      const key = `${numberIn(answer, 'index')} ${topicOf(entry, names)}`
      return [key, numberIn(answer, 'errorCode')] as const
    }),
  )
  return new Map(errors)
}
