import type { Evidence } from '#core/finding.ts'
import type { GroupOnTopic } from './assert-group.ts'
import { readGroupOn } from './group-steps.ts'
import { groupsJoinedInstead } from './group-joins.ts'
import type { Lab } from './lab.ts'
import type { LearnerProgram } from './learner-program.ts'
import { listOf, noteOf } from './show.ts'

/** The group that is to settle and the programs whose consumers are to join it. */
export type GroupToSettle = {
  readonly groupId: string
  readonly topic: string
  readonly partitionCount: number
  readonly programs: readonly LearnerProgram[]
  /** How many members there must be at least. */
  readonly wanted: number
}

const JOIN_MS = 45_000
/** The group has to look the same for so long before it counts as settled. */
const SETTLED_MS = 1_000
/** After so long without a change the brokers' request logs are searched for the reason. */
const SEARCH_MS = 3_000
/** The same when some are in the group and others have joined another one. */
const MIXED_MS = 8_000
/** A group that has not changed for so long is not going to. */
const IDLE_MS = 20_000

/** Waits until the group is Stable with enough members and stays so; returns it as last seen. */
export async function settleGroup(lab: Lab, wish: GroupToSettle): Promise<GroupOnTopic> {
  const { groupId, wanted, programs } = wish
  const read = createReader(lab, wish)
  const { value } = await lab.waitFor(
    { en: `waiting for ${wanted} workers to join`, ko: `워커 ${wanted}개의 참여를 기다립니다` },
    read,
    ({ observed, isSame }) => isSame && hasSettled(observed, wanted),
    {
      timeoutMs: JOIN_MS,
      stableForMs: SETTLED_MS,
      isHopeless: ({ observed, idleMs, ended, elsewhere }) => {
        const canStillJoin = programs.length - ended
        const members = observed.group.members.length
        const isMoving = observed.group.state.endsWith('Rebalance')
        const hasTooFew = ended > 0 && members <= canStillJoin && canStillJoin < wanted
        return (
          ended === programs.length ||
          (!isMoving && hasTooFew && idleMs > SEARCH_MS) ||
          (!isMoving && elsewhere.length > 0 && (members === 0 || idleMs > MIXED_MS)) ||
          idleMs > IDLE_MS
        )
      },
    },
  )
  return { ...value.observed, evidence: elsewhereEvidence(groupId, value.elsewhere) }
}

/** Whether a group is Stable with enough members. */
export function hasSettled({ group }: GroupOnTopic, wanted: number): boolean {
  return group.state === 'Stable' && group.members.length >= wanted
}

function createReader(
  lab: Lab,
  { groupId, topic, partitionCount, programs, wanted }: GroupToSettle,
) {
  let shape = ''
  let changedAt = performance.now()
  let elsewhere: readonly string[] = []
  return async () => {
    const observed = await readGroupOn(lab.kafka, groupId, topic, partitionCount)
    const now = JSON.stringify(observed.group)
    const isSame = now === shape
    if (!isSame) [shape, changedAt] = [now, performance.now()]
    const idleMs = performance.now() - changedAt
    if (idleMs > SEARCH_MS && elsewhere.length === 0 && !hasSettled(observed, wanted)) {
      elsewhere = await groupsJoinedInstead(lab, groupId)
    }
    const ended = programs.filter((program) => program.hasEnded()).length
    return { observed, isSame, idleMs, ended, elsewhere }
  }
}

function elsewhereEvidence(groupId: string, groups: readonly string[]): Evidence[] {
  if (groups.length === 0) return []
  const names = listOf(groups)
  const text = {
    en: `Consumers joined another group than ${groupId}: ${names}.`,
    ko: `컨슈머가 ${groupId}이(가) 아닌 다른 그룹에 참여했습니다: ${names}.`,
  }
  return [noteOf(text)]
}
