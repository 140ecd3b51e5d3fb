import type { Bilingual } from '#core/bilingual.ts'
import type { PartitionLag } from './total-lag.ts'

/** Names the well-known mistake that leads to just this number instead of the total lag. */
export function explainLag(lags: readonly PartitionLag[], said: number): Bilingual | undefined {
  const sum = (of: (lag: PartitionLag) => number) => lags.reduce((all, lag) => all + of(lag), 0)
  const withOpen = (of: (lag: PartitionLag) => number) =>
    sum((lag) => (lag.committed === undefined ? of(lag) : lag.lag))
  if (said === sum(({ end }) => Number(end))) return SUM_OF_ENDS
  if (said === withOpen(() => 0)) return WITHOUT_UNCOMMITTED
  if (said === withOpen(({ end }) => Number(end))) return FROM_ZERO
  if (said === withOpen(({ end }) => Number(end) + 1)) return MINUS_ONE
  return lags.some(({ lag }) => lag > 0 && lag === said) ? ONE_PARTITION : undefined
}

const SUM_OF_ENDS: Bilingual = {
  en: 'This is the sum of all end offsets: what was read already is counted too.',
  ko: '끝 오프셋을 모두 더한 값입니다. 이미 읽은 메시지까지 세었습니다.',
}

const WITHOUT_UNCOMMITTED: Bilingual = {
  en: 'This leaves out the partition on which the group has not committed anything.',
  ko: '그룹이 아직 커밋하지 않은 파티션이 빠진 값입니다.',
}

const FROM_ZERO: Bilingual = {
  en: 'This counts the partition without a commit from 0, but its first messages are no longer stored.',
  ko: '커밋이 없는 파티션을 0부터 센 값입니다. 그 파티션의 앞쪽 메시지는 이미 지워졌습니다.',
}

const MINUS_ONE: Bilingual = {
  en: 'This takes the −1 that stands for "no commit" for an offset.',
  ko: '"커밋 없음"을 뜻하는 −1을 오프셋으로 계산한 값입니다.',
}

const ONE_PARTITION: Bilingual = {
  en: 'This is the lag of one partition, not the sum of all.',
  ko: '파티션 하나의 lag입니다. 모두 더해야 합니다.',
}
