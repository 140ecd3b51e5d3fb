import type { Bilingual } from '#core/bilingual.ts'
import type { CommandLine } from './command-line.ts'
import type { DoctorOptions } from './doctor/doctor.ts'
import { langOption } from './options.ts'

/** `doctor`: what is installed, and the mend for what is missing. */
export function addDoctorCommand({ program, lang, finishWith }: CommandLine): void {
  program
    .command('doctor')
    .description(WORDS.description[lang])
    .option('--quick', WORDS.quick[lang])
    .addOption(langOption(lang))
    .addHelpText('after', WORDS.marks[lang])
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./doctor/doctor.ts')
      finishWith(await doctor(options))
    })
}

const WORDS = {
  description: {
    en: 'look whether everything is there that grading needs',
    ko: '채점에 필요한 것이 모두 있는지 살펴봅니다',
  },
  quick: { en: 'do not start a broker', ko: '브로커를 띄우지 않습니다' },
  marks: {
    en: `
✔ is well, ✘ has to be mended before anything can be graded, · is information.
Exit codes: 0 grading will work, 3 it will not, 130 interrupted.`,
    ko: `
✔ 이상 없음, ✘ 채점하려면 고쳐야 함, · 참고.
종료 코드: 0 채점할 수 있음, 3 채점할 수 없음, 130 중단.`,
  },
} satisfies Record<string, Bilingual>
