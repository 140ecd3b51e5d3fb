import type { Bilingual } from '#core/bilingual.ts'
import type { MissedMinimum } from '#core/minimum.ts'
import type { TextOptions } from './render-exercise.ts'

/** A line for each minimum that was missed; empty when none was. */
export function renderMissed(
  missed: readonly MissedMinimum[],
  { lang, paint }: TextOptions,
): string {
  return missed.map((each) => paint('warn', sentenceOf(each)[lang])).join('\n')
}

function sentenceOf({ minimum, reached }: MissedMinimum): Bilingual {
  if (minimum.kind === 'total') {
    return {
      en: `Below --min: ${reached} points, and ${minimum.points} are asked for.`,
      ko: `--min에 미치지 못했습니다. 요구 ${minimum.points}점, 현재 ${reached}점입니다.`,
    }
  }
  const { id, points } = minimum
  if (reached === undefined) {
    return {
      en: `Below --min: ${id} was not in this run.`,
      ko: `--min에 미치지 못했습니다. 이번 실행에 ${id} 연습이 없습니다.`,
    }
  }
  if (points === 'pass') {
    return {
      en: `Below --min: ${id} has not reached its pass mark, which is every essential check.`,
      ko: `--min에 미치지 못했습니다. ${id} 연습의 필수 항목을 모두 통과해야 합니다.`,
    }
  }
  return {
    en: `Below --min: ${id} has ${reached} points, and ${points} are asked for.`,
    ko: `--min에 미치지 못했습니다. ${id} 연습은 요구 ${points}점, 현재 ${reached}점입니다.`,
  }
}
