import type { Lang } from '#core/bilingual.ts'
import { EXIT } from '#core/exit-code.ts'
import { InfraError, UsageError, errorMessage } from '#core/errors.ts'
import { sanitiseText } from '#core/sanitise.ts'
import { SENTENCES } from '#report/words.ts'
import { createOutput } from './output.ts'

/** Prints why a command could not be carried out; returns the exit code for it. */
export function printFailure(error: unknown, lang: Lang): number {
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
