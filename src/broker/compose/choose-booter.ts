import type { ProviderWish } from '../choose-provider.ts'
import { probeDocker } from '../docker/probe-docker.ts'
import { createJvmProvider } from '../jvm/jvm-provider.ts'
import { noProvider } from '../no-provider.ts'
import { bootCompose } from './boot-compose.ts'
import { bootInDocker } from './docker/boot-in-docker.ts'
import type { BootCompose, BootTools } from './started-compose.ts'

/**
 * How compose files are started: as asked for, else as JVMs where there is Java, else by Docker. A
 * cluster of one's own has no say in it. Throws `no-provider` when a file is to be started and neither
 * can be had.
 */
export function composeBooter({ provider }: ProviderWish = {}): BootCompose {
  return async (plan, tools) => {
    const isRefused = plan.refusals.length > 0
    const boot = isRefused ? bootCompose : await chooseBooter(provider, tools)
    return await boot(plan, tools)
  }
}

async function chooseBooter(asked: string | undefined, { env }: BootTools): Promise<BootCompose> {
  if (asked === 'jvm') return bootCompose
  if (asked === 'docker') return bootInDocker
  const jvm = await createJvmProvider(env).probe()
  if (jvm.isUsable) return bootCompose
  const docker = await probeDocker(env, [])
  if (docker.isUsable) return bootInDocker
  throw noProvider([
    ['jvm', jvm],
    ['docker', docker],
  ])
}
