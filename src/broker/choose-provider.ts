import { UsageError } from '#core/errors.ts'
import { createDockerProvider } from './docker/docker-provider.ts'
import { createExternalProvider } from './external/external-provider.ts'
import { createJvmProvider } from './jvm/jvm-provider.ts'
import { noProvider, type FailedProbes } from './no-provider.ts'
import { PROVIDER_NAMES, type ProviderName } from './provider-name.ts'
import type { BrokerProvider, ProbeResult } from './provider.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The provider a user asked for, if any; `brokers` is the bootstrap list of an external cluster. */
export type ProviderWish = { readonly provider?: string; readonly brokers?: string }

type Entry = {
  readonly name: ProviderName
  readonly create: (env: Env, wish: ProviderWish) => BrokerProvider
  readonly isOnlyOnRequest?: boolean
}

/** Every provider, in the order in which they are tried. */
const PROVIDERS: readonly Entry[] = [
  { name: 'jvm', create: createJvmProvider },
  { name: 'docker', create: createDockerProvider },
  {
    name: 'external',
    create: (env, { brokers }) => createExternalProvider(env, brokers),
    isOnlyOnRequest: true,
  },
]

/**
 * The provider asked for, else the first that can be used here. Throws a `UsageError` for a name
 * that is none, `no-provider` when none can be used.
 */
export async function chooseProvider(
  wish: ProviderWish = {},
  env: Env = process.env,
): Promise<BrokerProvider> {
  const { provider: asked } = wish
  const candidates = PROVIDERS.filter(({ name, isOnlyOnRequest }) =>
    asked === undefined ? !isOnlyOnRequest : name === asked,
  )
  if (candidates.length === 0) throw unknownProvider(asked ?? '')
  if (wish.brokers !== undefined && asked !== 'external') throw brokersWithout()
  const failed: [string, FailedProbes[number][1]][] = []
  for (const { name, create } of candidates) {
    const provider = create(env, wish)
    const probe = await provider.probe()
    if (probe.isUsable) return provider
    failed.push([name, probe])
  }
  throw noProvider(failed)
}

/** What may be chosen by itself with what its probe says, in the order in which they are tried. */
export async function probeProviders(
  env: Env = process.env,
): Promise<readonly { readonly provider: BrokerProvider; readonly probe: ProbeResult }[]> {
  return await Promise.all(
    PROVIDERS.filter(({ isOnlyOnRequest }) => !isOnlyOnRequest).map(async ({ create }) => {
      const provider = create(env, {})
      return { provider, probe: await provider.probe() }
    }),
  )
}

function brokersWithout(): UsageError {
  return new UsageError({
    code: 'bad-option-value',
    message: {
      en: '--brokers is for a cluster of your own, and no external one was asked for.',
      ko: '--brokers는 직접 운영하는 클러스터에서 채점할 때 쓰는 옵션인데 --provider external을 지정하지 않았습니다.',
    },
    advice: {
      en: 'Add --provider external, or leave --brokers out.',
      ko: '--provider external을 함께 쓰거나 --brokers를 빼 주세요.',
    },
  })
}

function unknownProvider(asked: string): UsageError {
  const names = PROVIDER_NAMES.join(', ')
  return new UsageError({
    code: 'bad-option-value',
    message: {
      en: `There is no provider "${asked}"; expected one of: ${names}.`,
      ko: `--provider에 "${asked}"은(는) 쓸 수 없습니다. 사용할 수 있는 값: ${names}.`,
    },
    advice: {
      en: 'Leave --provider out to have one chosen.',
      ko: '--provider를 빼면 알아서 고릅니다.',
    },
  })
}
