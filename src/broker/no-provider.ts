import { InfraError } from '#core/errors.ts'
import type { Lang } from '#core/bilingual.ts'
import type { ProbeResult } from './provider.ts'

/** The probes of every provider that was asked, none of which can be used. */
export type FailedProbes = readonly (readonly [name: string, probe: ProbeResult])[]

/** No broker can be had here: one line per provider with what it needs, what is there, the mend. */
export function noProvider(probes: FailedProbes): InfraError {
  const lines = (lang: Lang) => probes.map((probe) => describe(probe, lang)).join('\n')
  return new InfraError({
    code: 'no-provider',
    message: {
      en: `No Kafka broker can be started here.\n${lines('en')}`,
      ko: `여기서는 Kafka 브로커를 시작할 수 없습니다.\n${lines('ko')}`,
    },
    advice: {
      en: 'Do that, then run the same command again.',
      ko: '위와 같이 해결한 뒤 같은 명령을 다시 실행해 주세요.',
    },
  })
}

function describe([name, probe]: FailedProbes[number], lang: Lang): string {
  const { lookedFor, found, mend } = probe
  if (lang === 'ko')
    return `  ${name}: 필요한 것: ${lookedFor.ko}. 찾은 것: ${found.ko}. 해결: ${mend.ko}`
  return `  ${name}: looked for ${lookedFor.en}; found ${found.en}; mend: ${mend.en}`
}
