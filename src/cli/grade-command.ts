import { Option } from 'commander'
import type { Bilingual } from '#core/bilingual.ts'
import { REPOSITORY } from '#core/repository.ts'
import { PROVIDER_NAMES } from '#broker/provider-name.ts'
import type { CommandLine } from './command-line.ts'
import type { GradeOptions } from './grade.ts'
import { langOption, parseMinimum, parseSeed } from './options.ts'

/** `grade [NAMES…]`. */
export function addGradeCommand({ program, lang, finishWith }: CommandLine): void {
  program
    .command('grade', { isDefault: true })
    .description(WORDS.description[lang])
    .argument('[exercises...]', WORDS.names[lang])
    .addOption(new Option('--exercises <dir>', WORDS.exercises[lang]).default(REPOSITORY.exercises))
    .option('--json <file>', WORDS.json[lang])
    .option('--junit <file>', WORDS.junit[lang])
    .option('--seed <seed>', WORDS.seed[lang], parseSeed)
    .option('--provider <name>', `${WORDS.provider[lang]}: ${PROVIDER_NAMES.join(', ')}`)
    .option('--brokers <list>', WORDS.brokers[lang])
    .addOption(langOption(lang))
    .option('--verbose', WORDS.verbose[lang])
    .option('--show-solution', WORDS.showSolution[lang])
    .option('--min <list>', WORDS.min[lang], parseMinimum)
    .option('--exit-zero', WORDS.exitZero[lang])
    .addHelpText('after', WORDS.exitCodes[lang])
    .action(async (names: string[], options: GradeOptions) => {
      // Loaded when needed: the other commands answer at once without brokers and processes.
      const { grade } = await import('./grade.ts')
      finishWith(await grade(names, options))
    })
}

const WORDS = {
  description: {
    en: 'grade 00 and every exercise you have touched, or those named',
    ko: '00과 손댄 연습을 모두, 또는 지정한 연습만 채점합니다',
  },
  names: {
    en: 'numbers or names, for example 03 or 04-consume',
    ko: '번호나 이름. 예: 03, 04-consume',
  },
  exercises: {
    en: 'where the files are, laid out like exercises/ (default: exercises/ of this checkout)',
    ko: 'exercises/와 같은 구조로 파일이 놓인 폴더 (기본값: 이 저장소의 exercises/)',
  },
  json: {
    en: 'write the result record; - is standard output',
    ko: '결과 기록을 저장합니다. -는 표준 출력입니다',
  },
  junit: {
    en: 'write JUnit XML; - is standard output',
    ko: 'JUnit XML을 저장합니다. -는 표준 출력입니다',
  },
  seed: {
    en: 'repeat the random data of another run',
    ko: '다른 실행과 같은 임의 데이터를 씁니다',
  },
  provider: { en: 'where the broker comes from', ko: '브로커를 마련할 방법' },
  brokers: {
    en: 'the cluster to use with --provider external (KAFKALINGS_BROKERS)',
    ko: '--provider external로 쓸 클러스터 (KAFKALINGS_BROKERS)',
  },
  verbose: {
    en: 'show what was seen for passed checks too',
    ko: '통과한 항목에서 확인한 내용도 보여 줍니다',
  },
  showSolution: {
    en: 'show a right program for what has passed',
    ko: '통과한 연습의 모범 답안을 보여 줍니다',
  },
  min: {
    en: 'what is enough: 60 in all, 03=8 or 03=pass for one',
    ko: '충분하다고 볼 점수. 전체 60, 한 연습 03=8 또는 03=pass',
  },
  exitZero: {
    en: 'exit with 0 whenever grading itself worked',
    ko: '채점 자체가 끝까지 되었으면 0으로 끝냅니다',
  },
  exitCodes: {
    en: `
Exit codes: 0 all passed, 1 graded and something is missing, 2 usage, 3 environment,
4 a fault of the grader, 130 interrupted.`,
    ko: `
종료 코드: 0 모두 통과, 1 채점했으나 부족한 것이 있음, 2 잘못된 사용법,
3 환경 문제, 4 채점기의 결함, 130 중단.`,
  },
} satisfies Record<string, Bilingual>
