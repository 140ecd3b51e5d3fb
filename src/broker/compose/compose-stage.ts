import type { BootedCompose } from '#core/booted-compose.ts'
import { readComposeFolder } from '#compose/read-folder.ts'
import { bootCompose, type BootTools, type StartedCompose } from './boot-compose.ts'
import { planCompose } from './compose-plan.ts'

/** Where a submission's compose file is started when that is asked for; disposing it ends it all. */
export interface ComposeStage extends AsyncDisposable {
  /** Starts it the first time; answers how everything is. */
  readonly boot: () => Promise<BootedCompose>
  readonly look: () => Promise<BootedCompose>
}

/** A stage for the compose file of a folder; nothing is read or started yet. */
export function createComposeStage(folder: string, file: string, tools: BootTools): ComposeStage {
  let started: Promise<StartedCompose> | undefined
  const start = () =>
    (started ??= bootCompose(planCompose(readComposeFolder(folder, file).cluster), tools))
  return {
    boot: async () => await (await start()).look(),
    look: async () => {
      if (!started) throw new Error('a compose file is looked at that was never started')
      return await (await started).look()
    },
    [Symbol.asyncDispose]: async () => {
      const compose = await started?.catch(() => undefined)
      await compose?.[Symbol.asyncDispose]()
    },
  }
}
