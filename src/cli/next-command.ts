import type { Bilingual } from '#core/bilingual.ts'
import type { CommandLine } from './command-line.ts'
import { langOption } from './options.ts'

/** `next`: the first exercise that is not passed. */
export function addNextCommand({ program, lang, finishWith }: CommandLine): void {
  program
    .command('next')
    .description(DESCRIPTION[lang])
    .addOption(langOption(lang))
    .action(async (options: { lang?: string }) => {
      const { next } = await import('./next.ts')
      finishWith(await next(options))
    })
}

const DESCRIPTION: Bilingual = {
  en: 'show the exercise to do next',
  ko: '다음에 할 연습을 보여 줍니다',
}
