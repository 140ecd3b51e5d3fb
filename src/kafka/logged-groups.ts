import { fieldsOf, numberIn, objectsIn, textIn } from './logged-fields.ts'
import { topicNamesIn, type TopicNames, topicOf } from './logged-topics.ts'
import type { LoggedRequest } from './request-log.ts'

/** A commit of offsets by a group, `isTransactional` when it belonged to a transaction. */
export type LoggedCommit = {
  readonly groupId: string
  readonly clientId: string
  readonly atMs: number
  readonly isTransactional: boolean
  /** Empty for commits by a client that is no member. */
  readonly memberId: string
  readonly offsets: readonly {
    readonly topic: string
    readonly partition: number
    readonly offset: bigint
    readonly errorCode: number
  }[]
}

/** A request to join a group, of either protocol. */
export type LoggedJoin = {
  readonly groupId: string
  readonly clientId: string
  readonly atMs: number
  readonly type: 'classic' | 'consumer'
  readonly memberId: string
  readonly groupInstanceId?: string
  /** −1 for KIP-848 members: the broker's setting holds for them. */
  readonly sessionTimeoutMs: number
  /** Names of the assignors offered; empty for KIP-848 members that leave it to the broker. */
  readonly protocols: readonly string[]
  readonly errorCode: number
}

const MEMBER_ID_REQUIRED = 79

/** Every commit in the order of time, by groups and by transactions. */
export function committedVia(
  requests: readonly LoggedRequest[],
  names: TopicNames = topicNamesIn(requests),
): LoggedCommit[] {
  return requests.flatMap(({ apiName, request, response, clientId, atMs }) => {
    if (apiName !== 'OFFSET_COMMIT' && apiName !== 'TXN_OFFSET_COMMIT') return []
    const answers = readOffsets(response, names)
    const offsets = readOffsets(request, names).map((asked) => {
      const { topic, partition, offset } = asked
      const answer = answers.find((at) => at.topic === topic && at.partition === partition)
      return { topic, partition, offset, errorCode: answer?.errorCode ?? -1 }
    })
    const [groupId, memberId] = [textIn(request, 'groupId'), textIn(request, 'memberId')]
    const isTransactional = apiName === 'TXN_OFFSET_COMMIT'
    return [{ groupId, clientId, atMs, isTransactional, memberId, offsets }]
  })
}

/** Every join in the order of time; the first round that only hands out a member id is left out. */
export function joinedGroups(requests: readonly LoggedRequest[]): LoggedJoin[] {
  return requests.flatMap((entry) => {
    const isClassic = entry.apiName === 'JOIN_GROUP'
    if (!isClassic && entry.apiName !== 'CONSUMER_GROUP_HEARTBEAT') return []
    const join = isClassic ? readClassicJoin(entry) : readConsumerJoin(entry)
    return join && join.errorCode !== MEMBER_ID_REQUIRED ? [join] : []
  })
}

function readOffsets(body: unknown, names: TopicNames) {
  return objectsIn(body, 'topics').flatMap((topic) =>
    objectsIn(topic, 'partitions').map((entry) => ({
      topic: topicOf(topic, names),
      partition: numberIn(entry, 'partitionIndex'),
      offset: BigInt(numberIn(entry, 'committedOffset')),
      errorCode: numberIn(entry, 'errorCode'),
    })),
  )
}

function readClassicJoin({ request, response, clientId, atMs }: LoggedRequest): LoggedJoin {
  return {
    groupId: textIn(request, 'groupId'),
    clientId,
    atMs,
    type: 'classic',
    memberId: textIn(response, 'memberId'),
    ...instanceIn(request, 'groupInstanceId'),
    sessionTimeoutMs: numberIn(request, 'sessionTimeoutMs'),
    protocols: objectsIn(request, 'protocols').map((protocol) => textIn(protocol, 'name')),
    errorCode: numberIn(response, 'errorCode'),
  }
}

function readConsumerJoin(entry: LoggedRequest): LoggedJoin | undefined {
  const { request, response, clientId, atMs } = entry
  if (fieldsOf(request)['memberEpoch'] !== 0) return undefined
  const assignor = textIn(request, 'serverAssignor')
  return {
    groupId: textIn(request, 'groupId'),
    clientId,
    atMs,
    type: 'consumer',
    memberId: textIn(response, 'memberId'),
    ...instanceIn(request, 'instanceId'),
    sessionTimeoutMs: -1,
    protocols: assignor === '' ? [] : [assignor],
    errorCode: numberIn(response, 'errorCode'),
  }
}

function instanceIn(request: unknown, name: string): { readonly groupInstanceId?: string } {
  const groupInstanceId = textIn(request, name)
  return groupInstanceId === '' ? {} : { groupInstanceId }
}
