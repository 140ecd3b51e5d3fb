// Everything a grader may use. What is not listed here belongs to the machinery.
export { expect } from 'chai'
export { findBrokerFault, type BrokerFault } from '#compose/broker-faults.ts'
export { describeFault } from '#compose/compose-fault.ts'
export { findHostFault, type HostFault } from '#compose/host-faults.ts'
export type { KafkaCluster } from '#compose/kafka-cluster.ts'
export type { KafkaFault } from '#compose/kafka-fault.ts'
export type { ModeFault } from '#compose/mode-fault.ts'
export { findModeFault, hasOnlyLostDefaults, isModeOpen } from '#compose/mode-faults.ts'
export type { NameFault } from '#compose/name-fault.ts'
export { findNameFault } from '#compose/name-faults.ts'
export { servesContainers } from '#compose/told-localhost.ts'
export {
  countBrokers,
  excessTransactionCopies,
  findReplicationFault,
  type ReplicationFault,
} from '#compose/replication-faults.ts'
export type { Evidence, Finding } from '#core/finding.ts'
export { createTopic } from '#kafka/create-topic.ts'
export type {
  CommittedOffset,
  ObservedGroup,
  ObservedMessage,
  ObservedTopic,
} from '#kafka/observation.ts'
export { planMembers } from '#kafka/plan-members.ts'
export { readCommitted } from '#kafka/read-committed.ts'
export { readMessages } from '#kafka/read-messages.ts'
export { readTopic } from '#kafka/read-topic.ts'
export { commitOffsets, deleteRecordsBefore, type PartitionOffset } from '#kafka/set-up-writes.ts'
export type { ProgramEnd } from '#process/start-program.ts'
export { assertDelivery } from './assert-delivery.ts'
export { memberTable, ownersOf, partitionSpread, type GroupOnTopic } from './assert-group.ts'
export type { PrintableMessage } from './assert-offsets.ts'
export { standsAt, type GroupPositions, type Position } from './assert-positions.ts'
export { partitionTable } from './assert-topics.ts'
export { journeyNotes, listenerTable, nodeTable } from './compose-evidence.ts'
export { readSubmittedCompose, type SubmittedCompose } from './compose-file.ts'
export {
  hasStartedAtEnd,
  untilCommitted,
  untilEnded,
  untilPrinted,
  untilPrintedBy,
} from './consumer-steps.ts'
export { readDataChange } from './data-change.ts'
export { isNamed, undescribedPartitions } from './described-lines.ts'
export { clientsThatJoined, groupsJoinedInstead } from './group-joins.ts'
export { evictMembers, waitUntilGone } from './group-steps.ts'
export { exercise } from './exercise.ts'
export { blockedBy, fail } from './judge.ts'
export type { Lab } from './lab.ts'
export { lastNumber } from './last-number.ts'
export type { LearnerProgram } from './learner-program.ts'
export { matchEvents, messagesIn, type GivenEvent } from './match-events.ts'
export { followComposeLive, type LiveRun } from './follow-live.ts'
export { changeNotes, logLines, serviceTable, wayPicture } from './live-evidence.ts'
export type { LiveFault } from './live-faults.ts'
export { runProducer } from './producer-run.ts'
export { lastWords, describeEnd } from './program-end.ts'
export { partitionsNotReadFromStart } from './read-from-start.ts'
export { releaseGroup } from './release-group.ts'
export { findSourceLines } from './source-lines.ts'
export { hasSettled, settleGroup } from './settle-group.ts'
export { listOf, showValue, spreadOver } from './show.ts'
export { sendNonces } from './send-nonces.ts'
export { waitForTakeover } from './wait-for-takeover.ts'
export { readGrowth, readTopicEnds } from './topic-growth.ts'
export { readLateGrowth } from './topic-history.ts'
export { readWrites } from './topic-writes.ts'
export { changeOf, listConfigs, readTopicShape, type TopicShape } from './topic-shape.ts'
export { lagTable, readLag, totalLag, type PartitionLag } from './total-lag.ts'
export { waitForEnd } from './wait-for-end.ts'
export { readYamlFile, type YamlFile } from './yaml-file.ts'
