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
const ZOOKEEPER_VERSION = '3.9.2'

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

/** The last Kafka with ZooKeeper, which it brings along; it stands for every 3.x of a compose file. */
export const ZOOKEEPER_RELEASE: KafkaRelease = {
  version: ZOOKEEPER_VERSION,
  artifacts: [
    { groupId: 'org.apache.kafka', artifactId: 'kafka_2.13', version: ZOOKEEPER_VERSION },
    {
      groupId: 'org.apache.kafka',
      artifactId: 'kafka-tools',
      version: ZOOKEEPER_VERSION,
      exclusions: ['org.apache.kafka:connect-runtime', 'com.fasterxml.jackson.jaxrs:*'],
    },
    { groupId: 'ch.qos.reload4j', artifactId: 'reload4j', version: '1.2.25' },
    { groupId: 'org.slf4j', artifactId: 'slf4j-reload4j', version: '1.7.36' },
  ],
}
