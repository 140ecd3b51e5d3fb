import type { Bilingual } from './bilingual.ts'

/** Every reason for which a run can end because of how it was asked. */
export type UsageCode =
  | 'unknown-exercise'
  | 'bad-command-line'
  | 'bad-option-value'
  | 'bad-course'
  | 'bad-exercises-folder'
  | 'cannot-write'
  | 'no-terminal'
  | 'port-taken'

/** Every reason for which the environment, not the learner, stops a run. */
export const INFRA_CODES = [
  'no-provider',
  'jars-unavailable',
  'broker-start-failed',
  'broker-lost',
  'broker-unanswering',
  'disk-full',
  'address-taken',
  'interrupted',
  'tool-missing',
  'not-on-this-cluster',
] as const
export type InfraCode = (typeof INFRA_CODES)[number]

type KnownErrorParts<Code> = {
  readonly code: Code
  /** What happened: which thing, which name, expected against got. */
  readonly message: Bilingual
  /** One line: what to do about it. */
  readonly advice: Bilingual
  readonly cause?: unknown
}

/** The caller asked for something that cannot be done as asked (exit 2). */
export class UsageError extends Error {
  readonly code: UsageCode
  readonly text: Bilingual
  readonly advice: Bilingual
  constructor(parts: KnownErrorParts<UsageCode>) {
    super(parts.message.en, { cause: parts.cause })
    this.name = 'UsageError'
    this.code = parts.code
    this.text = parts.message
    this.advice = parts.advice
  }
}

/** The environment failed: broker, Java, disk (exit 3). Never the learner's fault. */
export class InfraError extends Error {
  readonly code: InfraCode
  readonly text: Bilingual
  readonly advice: Bilingual
  constructor(parts: KnownErrorParts<InfraCode>) {
    super(parts.message.en, { cause: parts.cause })
    this.name = 'InfraError'
    this.code = parts.code
    this.text = parts.message
    this.advice = parts.advice
  }
}

/** The text of anything that was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
