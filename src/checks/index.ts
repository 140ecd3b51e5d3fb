// Everything a grader may use. What is not listed here belongs to the machinery.
export { expect } from 'chai'
export { type BrokerFault, findBrokerFault } from '#compose/broker-faults.ts'
export { describeFault } from '#compose/compose-fault.ts'
export { type HostFault, findHostFault } from '#compose/host-faults.ts'
export type { KafkaCluster } from '#compose/kafka-cluster.ts'
export type { KafkaFault } from '#compose/kafka-fault.ts'
export type { ModeFault } from '#compose/mode-fault.ts'
export { findModeFault, hasOnlyLostDefaults, isModeOpen } from '#compose/mode-faults.ts'
export type { NameFault } from '#compose/name-fault.ts'
export { findNameFault } from '#compose/name-faults.ts'
export {
  type ReplicationFault,
  countBrokers,
  excessTransactionCopies,
  findReplicationFault,
} from '#compose/replication-faults.ts'
export { servesContainers } from '#compose/told-localhost.ts'
export { sameInBoth } from '#core/bilingual.ts'
export type { Evidence, Finding, SeriesEvidence, TimelineEvent } from '#core/finding.ts'
export { brokerUnanswering } from '#kafka/broker-unanswering.ts'
export { createTopic } from '#kafka/create-topic.ts'
export { type GroupMember, joinGroup } from '#kafka/group-member.ts'
export type { LoggedProduce } from '#kafka/logged-writes.ts'
export type {
  CommittedOffset,
  ObservedGroup,
  ObservedMessage,
  ObservedTopic,
} from '#kafka/observation.ts'
export { planMembers } from '#kafka/plan-members.ts'
export { readCommitted } from '#kafka/read-committed.ts'
export { readGroup } from '#kafka/read-group.ts'
export { readMessages } from '#kafka/read-messages.ts'
export { readTopicConfigs } from '#kafka/read-topic-configs.ts'
export { readTopic } from '#kafka/read-topic.ts'
export { sendMessages } from '#kafka/send-messages.ts'
export { type PartitionOffset, commitOffsets, deleteRecordsBefore } from '#kafka/set-up-writes.ts'
export type { ProgramEnd } from '#process/start-program.ts'
export { assertDelivery } from './assert-delivery.ts'
export { type GroupOnTopic, memberTable, ownersOf, partitionSpread } from './assert-group.ts'
export type { PrintableMessage } from './assert-offsets.ts'
export { type GroupPositions, type Position, standsAt } from './assert-positions.ts'
export { partitionTable } from './assert-topics.ts'
export { takeDown, waitForFullIsr } from './broker-outage.ts'
export { journeyNotes, listenerTable, nodeTable } from './compose-evidence.ts'
export { type SubmittedCompose, readSubmittedCompose } from './compose-file.ts'
export { untilCommitted, untilEnded, untilPrinted, untilPrintedBy } from './consumer-steps.ts'
export { readDataChange } from './data-change.ts'
export { isNamed, undescribedPartitions } from './described-lines.ts'
export { exercise } from './exercise.ts'
export { explainCrash } from './explain-crash.ts'
export { explainLag } from './explain-lag.ts'
export { type LiveRun, followComposeLive } from './follow-live.ts'
export { followTopic } from './follow-topic.ts'
export { clientsThatCommitted, clientsThatJoined, groupsJoinedInstead } from './group-joins.ts'
export { countLooks } from './group-looks.ts'
export { evictMembers, waitUntilGone } from './group-steps.ts'
export { type HeldRequest, holdRequest } from './held-request.ts'
export { blockedBy, fail } from './judge.ts'
export type { Lab } from './lab.ts'
export { lastNumber } from './last-number.ts'
export type { LearnerProgram } from './learner-program.ts'
export { changeNotes, logLines, serviceTable, wayPicture } from './live-evidence.ts'
export type { LiveFault } from './live-faults.ts'
export {
  type EventMatch,
  type GivenEvent,
  isHalfStored,
  matchEvents,
  messagesIn,
  jsonLines,
} from './match-events.ts'
export { fenceMetadata } from './metadata-fence.ts'
export { type OfferedNonce, offerNonces, readNonces } from './offer-nonces.ts'
export { asFarAsPrinted } from './printed-part.ts'
export {
  acksOf,
  errorsOf,
  readProduces,
  readTopicIds,
  type SeenProduces,
} from './produce-requests.ts'
export { runProducer, type ProducerRun } from './producer-run.ts'
export { describeEnd, lastWords } from './program-end.ts'
export { partitionsNotReadFromStart } from './read-from-start.ts'
export { releaseGroup } from './release-group.ts'
export { sendNonces } from './send-nonces.ts'
export { hasSettled, settleGroup } from './settle-group.ts'
export { listOf, showValue, spreadOver, noteOf } from './show.ts'
export { findSourceLines, matchesSource } from './source-lines.ts'
export {
  type ProgramMoment,
  type SupervisedProgram,
  superviseProgram,
} from './supervised-program.ts'
export {
  groupsAtWork,
  readTopicGroups,
  topicGroupTable,
  untilAnyCommitted,
} from './topic-groups.ts'
export { readGrowth, readTopicEnds } from './topic-growth.ts'
export { readLateGrowth } from './topic-history.ts'
export { type TopicShape, changeOf, listConfigs, readTopicShape } from './topic-shape.ts'
export { readWrites } from './topic-writes.ts'
export { type PartitionLag, lagTable, readLag, totalLag } from './total-lag.ts'
export { readTransactionLog, type TransactionLog } from './transaction-log.ts'
export { waitForEnd } from './wait-for-end.ts'
export { waitForTakeover } from './wait-for-takeover.ts'
export { givenUpNote, type WorkSeen, waitForWork } from './wait-for-work.ts'
export { whyNotPrinted } from './why-not-printed.ts'
export { type WorkHistory, readWorkHistory, writeOf } from './work-history.ts'
export { type YamlFile, readYamlFile } from './yaml-file.ts'
export { partitionsOf, storedEvents, storedEventTable, type StoredEvent } from './stored-events.ts'
export {
  commitBehind,
  createWorkTopics,
  isPassed,
  readPositions,
  type InputPositions,
  type WorkTopics,
} from './work-topics.ts'
