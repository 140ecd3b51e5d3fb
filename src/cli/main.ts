import { Command, CommanderError } from 'commander'
import { EXIT } from '#core/exit-code.ts'
import { readOwnVersion } from '#core/repository.ts'
import { addClusterCommand } from './cluster-command.ts'
import { addDoctorCommand } from './doctor-command.ts'
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
  const program = new Command('kafkalings')
    .description('Small Kafka exercises, graded by a real broker.')
    .version(readOwnVersion())
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .configureHelp({ showGlobalOptions: true })
  let exitCode: number = EXIT.passed
  const finishWith = (code: number) => void (exitCode = code)
  addGradeCommand(program, finishWith)
  addListCommand(program, finishWith)
  addNextCommand(program, finishWith)
  addHintCommand(program, finishWith)
  addResetCommand(program, finishWith)
  addDoctorCommand(program, finishWith)
  addClusterCommand(program, finishWith)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.usage
    return printFailure(error, argv)
  }
}

process.exitCode = await main(process.argv.slice(2))
