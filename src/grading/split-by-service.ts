import type { Bilingual } from '#core/bilingual.ts'
import type { ReportedError } from '#core/worker-protocol.ts'
import type { BrokerProvider } from '#broker/provider.ts'
import type { PlannedExercise } from './plan.ts'

/** An exercise whose needs the provider of brokers cannot meet, and why. */
export type UnservedExercise = PlannedExercise & { readonly reason: Bilingual }

/** Asks the provider about each exercise; without one, none of them needs brokers. */
export async function splitByService(
  planned: readonly PlannedExercise[],
  provider: BrokerProvider | undefined,
): Promise<{ served: PlannedExercise[]; unserved: UnservedExercise[] }> {
  const served: PlannedExercise[] = []
  const unserved: UnservedExercise[] = []
  for (const each of planned) {
    const reason = await provider?.whyNot(each.exercise)
    if (reason) unserved.push({ ...each, reason })
    else served.push(each)
  }
  return { served, unserved }
}

/** What stands in the result of an exercise that was asked for by name and cannot be served. */
export function notOnThisCluster({ en, ko }: Bilingual): ReportedError {
  return {
    code: 'not-on-this-cluster',
    message: {
      en: `This exercise cannot be graded on the cluster that was given: ${en}.`,
      ko: `지정한 클러스터에서는 이 연습을 채점할 수 없습니다. ${ko}.`,
    },
    advice: {
      en: 'Leave --provider out to have it graded on a cluster of its own.',
      ko: '--provider를 빼면 전용 클러스터에서 채점합니다.',
    },
  }
}
