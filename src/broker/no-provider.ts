import { InfraError } from '#core/errors.ts'
import type { Lang } from '#core/bilingual.ts'
import type { ProbeResult } from './provider.ts'

/** The probes of every provider that was asked, none of which can be used. */
export type FailedProbes = readonly (readonly [name: string, probe: ProbeResult])[]

/** No broker can be had here: one line per provider with what it needs, what is there, the mend. */
export function noProvider(probes: FailedProbes): InfraError {
  const lines = (lang: Lang) => probes.map((probe) => describe(probe, lang)).join('\n')
  const mends = probes.map(([, { mend }]) => mend)
  return new InfraError({
    code: 'no-provider',
    message: {
      en: `No Kafka broker can be started here.\n${lines('en')}`,
      ko: `여기서는 Kafka 브로커를 시작할 수 없습니다.\n${lines('ko')}`,
    },
    advice: {
      en: `Run: ${mends.map(({ en }) => en).join('   or: ')}`,
      ko: `다음을 실행해 주세요: ${mends.map(({ ko }) => ko).join('   또는: ')}`,
    },
  })
}

function describe([name, probe]: FailedProbes[number], lang: Lang): string {
  const { lookedFor, found, mend } = probe
  if (lang === 'ko')
    return `  ${name}: 필요한 것: ${lookedFor.ko}. 찾은 것: ${found.ko}. 해결: ${mend.ko}`
  return `  ${name}: looked for ${lookedFor.en}; found ${found.en}; mend: ${mend.en}`
}
