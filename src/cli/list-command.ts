import type { Bilingual } from '#core/bilingual.ts'
import type { CommandLine } from './command-line.ts'
import { langOption } from './options.ts'

/** `list`: the course, and where the learner is. */
export function addListCommand({ program, lang, finishWith }: CommandLine): void {
  program
    .command('list')
    .description(DESCRIPTION[lang])
    .addOption(langOption(lang))
    .action(async (options: { lang?: string }) => {
      const { list } = await import('./list.ts')
      finishWith(await list(options))
    })
}

const DESCRIPTION: Bilingual = {
  en: 'list the exercises and how far you are',
  ko: '연습 목록과 어디까지 했는지 보여 줍니다',
}
