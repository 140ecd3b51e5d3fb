import type { BootedCompose } from '#core/booted-compose.ts'
import { readComposeFolder } from '#compose/read-folder.ts'
import { planCompose } from './compose-plan.ts'
import type { BootCompose, BootTools, StartedCompose } from './started-compose.ts'

/** Where a submission's compose file is started when that is asked for; disposing it ends it all. */
export interface ComposeStage extends AsyncDisposable {
  /** Starts it the first time; answers how everything is. */
  readonly boot: () => Promise<BootedCompose>
  readonly look: () => Promise<BootedCompose>
}

/** Where a compose file is, and how it is started. */
export type StageParts = BootTools & {
  readonly folder: string
  readonly file: string
  readonly boot: BootCompose
}

/** A stage for the compose file of a folder; nothing is read or started yet. */
export function createComposeStage({ folder, file, boot, ...tools }: StageParts): ComposeStage {
  let started: Promise<StartedCompose> | undefined
  const start = () =>
    (started ??= boot(planCompose(readComposeFolder(folder, file).cluster), tools))
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
