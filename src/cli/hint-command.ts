import type { Command } from 'commander'
import { langOption } from './options.ts'

/** `hint CHECK`: one step further each time it is asked. */
export function addHintCommand(program: Command, finishWith: (code: number) => void): void {
  program
    .command('hint')
    .description('show the next hint for a check, for example 03-C2')
    .argument('<check>', 'the id of a check')
    .addOption(langOption())
    .action(async (check: string, options: { lang?: string }) => {
      const { hint } = await import('./hint.ts')
      finishWith(await hint(check, options))
    })
}
