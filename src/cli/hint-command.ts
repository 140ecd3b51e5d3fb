import type { Bilingual } from '#core/bilingual.ts'
import type { CommandLine } from './command-line.ts'
import { langOption } from './options.ts'

/** `hint CHECK`: one step further each time it is asked. */
export function addHintCommand({ program, lang, finishWith }: CommandLine): void {
  program
    .command('hint')
    .description(DESCRIPTION[lang])
    .argument('<check>', CHECK[lang])
    .addOption(langOption(lang))
    .action(async (check: string, options: { lang?: string }) => {
      const { hint } = await import('./hint.ts')
      finishWith(await hint(check, options))
    })
}

const DESCRIPTION: Bilingual = {
  en: 'show the next hint for a check, for example 03-C2',
  ko: '채점 항목의 다음 힌트를 보여 줍니다. 예: 03-C2',
}
const CHECK: Bilingual = { en: 'the id of a check', ko: '채점 항목의 번호' }
