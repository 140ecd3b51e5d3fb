/** A Maven artifact. */
export type Artifact = {
  readonly groupId: string
  readonly artifactId: string
  readonly version: string
  /** `group:artifact` patterns that are left out of what it brings along. */
  readonly exclusions?: readonly string[]
}

/** One Kafka release and the jars that make it run. */
export type KafkaRelease = { readonly version: string; readonly artifacts: readonly Artifact[] }

const KRAFT_VERSION = '4.3.1'
const LOG4J_VERSION = '2.25.3'

/** The Kafka that learners meet. The SLF4J binding is the one for SLF4J 1.7, which it uses. */
export const KRAFT_RELEASE: KafkaRelease = {
  version: KRAFT_VERSION,
  artifacts: [
    { groupId: 'org.apache.kafka', artifactId: 'kafka_2.13', version: KRAFT_VERSION },
    {
      groupId: 'org.apache.kafka',
      artifactId: 'kafka-tools',
      version: KRAFT_VERSION,
      exclusions: ['org.apache.kafka:connect-runtime', 'com.fasterxml.jackson.jakarta.rs:*'],
    },
    {
      groupId: 'org.apache.logging.log4j',
      artifactId: 'log4j-slf4j-impl',
      version: LOG4J_VERSION,
    },
    { groupId: 'org.apache.logging.log4j', artifactId: 'log4j-core', version: LOG4J_VERSION },
  ],
}
