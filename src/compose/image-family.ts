import type { ImageReference } from './image-reference.ts'
import { tagVersion } from './image-reference.ts'

/** Which image's rules turn the environment into a broker's configuration. */
export type KafkaFamily = 'apache' | 'confluent' | 'confluent-local' | 'bitnami'

/** Images that run a broker, but by rules that are not known here, or no longer at all. */
export type OtherKafka = 'wurstmeister' | 'redpanda' | 'unknown-kafka'

/** What an image is, as far as it matters to Kafka. */
export type ImageKind =
  | { readonly kind: 'kafka'; readonly family: KafkaFamily }
  | { readonly kind: 'other-kafka'; readonly which: OtherKafka }
  | { readonly kind: 'zookeeper' }
  | { readonly kind: 'other' }

/** A version of Kafka itself, whatever the image calls it. */
export type KafkaVersion = readonly [major: number, minor: number]

const FAMILIES: readonly [RegExp, KafkaFamily][] = [
  [/^apache\/kafka(-native)?$/, 'apache'],
  [/^confluentinc\/(cp-kafka|cp-server|cp-enterprise-kafka)$/, 'confluent'],
  [/^confluentinc\/confluent-local$/, 'confluent-local'],
  [/^(bitnami|bitnamilegacy|bitnamisecure|soldevelo)\/kafka$/, 'bitnami'],
]

const OTHER_KAFKAS: readonly [RegExp, OtherKafka][] = [
  [/^wurstmeister\/kafka$/, 'wurstmeister'],
  [/(^|\/)redpanda(-unstable|-nightly)?$/, 'redpanda'],
  [/(^|\/)(kafka|fast-data-dev|kafka-zookeeper|kafka-kraft|kafka-broker)$/, 'unknown-kafka'],
]

/** What the image is, by its name; the registry does not matter, mirrors keep the names. */
export function kindOfImage({ repository }: ImageReference): ImageKind {
  const name = ownerAndName(repository)
  const family = FAMILIES.find(([pattern]) => pattern.test(name))?.[1]
  if (family) return { kind: 'kafka', family }
  const which = OTHER_KAFKAS.find(([pattern]) => pattern.test(name))?.[1]
  if (which) return { kind: 'other-kafka', which }
  return { kind: /(^|\/|-)zookeeper$/.test(name) ? 'zookeeper' : 'other' }
}

/** The Kafka inside an image, from its tag; Confluent counts 7.5 where Kafka counts 3.5. */
export function kafkaVersionOf(
  image: ImageReference,
  family: KafkaFamily,
): KafkaVersion | undefined {
  const version = tagVersion(image)
  if (!version) return undefined
  const [major, minor] = version
  if (family === 'apache' || family === 'bitnami') return version
  if (major >= 7) return [major - 4, minor]
  return [2, minor]
}

/** Whether a version is older than another one. */
export function isBefore(version: KafkaVersion, other: KafkaVersion): boolean {
  return version[0] < other[0] || (version[0] === other[0] && version[1] < other[1])
}

/** The last two parts of a path: mirrors put their own parts in front. */
export function ownerAndName(repository: string): string {
  return repository.toLowerCase().split('/').slice(-2).join('/')
}
