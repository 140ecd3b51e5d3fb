import type { Guardian } from '#process/guardian.ts'
import { signalGroup } from '#process/process-group.ts'
import { runCommand, type CommandOptions, type CommandResult } from '#process/run-command.ts'

/** A command's options with the guardian that ends it when we die. */
export type GuardedOptions = Omit<CommandOptions, 'onStarted'> & { readonly guardian: Guardian }

/** Runs a command whose whole group dies with us, and at once when the signal aborts. */
export async function runGuarded(
  file: string,
  args: readonly string[],
  options: GuardedOptions,
): Promise<CommandResult> {
  const { guardian, signal, ...rest } = options
  let groupId: number | undefined
  const kill = (): void => {
    if (groupId !== undefined) signalGroup(groupId, 'SIGKILL')
  }
  signal?.addEventListener('abort', kill, { once: true })
  const result = await runCommand(file, args, {
    ...rest,
    env: { ...rest.env, ...guardian.markerEnv },
    onStarted: (started) => {
      groupId = started
      guardian.guardGroup(started)
      if (signal?.aborted) kill()
    },
  })
  signal?.removeEventListener('abort', kill)
  if (groupId !== undefined) guardian.releaseGroup(groupId)
  return result
}
