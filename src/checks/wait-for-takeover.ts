import { ownersOf, type GroupOnTopic } from './assert-group.ts'
import { readGroupOn } from './group-steps.ts'
import type { Lab } from './lab.ts'
import type { LearnerProgram } from './learner-program.ts'

/** A group that a member has just left, and the programs that are to go on. */
export type Takeover = {
  readonly groupId: string
  readonly topic: string
  readonly partitionCount: number
  readonly programs: readonly LearnerProgram[]
  readonly membersBefore: number
  readonly timeoutMs: number
}

/** The group has to look the same for so long before it counts as settled. */
const SETTLED_MS = 1_000

/**
 * Waits until a group has fewer members and each partition one owner again, or until no program is
 * left; returns the group as last seen.
 */
export async function waitForTakeover(lab: Lab, takeover: Takeover): Promise<GroupOnTopic> {
  const { groupId, topic, partitionCount, programs, membersBefore, timeoutMs } = takeover
  const { value } = await lab.waitFor(
    {
      en: 'one worker was stopped; waiting for the others to take over',
      ko: '워커 하나를 멈추었습니다. 나머지가 이어받기를 기다립니다',
    },
    async () => ({
      observed: await readGroupOn(lab.kafka, groupId, topic, partitionCount),
      isOver: programs.every((program) => program.hasEnded()),
    }),
    ({ observed }) =>
      observed.group.state === 'Stable' &&
      observed.group.members.length < membersBefore &&
      ownersOf(observed).every((owners) => owners === 1),
    { timeoutMs, stableForMs: SETTLED_MS, isHopeless: ({ isOver }) => isOver },
  )
  return value.observed
}
