import { UsageError } from '#core/errors.ts'
import { createJvmProvider } from './jvm/jvm-provider.ts'
import { noProvider, type FailedProbes } from './no-provider.ts'
import { PROVIDER_NAMES, type ProviderName } from './provider-name.ts'
import type { BrokerProvider, ProbeResult } from './provider.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Every provider, in the order in which they are tried. */
const PROVIDERS: readonly { name: ProviderName; create: (env: Env) => BrokerProvider }[] = [
  { name: 'jvm', create: createJvmProvider },
]

/** The provider a user asked for, if any. */
export type ProviderWish = { readonly provider?: string }

/**
 * The provider asked for, else the first that can be used here. Throws a `UsageError` for a name
 * that is none, `no-provider` when none can be used.
 */
export async function chooseProvider(
  { provider: asked }: ProviderWish = {},
  env: Env = process.env,
): Promise<BrokerProvider> {
  const candidates = PROVIDERS.filter(({ name }) => asked === undefined || name === asked)
  if (candidates.length === 0) throw unknownProvider(asked ?? '')
  const failed: [string, FailedProbes[number][1]][] = []
  for (const { name, create } of candidates) {
    const provider = create(env)
    const probe = await provider.probe()
    if (probe.isUsable) return provider
    failed.push([name, probe])
  }
  throw noProvider(failed)
}

/** Every provider with what its probe says, in the order in which they are tried. */
export async function probeProviders(
  env: Env = process.env,
): Promise<readonly { readonly provider: BrokerProvider; readonly probe: ProbeResult }[]> {
  return await Promise.all(
    PROVIDERS.map(async ({ create }) => {
      const provider = create(env)
      return { provider, probe: await provider.probe() }
    }),
  )
}

function unknownProvider(asked: string): UsageError {
  const names = PROVIDER_NAMES.join(', ')
  return new UsageError({
    code: 'bad-option-value',
    message: {
      en: `There is no provider "${asked}"; expected one of: ${names}.`,
      ko: `"${asked}"(이)라는 제공자는 없습니다. 사용할 수 있는 값: ${names}.`,
    },
    advice: {
      en: 'Leave --provider out to have one chosen.',
      ko: '--provider를 빼면 알아서 고릅니다.',
    },
  })
}
