import type { Command } from 'commander'
import type { ResetOptions } from './reset.ts'
import { langOption } from './options.ts'

/** `reset EXERCISE`: the pristine stub back. */
export function addResetCommand(program: Command, finishWith: (code: number) => void): void {
  program
    .command('reset')
    .description('put the stub of an exercise back; your files move to .kafkalings/trash')
    .argument('<exercise>', 'number or name, for example 03 or 03-produce')
    .option('--yes', 'do not ask')
    .addOption(langOption())
    .action(async (name: string, options: ResetOptions) => {
      const { reset } = await import('./reset.ts')
      finishWith(await reset(name, options))
    })
}
