import type { Command } from 'commander'
import { langOption } from './options.ts'

/** `next`: the first exercise that is not passed. */
export function addNextCommand(program: Command, finishWith: (code: number) => void): void {
  program
    .command('next')
    .description('show the exercise to do next')
    .addOption(langOption())
    .action(async (options: { lang?: string }) => {
      const { next } = await import('./next.ts')
      finishWith(await next(options))
    })
}
