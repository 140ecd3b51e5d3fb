import { fieldsOf, numberIn, objectsIn, textIn } from './logged-fields.ts'
import type { LoggedRequest } from './request-log.ts'

/** Topic names by topic id, ids in the text form Kafka prints. */
export type TopicNames = ReadonlyMap<string, string>

/** A topic that was created, or asked for by a client that lets the broker create it. */
export type CreatedTopic = {
  readonly topic: string
  readonly clientId: string
  readonly atMs: number
  /** By a Metadata request for a topic that did not exist; counts are the broker's then. */
  readonly isAutomatic: boolean
  /** As asked for; −1 = the broker's default. */
  readonly partitions: number
  readonly replicationFactor: number
  readonly configs: Readonly<Record<string, string>>
  readonly errorCode: number
}

const UNKNOWN_TOPIC = 3
const LEADER_NOT_AVAILABLE = 5

/** The topic names that Metadata answers (version 10 and later) gave to ids. */
export function topicNamesIn(requests: readonly LoggedRequest[]): TopicNames {
  const entries = requests
    .filter(({ apiName }) => apiName === 'METADATA')
    .flatMap(({ response }) => objectsIn(response, 'topics'))
    .map((topic) => [textIn(topic, 'topicId'), textIn(topic, 'name')] as const)
  return new Map(entries.filter(([topicId, name]) => topicId !== '' && name !== ''))
}

/** The name of a topic entry that has a name, or an id only, as Produce and Fetch 13 and later. */
export function topicOf(entry: unknown, names: TopicNames): string {
  return (
    textIn(entry, 'name') || textIn(entry, 'topic') || names.get(textIn(entry, 'topicId')) || ''
  )
}

/** Every creation of a topic in the order of time, refused ones with their error code. */
export function createdTopics(requests: readonly LoggedRequest[]): CreatedTopic[] {
  return requests.flatMap((entry) => {
    if (entry.isForwarded) return []
    if (entry.apiName === 'CREATE_TOPICS') return readCreations(entry)
    return entry.apiName === 'METADATA' ? readAutomaticCreations(entry) : []
  })
}

function readCreations({ request, response, clientId, atMs }: LoggedRequest): CreatedTopic[] {
  if (fieldsOf(request)['validateOnly'] === true) return []
  const answers = objectsIn(response, 'topics')
  return objectsIn(request, 'topics').map((asked) => {
    const topic = textIn(asked, 'name')
    const answer = answers.find((entry) => textIn(entry, 'name') === topic)
    const configs = objectsIn(asked, 'configs').map((config) => {
      return [textIn(config, 'name'), textIn(config, 'value')] as const
    })
    return {
      topic,
      clientId,
      atMs,
      isAutomatic: false,
      partitions: numberIn(asked, 'numPartitions'),
      replicationFactor: numberIn(asked, 'replicationFactor'),
      configs: Object.fromEntries(configs),
      errorCode: numberIn(answer, 'errorCode'),
    }
  })
}

function readAutomaticCreations(entry: LoggedRequest): CreatedTopic[] {
  const { request, response, clientId, atMs } = entry
  if (fieldsOf(request)['allowAutoTopicCreation'] !== true) return []
  return objectsIn(response, 'topics')
    .filter((topic) => [UNKNOWN_TOPIC, LEADER_NOT_AVAILABLE].includes(numberIn(topic, 'errorCode')))
    .map((topic) => ({
      topic: textIn(topic, 'name'),
      clientId,
      atMs,
      isAutomatic: true,
      partitions: -1,
      replicationFactor: -1,
      configs: {},
      errorCode: 0,
    }))
}

/** Partitions that were added to a topic. */
export type AddedPartitions = {
  readonly topic: string
  /** How many partitions the topic was to have then. */
  readonly count: number
  readonly errorCode: number
}

/** Every request for more partitions in the order of time, refused ones with their error code. */
export function addedPartitions(requests: readonly LoggedRequest[]): AddedPartitions[] {
  return requests.flatMap(({ apiName, isForwarded, request, response }) => {
    if (isForwarded || apiName !== 'CREATE_PARTITIONS') return []
    if (fieldsOf(request)['validateOnly'] === true) return []
    const answers = objectsIn(response, 'results')
    return objectsIn(request, 'topics').map((asked) => {
      const topic = textIn(asked, 'name')
      const answer = answers.find((entry) => textIn(entry, 'name') === topic)
      return { topic, count: numberIn(asked, 'count'), errorCode: numberIn(answer, 'errorCode') }
    })
  })
}
