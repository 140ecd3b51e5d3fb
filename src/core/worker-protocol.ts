import type { Bilingual } from './bilingual.ts'
import type { InfraCode } from './errors.ts'
import type { Evidence, Finding } from './finding.ts'
import type { CheckStatus } from './status.ts'
import type { LabAction, LabDescription } from './lab.ts'

/** An error of ours on its way between processes. */
export type ReportedError = {
  readonly message: Bilingual
  readonly stack?: string
  /** Set for errors of the environment, absent for defects. */
  readonly code?: InfraCode
  readonly advice?: Bilingual
}

/** What one check came to in the worker, before the checks it needs are taken into account. */
export type CheckOutcome = {
  readonly id: string
  readonly status: CheckStatus
  readonly durationMs: number
  /** Set with `blocked`: the check without which this one could not be judged. */
  readonly blockedBy?: string
  readonly finding?: Finding
  readonly error?: ReportedError
  /** Shown with a pass: what happened in the broker. */
  readonly evidence: readonly Evidence[]
}

/** What was broken on purpose, and when: milliseconds since the attempt began. */
export type InjectedFault = { readonly atMs: number; readonly what: Bilingual }

/** Engine to worker. */
export type ToWorker =
  | { readonly type: 'grade'; readonly lab: LabDescription; readonly graderFile: string }
  | { readonly type: 'action-answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'action-refused'; readonly id: number; readonly error: ReportedError }

/** Worker to engine. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'check-started'; readonly id: string }
  | { readonly type: 'check-ended'; readonly outcome: CheckOutcome }
  | { readonly type: 'doing'; readonly what: Bilingual }
  | { readonly type: 'phase-ended'; readonly phase: PhaseName; readonly durationMs: number }
  | { readonly type: 'program-started'; readonly groupId: number }
  | {
      readonly type: 'program-ended'
      readonly groupId: number
      /** Some of its processes outlived it and were killed. */
      readonly leftProcesses: boolean
    }
  /** Something was broken on purpose, just now. */
  | { readonly type: 'fault-injected'; readonly what: Bilingual }
  | { readonly type: 'action'; readonly id: number; readonly request: LabAction }
  | { readonly type: 'suite-ended' }
  | { readonly type: 'crashed'; readonly error: ReportedError }

/** Where the time of an exercise goes: making data, the learner's program, looking at the broker. */
export type PhaseName = 'set-up' | 'program' | 'observing'
