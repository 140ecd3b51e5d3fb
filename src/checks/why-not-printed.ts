import type { PrintableMessage } from './assert-offsets.ts'
import { hasStartedAtEnd } from './consumer-steps.ts'
import type { Lab } from './lab.ts'
import type { LearnerProgram } from './learner-program.ts'

/** Why a consumer did not print what it should: other stream, bytes as such, or read from the end. */
export type WhyNotPrinted = 'to-stderr' | 'as-buffer' | 'from-end'

/** Looks for a well-known reason why messages are missing on standard output. */
export async function whyNotPrinted(
  lab: Lab,
  program: LearnerProgram,
  topic: string,
  stored: readonly PrintableMessage[],
): Promise<WhyNotPrinted | undefined> {
  const missing = stored.filter(({ nonce }) => program.linesWith(nonce).length === 0)
  if (missing.length === 0) return undefined
  if (missing.every(({ nonce }) => program.wroteToStderr(nonce))) return 'to-stderr'
  if (/<Buffer [0-9a-f]{2} /.test(program.readOutput().stdout.text)) return 'as-buffer'
  return (await hasStartedAtEnd(lab, topic, stored)) ? 'from-end' : undefined
}
