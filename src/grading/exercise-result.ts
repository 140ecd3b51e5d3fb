import { applyNeeds } from '#core/apply-needs.ts'
import { sameInBoth } from '#core/bilingual.ts'
import type { ExerciseMessages } from '#core/exercise-messages.ts'
import type { Finding } from '#core/finding.ts'
import type { CheckResult, ExerciseResult, TypeNote } from '#core/result-record.ts'
import { sanitiseData } from '#core/sanitise.ts'
import type { ExerciseStatus } from '#core/status.ts'
import { isUngraded } from '#core/status.ts'
import type { CheckOutcome, ReportedError } from '#core/worker-protocol.ts'
import type { AttemptResult } from './attempt.ts'
import type { CourseCheck, CourseExercise } from './course.ts'

/** What is known of an exercise apart from how its checks went. */
export type ResultParts = {
  readonly exercise: CourseExercise
  readonly messages: ExerciseMessages
  readonly file: string | null
  readonly flags: readonly string[]
  readonly typeNotes?: readonly TypeNote[]
}

/** The result of an exercise that was graded, however the attempt went. */
export function gradedResult(
  parts: ResultParts,
  attempt: AttemptResult,
  attempts: number,
): ExerciseResult {
  const { exercise, messages } = parts
  const outcomes = withMissing(exercise, attempt)
  const checks = applyNeeds(exercise.checks, outcomes).map((outcome, index) =>
    checkResult(exercise.checks[index]!, messages, outcome),
  )
  return finish(parts, checks, {
    attempts,
    flags: [...parts.flags, ...(attempt.leftProcesses ? ['left-processes'] : [])],
    durationMs: Math.round(attempt.durationMs),
    phasesMs: roundAll(attempt.phasesMs),
    typeNotes: parts.typeNotes ?? [],
    faults: attempt.faults.map(({ atMs, what }) => ({ atMs: Math.round(atMs), what })),
  })
}

/** The result of an exercise whose files could not be run: one finding, every check blocked by it. */
export function unrunnableResult(parts: ResultParts, finding: Finding): ExerciseResult {
  const checks = parts.exercise.checks.map((check) =>
    checkResult(check, parts.messages, {
      id: check.id,
      status: 'blocked',
      blockedBy: 'submission',
      durationMs: 0,
      evidence: [],
    }),
  )
  return { ...finish(parts, checks, { finding }), status: 'fail' }
}

/** The result of an exercise that says nothing about the learner: the environment failed. */
export function ungradedResult(
  parts: ResultParts,
  error: ReportedError,
  attempts: number,
): ExerciseResult {
  const status = error.code ? 'infra' : 'defect'
  const checks = parts.exercise.checks.map((check) =>
    checkResult(check, parts.messages, { id: check.id, status, durationMs: 0, evidence: [] }),
  )
  return { ...finish(parts, checks, { attempts, error }), status, points: null }
}

/** The result of an exercise whose stub is untouched. */
export function todoResult(exercise: CourseExercise, messages: ExerciseMessages): ExerciseResult {
  const parts = { exercise, messages, file: null, flags: [] }
  return { ...finish(parts, [], {}), status: 'todo', points: 0 }
}

/** The largest score of an exercise; bonus checks add nothing to it. */
function maxPointsOf(exercise: CourseExercise): number {
  const counted = exercise.checks.filter((check) => !check.bonus)
  return counted.reduce((sum, check) => sum + check.points, 0)
}

function finish(
  { exercise, messages, file, flags }: ResultParts,
  checks: CheckResult[],
  more: Partial<ExerciseResult>,
): ExerciseResult {
  const status = statusOf(checks)
  const points = checks.reduce((sum, check) => sum + (check.points ?? 0), 0)
  const essential = checks.filter((check) => check.isEssential)
  return sanitiseData({
    id: exercise.id,
    slug: exercise.slug,
    title: messages.title,
    status,
    points: isUngraded(status) ? null : points,
    maxPoints: maxPointsOf(exercise),
    hasPassMark: essential.length > 0 && essential.every((check) => check.status === 'pass'),
    isSolvedAlready: exercise.solved,
    file,
    attempts: 0,
    flags: [...flags],
    durationMs: 0,
    phasesMs: { 'set-up': 0, program: 0, observing: 0 },
    faults: [],
    typeNotes: [],
    whatHappened: checks.length > 0 && status === 'pass' ? messages.whatHappened : [],
    checks,
    ...more,
  })
}

/** A bonus that was not earned takes nothing away. */
function statusOf(checks: readonly CheckResult[]): ExerciseStatus {
  const statuses = checks.map((check) => check.status)
  if (statuses.includes('defect')) return 'defect'
  if (statuses.includes('infra')) return 'infra'
  return checks.every(({ status, isBonus }) => isBonus || status === 'pass') ? 'pass' : 'fail'
}

function roundAll(phasesMs: AttemptResult['phasesMs']): ExerciseResult['phasesMs'] {
  const { 'set-up': setUp, program, observing } = phasesMs
  const round = Math.round
  return { 'set-up': round(setUp), program: round(program), observing: round(observing) }
}

/** A check the worker never reported is a defect of ours, never a pass. */
function withMissing(
  exercise: CourseExercise,
  attempt: AttemptResult,
): ReadonlyMap<string, CheckOutcome> {
  const outcomes = new Map(attempt.outcomes)
  for (const { id } of exercise.checks) {
    if (outcomes.has(id)) continue
    const error = attempt.failure ?? NOT_REPORTED
    const status = error.code ? 'infra' : 'defect'
    outcomes.set(id, { id, status, durationMs: 0, evidence: [], error })
  }
  return outcomes
}

const NOT_REPORTED: ReportedError = {
  message: {
    en: 'The grader did not report this check.',
    ko: '채점기가 이 항목의 결과를 보고하지 않았습니다.',
  },
}

function checkResult(
  check: CourseCheck,
  messages: ExerciseMessages,
  outcome: CheckOutcome,
): CheckResult {
  const said = messages.checks[check.id]
  return {
    id: check.id,
    title: said?.title ?? sameInBoth(check.id),
    status: outcome.status,
    points: isUngraded(outcome.status) ? null : outcome.status === 'pass' ? check.points : 0,
    maxPoints: check.points,
    isEssential: check.essential,
    isBonus: check.bonus,
    durationMs: Math.round(outcome.durationMs),
    evidence: outcome.status === 'pass' ? outcome.evidence : [],
    ...(outcome.finding && { finding: outcome.finding }),
    ...(outcome.blockedBy !== undefined && { blockedBy: outcome.blockedBy }),
    ...(outcome.error && { error: { ...outcome.error } }),
  }
}
