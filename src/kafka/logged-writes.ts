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
  /** Where the batch begins in the log; −1 when the answer does not say. */
  readonly baseOffset: bigint
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
    const answers = readAnswers(response, names)
    return objectsIn(request, 'topicData').flatMap((entry) => {
      const topic = topicOf(entry, names)
      return objectsIn(entry, 'partitionData').map((data) => {
        const partition = numberIn(data, 'index')
        const sizeBytes = numberIn(data, 'recordsSizeInBytes')
        const answer = answers.get(`${partition} ${topic}`) ?? UNANSWERED
        const sender = { transactionalId, clientId, software }
        return { topic, partition, acks, ...sender, sizeBytes, atMs, ...answer }
      })
    })
  })
}

type Answer = Pick<LoggedProduce, 'errorCode' | 'baseOffset'>

const UNANSWERED: Answer = { errorCode: 0, baseOffset: -1n }

function readAnswers(response: unknown, names: TopicNames): Map<string, Answer> {
  const answers = objectsIn(response, 'responses').flatMap((entry) =>
    objectsIn(entry, 'partitionResponses').map((answer) => {
      const key = `${numberIn(answer, 'index')} ${topicOf(entry, names)}`
      const baseOffset = BigInt(numberIn(answer, 'baseOffset'))
      return [key, { errorCode: numberIn(answer, 'errorCode'), baseOffset }] as const
    }),
  )
  return new Map(answers)
}
