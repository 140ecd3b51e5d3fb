import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import { InfraError, errorMessage } from '#core/errors.ts'
import { probeProviders } from '#broker/choose-provider.ts'
import type { BrokerProvider, ClusterOptions } from '#broker/provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { renderDuration } from '#report/text-layout.ts'
import type { Diagnosis } from './diagnosis.ts'

/** What the ways to get a broker need, and the first that has it. */
export type ProviderFindings = {
  readonly diagnoses: readonly Diagnosis[]
  readonly provider: BrokerProvider | undefined
}

const START: Bilingual = { en: 'broker', ko: '브로커' }

/** Probes every way to get a broker; one that works is enough. */
export async function lookAtProviders(): Promise<ProviderFindings> {
  const all = await probeProviders()
  const usable = all.find(({ probe }) => probe.isUsable)
  const diagnoses = all.map(({ provider, probe }): Diagnosis => {
    const subject = SUBJECTS[provider.name] ?? sameInBoth(provider.name)
    if (probe.isUsable) return { subject, state: 'good', found: probe.found }
    const { found, lookedFor, mend } = probe
    if (usable) return { subject, state: 'note', found: withWords(found, ONE_IS_ENOUGH) }
    if (provider === all[0]?.provider) {
      const needed = { en: `needed: ${lookedFor.en}`, ko: `필요한 것: ${lookedFor.ko}` }
      return { subject, state: 'bad', found: withWords(found, needed), mend }
    }
    const instead = {
      en: `would do instead: ${lookedFor.en}`,
      ko: `대신 써도 되는 것: ${lookedFor.ko}`,
    }
    return { subject, state: 'note', found: withWords(found, instead), mend }
  })
  return { diagnoses, provider: usable?.provider }
}

const SUBJECTS: Readonly<Record<string, Bilingual>> = {
  jvm: { en: 'Java and Kafka', ko: 'Java와 Kafka' },
  docker: sameInBoth('Docker'),
}

const ONE_IS_ENOUGH = {
  en: 'not needed, as there is another way to a broker',
  ko: '브로커를 시작할 다른 방법이 있으므로 없어도 됩니다',
}

function withWords(found: Bilingual, more: Bilingual): Bilingual {
  return { en: `${found.en}; ${more.en}`, ko: `${found.ko}. ${more.ko}` }
}

/** Starts a broker, uses it once, ends it, and tells how long the start took. */
export async function lookAtStart(
  provider: BrokerProvider,
  options: Omit<ClusterOptions, 'brokers'>,
): Promise<Diagnosis> {
  const startedAt = performance.now()
  try {
    await using cluster = await provider.startCluster({ ...options, brokers: 1 })
    const durationMs = performance.now() - startedAt
    const archives = await describeArchives(provider, cluster)
    const version = `Kafka ${cluster.kafkaVersion ?? ''}`.trim()
    return {
      subject: START,
      state: 'good',
      found: {
        en: `${version} was ready after ${renderDuration(durationMs, 'en')}${archives.en}`,
        ko: `${version} 준비에 ${renderDuration(durationMs, 'ko')} 걸림${archives.ko}`,
      },
    }
  } catch (error) {
    if (options.signal?.aborted) throw error
    const [found, mend] =
      error instanceof InfraError
        ? [error.text, error.advice]
        : [sameInBoth(errorMessage(error)), undefined]
    return { subject: START, state: 'bad', found, ...(mend && { mend }) }
  }
}

/** Archives of loaded classes speed up the JVMs of this computer only. */
async function describeArchives(
  provider: BrokerProvider,
  cluster: StartedCluster,
): Promise<Bilingual> {
  if (provider.name !== 'jvm') return sameInBoth('')
  return ARCHIVES[(await hasArchives(provider, cluster)) ? 'there' : 'due']
}

const ARCHIVES = {
  there: { en: '; class-data archives are there', ko: ', 클래스 데이터 아카이브 있음' },
  due: {
    en: '; no class-data archives yet, a graded run makes them',
    ko: ', 클래스 데이터 아카이브는 아직 없으며 채점할 때 만들어짐',
  },
}

async function hasArchives(provider: BrokerProvider, cluster: StartedCluster): Promise<boolean> {
  if (cluster.toolArchive() === undefined) return false
  return (await provider.findSpeedUp().catch(() => undefined)) === undefined
}
