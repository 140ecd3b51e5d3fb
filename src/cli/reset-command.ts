import type { Bilingual } from '#core/bilingual.ts'
import type { CommandLine } from './command-line.ts'
import type { ResetOptions } from './reset.ts'
import { langOption } from './options.ts'

/** `reset EXERCISE`: the pristine stub back. */
export function addResetCommand({ program, lang, finishWith }: CommandLine): void {
  program
    .command('reset')
    .description(WORDS.description[lang])
    .argument('<exercise>', WORDS.exercise[lang])
    .option('--yes', WORDS.yes[lang])
    .addOption(langOption(lang))
    .action(async (name: string, options: ResetOptions) => {
      const { reset } = await import('./reset.ts')
      finishWith(await reset(name, options))
    })
}

const WORDS = {
  description: {
    en: 'put the stub of an exercise back; your files move to .kafkalings/trash',
    ko: '연습을 처음 상태로 되돌립니다. 작성한 파일은 .kafkalings/trash로 옮깁니다',
  },
  exercise: {
    en: 'number or name, for example 03 or 03-produce',
    ko: '번호나 이름. 예: 03, 03-produce',
  },
  yes: { en: 'do not ask', ko: '묻지 않습니다' },
} satisfies Record<string, Bilingual>
