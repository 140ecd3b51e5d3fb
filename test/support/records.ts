import type { CheckResult, ExerciseResult, ResultRecord } from '#core/result-record.ts'

/** A text in both languages that tells them apart. */
export function both(text: string): { en: string; ko: string } {
  return { en: text, ko: `${text} (한)` }
}

/** A check result; a pass worth 2 points unless told otherwise. */
export function makeCheck(parts: Partial<CheckResult> = {}): CheckResult {
  const status = parts.status ?? 'pass'
  const maxPoints = parts.maxPoints ?? 2
  return {
    id: '03-C1',
    title: { en: 'sends every event', ko: '모든 이벤트를 보낸다' },
    status,
    points: status === 'pass' ? maxPoints : status === 'infra' || status === 'defect' ? null : 0,
    maxPoints,
    isEssential: false,
    isBonus: false,
    durationMs: 12,
    evidence: [],
    ...parts,
  }
}

/** An exercise result made of the given checks; 03-produce unless told otherwise. */
export function makeExercise(parts: Partial<ExerciseResult> = {}): ExerciseResult {
  const checks = parts.checks ?? [makeCheck()]
  return {
    id: '03',
    slug: '03-produce',
    title: { en: 'Send messages', ko: '메시지 보내기' },
    status: 'pass',
    points: checks.reduce((sum, { points }) => sum + (points ?? 0), 0),
    maxPoints: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    hasPassMark: false,
    isSolvedAlready: false,
    file: 'producer.ts',
    attempts: 1,
    flags: [],
    durationMs: 2_345,
    whatHappened: [],
    phasesMs: { 'set-up': 300, program: 1_500, observing: 545 },
    faults: [],
    typeNotes: [],
    ...parts,
    checks,
  }
}

/** The record of a run over the given exercises; every clock and id in it is fixed. */
export function makeRecord(parts: Partial<ResultRecord> = {}): ResultRecord {
  const exercises = parts.exercises ?? [makeExercise()]
  return {
    schema: 'kafkalings/result/v1',
    kafkalings: '0.1.0',
    runId: '00000000-0000-4000-8000-000000000000',
    seed: 'cafe0123',
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 4_321,
    clusterMs: 1_700,
    isInterrupted: false,
    environment: {
      provider: 'jvm',
      kafka: '4.3.1',
      node: 'v20.19.0',
      platform: 'linux x64',
      isolation: 'process-group',
    },
    points: exercises.reduce((sum, { points }) => sum + (points ?? 0), 0),
    maxPoints: exercises.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    next: null,
    leftOut: [],
    ...parts,
    exercises,
  }
}
