import type { Command } from 'commander'
import type { DoctorOptions } from './doctor/doctor.ts'
import { langOption } from './options.ts'

/** `doctor`: what is installed, and the mend for what is missing. */
export function addDoctorCommand(program: Command, finishWith: (code: number) => void): void {
  program
    .command('doctor')
    .description('look whether everything is there that grading needs')
    .option('--quick', 'do not start a broker')
    .addOption(langOption())
    .addHelpText('after', AFTER_HELP)
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./doctor/doctor.ts')
      finishWith(await doctor(options))
    })
}

const AFTER_HELP = `
✔ is well, ✘ has to be mended before anything can be graded, · is information.
Exit codes: 0 grading will work, 3 it will not, 130 interrupted.`
