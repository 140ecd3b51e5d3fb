import { CommanderError, type Command } from 'commander'
import { chooseLang } from '#core/bilingual.ts'
import { EXIT } from '#core/exit-code.ts'
import { addClusterCommand } from './cluster-command.ts'
import { createProgram } from './command-line.ts'
import { addDoctorCommand } from './doctor-command.ts'
import { explainMisuse } from './explain-misuse.ts'
import { addGradeCommand } from './grade-command.ts'
import { addHintCommand } from './hint-command.ts'
import { ignoreNegativeTimers } from './ignore-negative-timers.ts'
import { addListCommand } from './list-command.ts'
import { addNextCommand } from './next-command.ts'
import { survivePipes } from './output.ts'
import { printFailure } from './print-failure.ts'
import { addResetCommand } from './reset-command.ts'

// Without this any process of the same user could open Node's inspector on the grader.
process.on('SIGUSR1', () => {})
survivePipes()
ignoreNegativeTimers()

/** Runs one command line; returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const lang = chooseLang(askedLang(argv), process.env)
  const program = createProgram(lang)
  let exitCode: number = EXIT.passed
  const line = { program, lang, finishWith: (code: number) => void (exitCode = code) }
  addGradeCommand(line)
  addListCommand(line)
  addNextCommand(line)
  addHintCommand(line)
  addResetCommand(line)
  addDoctorCommand(line)
  addClusterCommand(line)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) return printFailure(error, lang)
    if (error.exitCode === 0) return EXIT.passed
    return printFailure(explainMisuse(error, namedCommand(program, argv)), lang)
  }
}

/** The language asked for on a command line that may not be understood. */
function askedLang(argv: readonly string[]): string | undefined {
  const joined = argv.find((word) => word.startsWith('--lang='))
  if (joined) return joined.slice('--lang='.length)
  const at = argv.indexOf('--lang')
  return at === -1 ? undefined : argv[at + 1]
}

/** The command a command line begins with; without one it is `grade`. */
function namedCommand({ commands }: Command, [first]: readonly string[]): string {
  return commands.find((command) => command.name() === first)?.name() ?? 'grade'
}

process.exitCode = await main(process.argv.slice(2))
