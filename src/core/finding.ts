import type { Bilingual } from './bilingual.ts'

/** A small table that shows what was seen, one row per partition, member or message. */
export type TableEvidence = {
  readonly kind: 'table'
  readonly title: Bilingual
  readonly columns: readonly Bilingual[]
  readonly rows: readonly (readonly string[])[]
  /** Rows (by position) that show the fault. */
  readonly marked?: readonly number[] | undefined
}

/** One owner's count; `detail` may name what was counted. */
export type SpreadBar = {
  readonly label: string
  readonly count: number
  readonly detail?: string | undefined
}

/** Counts over owners, drawn as bars: messages per partition, partitions per member. */
export type SpreadEvidence = {
  readonly kind: 'spread'
  readonly title: Bilingual
  readonly bars: readonly SpreadBar[]
}

/** One sentence of fact. */
export type NoteEvidence = { readonly kind: 'note'; readonly text: Bilingual }

/** The last lines a learner's program wrote; untrusted text. */
export type OutputEvidence = {
  readonly kind: 'output'
  readonly title: Bilingual
  readonly lines: readonly string[]
}

/** One thing that happened: who did it, what, and whether it shows the fault. */
export type TimelineEvent = {
  /** Milliseconds since a beginning that all events of the timeline share. */
  readonly atMs: number
  readonly who: Bilingual
  readonly what: Bilingual
  /** `fault`: broken by the grader on purpose; `wrong`: what must not happen. */
  readonly mark?: 'fault' | 'wrong' | undefined
}

/** What happened, in the order of time. */
export type TimelineEvidence = {
  readonly kind: 'timeline'
  readonly title: Bilingual
  readonly events: readonly TimelineEvent[]
}

/** A quantity over time, drawn as columns; `limit` is a line across them. */
export type SeriesEvidence = {
  readonly kind: 'series'
  readonly title: Bilingual
  readonly points: readonly { readonly atMs: number; readonly value: number }[]
  readonly limit?: { readonly value: number; readonly label: Bilingual } | undefined
  /** Moments to be pointed at, in the order of time. */
  readonly moments: readonly { readonly atMs: number; readonly label: Bilingual }[]
}

/** Facts that stand behind a result. */
export type Evidence =
  | TableEvidence
  | SpreadEvidence
  | NoteEvidence
  | OutputEvidence
  | TimelineEvidence
  | SeriesEvidence

/** Why a check failed, as data: the learner's mistake is never an exception past the check. */
export type Finding = {
  /** Stable name of the kind of fault, for example `messages-missing`. */
  readonly id: string
  /** The headline sentence. */
  readonly message: Bilingual
  readonly expected?: Bilingual
  readonly actual?: Bilingual
  readonly evidence: readonly Evidence[]
}
