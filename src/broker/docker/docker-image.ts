import { KRAFT_RELEASE } from '../jvm/kafka-version.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The image that the compose file names when nothing else is asked for. */
export const KAFKA_IMAGE = `apache/kafka:${KRAFT_RELEASE.version}`

/** The image of the brokers: `KAFKALINGS_KAFKA_IMAGE`, else Kafka's own of the version we use. */
export function imageOf(env: Env): string {
  return env.KAFKALINGS_KAFKA_IMAGE || KAFKA_IMAGE
}
