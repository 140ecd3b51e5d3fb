import type { Command } from 'commander'
import { langOption } from './options.ts'

/** `list`: the course, and where the learner is. */
export function addListCommand(program: Command, finishWith: (code: number) => void): void {
  program
    .command('list')
    .description('list the exercises and how far you are')
    .addOption(langOption())
    .action(async (options: { lang?: string }) => {
      const { list } = await import('./list.ts')
      finishWith(await list(options))
    })
}
