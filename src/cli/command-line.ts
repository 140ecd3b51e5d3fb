import { Command } from 'commander'
import type { Bilingual, Lang } from '#core/bilingual.ts'
import { readOwnVersion } from '#core/repository.ts'
import { widthOf } from '#report/text-layout.ts'

/** What a command needs to add itself to the command line. */
export type CommandLine = {
  readonly program: Command
  /** The language that `--help` speaks. */
  readonly lang: Lang
  /** Takes the exit code of the command that was carried out. */
  readonly finishWith: (code: number) => void
}

/** Our program without commands yet; what it is given is refused with CommanderError, unprinted. */
export function createProgram(lang: Lang): Command {
  const titles = TITLES[lang]
  return new Command('kafkalings')
    .description(ABOUT[lang])
    .version(readOwnVersion(), '-V, --version', VERSION[lang])
    .helpOption('-h, --help', HELP[lang])
    .helpCommand('help [command]', HELP[lang])
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: widthOf,
      styleTitle: (title) => titles[title] ?? title,
      // Commander adds the default and the choices in English.
      optionDescription: ({ description }) => description,
    })
}

const ABOUT: Bilingual = {
  en: 'Small Kafka exercises, graded by a real broker.',
  ko: '진짜 브로커가 채점하는 작은 Kafka 연습 문제.',
}
const VERSION: Bilingual = { en: 'show the version', ko: '버전을 보여 줍니다' }
const HELP: Bilingual = { en: 'show this help', ko: '이 도움말을 보여 줍니다' }

/** Commander's headings where they are not English. */
const TITLES: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  en: {},
  ko: {
    'Usage:': '사용법:',
    'Arguments:': '인수:',
    'Options:': '옵션:',
    'Global Options:': '공통 옵션:',
    'Commands:': '명령:',
  },
}
