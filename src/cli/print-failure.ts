import { chooseLang } from '#core/bilingual.ts'
import { EXIT } from '#core/exit-code.ts'
import { InfraError, UsageError, errorMessage } from '#core/errors.ts'
import { sanitiseText } from '#core/sanitise.ts'
import { SENTENCES } from '#report/words.ts'
import { createOutput } from './output.ts'

/** Prints why a command could not be carried out; returns the exit code for it. */
export function printFailure(error: unknown, argv: readonly string[]): number {
  const lang = chooseLang(askedLang(argv), process.env)
  const { print, paint } = createOutput(process.stderr)
  if (error instanceof UsageError || error instanceof InfraError) {
    print(paint('bad', sanitiseText(error.text[lang])))
    print(sanitiseText(error.advice[lang]))
    return error instanceof UsageError ? EXIT.usage : EXIT.infra
  }
  print(paint('bad', SENTENCES.ourFault[lang]))
  const details = error instanceof Error ? (error.stack ?? error.message) : errorMessage(error)
  print(sanitiseText(details))
  return EXIT.defect
}

/** The language asked for on a command line that may not have been understood. */
function askedLang(argv: readonly string[]): string | undefined {
  const joined = argv.find((word) => word.startsWith('--lang='))
  if (joined) return joined.slice('--lang='.length)
  const at = argv.indexOf('--lang')
  return at === -1 ? undefined : argv[at + 1]
}
