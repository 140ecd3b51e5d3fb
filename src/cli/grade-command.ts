import { Option, type Command } from 'commander'
import { REPOSITORY } from '#core/repository.ts'
import { PROVIDER_NAMES } from '#broker/provider-name.ts'
import type { GradeOptions } from './grade.ts'
import { langOption, parseMinimum, parseSeed } from './options.ts'

/** `grade [NAMES…]`. */
export function addGradeCommand(program: Command, finishWith: (code: number) => void): void {
  program
    .command('grade', { isDefault: true })
    .description('grade 00 and every exercise you have touched, or those named')
    .argument('[exercises...]', 'numbers or names, for example 03 or 04-consume')
    .addOption(
      new Option('--exercises <dir>', 'where the files are, laid out like exercises/').default(
        REPOSITORY.exercises,
        'exercises/ of this checkout',
      ),
    )
    .option('--json <file>', 'write the result record; - is standard output')
    .option('--junit <file>', 'write JUnit XML; - is standard output')
    .option('--seed <seed>', 'repeat the random data of another run', parseSeed)
    .option('--provider <name>', `where the broker comes from: ${PROVIDER_NAMES.join(', ')}`)
    .option('--brokers <list>', 'the cluster to use with --provider external (KAFKALINGS_BROKERS)')
    .addOption(langOption())
    .option('--verbose', 'show what was seen for passed checks too')
    .option('--show-solution', 'show a right program for what has passed')
    .option('--min <list>', 'what is enough: 60 in all, 03=8 or 03=pass for one', parseMinimum)
    .option('--exit-zero', 'exit with 0 whenever grading itself worked')
    .addHelpText('after', AFTER_HELP)
    .action(async (names: string[], options: GradeOptions) => {
      // Loaded when needed: the other commands answer at once without brokers and processes.
      const { grade } = await import('./grade.ts')
      finishWith(await grade(names, options))
    })
}

const AFTER_HELP = `
Exit codes: 0 all passed, 1 graded and something is missing, 2 usage, 3 environment,
4 a fault of the grader, 130 interrupted.`
