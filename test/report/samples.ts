import type { ExerciseResult, ResultRecord } from '#core/result-record.ts'
import type { NextExercise } from '#report/render-summary.ts'
import { both, makeCheck, makeExercise, makeRecord } from '../support/records.ts'

/** One record for every kind of result, by name. */
export const SAMPLES: Readonly<Record<string, ResultRecord>> = {
  passed: of(makeExercise({ checks: [makeCheck(), makeCheck({ id: '03-C2', maxPoints: 8 })] })),
  solved: of(
    makeExercise({
      id: '00',
      slug: '00-welcome',
      isSolvedAlready: true,
      file: 'hello.ts',
      checks: [
        makeCheck({
          id: '00-C1',
          maxPoints: 0,
          evidence: [
            {
              kind: 'spread',
              title: both('Messages by partition'),
              bars: [
                { label: '0', count: 4, detail: 'anna, bora' },
                { label: '한글', count: 0 },
                { label: '2', count: 60 },
              ],
            },
            { kind: 'note', text: both('Six messages.') },
          ],
        }),
      ],
    }),
  ),
  timed: of(
    makeExercise({
      status: 'fail',
      faults: [{ atMs: 1_250, what: both('SIGKILL to the program') }],
      hasPassMark: true,
      typeNotes: [
        { file: 'worker.ts', line: 12, column: 3, code: 'TS2353', message: "'acks' is\nunknown" },
      ],
      checks: [
        makeCheck({
          status: 'fail',
          finding: {
            id: 'committed-too-early',
            message: both('Offset 5 was committed before message 4 was processed.'),
            evidence: [
              {
                kind: 'timeline',
                title: both('Partition 2, moment by moment'),
                events: [
                  { atMs: 400, who: both('program'), what: both('starts') },
                  { atMs: 900, who: both('GROUP'), what: both('commits 5'), mark: 'wrong' },
                  { atMs: 1_250, who: both('grader'), what: both('SIGKILL'), mark: 'fault' },
                  { atMs: 62_000, who: both('프로그램'), what: both('two\nlines') },
                ],
              },
              {
                kind: 'series',
                title: both('Lag of the group'),
                points: [
                  { atMs: 1_000, value: 0 },
                  { atMs: 2_000, value: 40 },
                  { atMs: 4_000, value: 130 },
                  { atMs: 7_000, value: 20 },
                ],
                limit: { value: 100, label: both('LIMIT') },
                moments: [{ atMs: 4_500, label: both('alarm') }],
              },
              { kind: 'timeline', title: both('Nothing'), events: [] },
            ],
          },
        }),
      ],
    }),
  ),
  failed: of(
    makeExercise({
      status: 'fail',
      checks: [
        makeCheck({
          id: '03-C2',
          status: 'fail',
          finding: {
            id: 'messages-missing',
            message: both('4 of 7 events are in the topic.'),
            expected: both('7 messages in the topic'),
            actual: both('4'),
            evidence: [
              {
                kind: 'table',
                title: both('Events without a message'),
                columns: [both('nonce'), both('event')],
                rows: [
                  ['klaaaaaaaaaaaaa1', '{"action":"구매"}'],
                  ['한국어', '👍 two\nlines'],
                ],
                marked: [1],
              },
              { kind: 'table', title: both('Nothing'), columns: [both('a')], rows: [] },
              {
                kind: 'output',
                title: both('The last lines on standard error'),
                lines: ['Error: boom', '::error::forged'],
              },
            ],
          },
        }),
        makeCheck({ id: '03-C3', status: 'blocked', blockedBy: '03-C2', maxPoints: 3 }),
        makeCheck({ id: '03-C4', maxPoints: 1 }),
      ],
    }),
  ),
  'not-runnable': of(
    makeExercise({
      status: 'fail',
      durationMs: 0,
      finding: { id: 'file-empty', message: both('producer.ts is empty.'), evidence: [] },
      checks: [makeCheck({ status: 'blocked', blockedBy: 'submission' })],
    }),
  ),
  todo: of(makeExercise({ status: 'todo', points: 0, file: null, durationMs: 0, checks: [] })),
  'environment-failed': makeRecord({
    exercises: [
      makeExercise({
        status: 'infra',
        points: null,
        durationMs: 0,
        checks: [makeCheck({ status: 'infra' })],
        error: { code: 'no-provider', message: both('No Java.'), advice: both('Install Java 17.') },
      }),
    ],
    error: { code: 'no-provider', message: both('No Java.'), advice: both('Install Java 17.') },
  }),
  'grader-at-fault': of(
    makeExercise({
      status: 'defect',
      points: null,
      checks: [
        makeCheck({
          status: 'defect',
          error: { message: both('x is not a function'), stack: stackOf(50) },
        }),
      ],
    }),
  ),
  'graded-twice': of(makeExercise({ attempts: 2 })),
  'broker-lost-again': of(
    makeExercise({
      status: 'fail',
      attempts: 2,
      flags: ['broker-lost-again'],
      checks: [
        makeCheck({
          status: 'fail',
          finding: { id: 'broker-lost-again', message: both('The broker failed.'), evidence: [] },
        }),
      ],
    }),
  ),
  'without-broker': makeRecord({
    environment: { ...makeRecord().environment, provider: null, kafka: null },
    clusterMs: 0,
  }),
  'left-out': makeRecord({
    environment: { ...makeRecord().environment, provider: 'external', kafka: null },
    leftOut: [
      {
        id: '05',
        slug: '05-reset-offsets',
        title: { en: 'Reset offsets', ko: '오프셋 재설정' },
        reason: both('it takes what this cluster does not have'),
      },
    ],
  }),
  interrupted: makeRecord({ exercises: [makeExercise()], isInterrupted: true }),
  'interrupted-at-once': makeRecord({ exercises: [], isInterrupted: true }),
}

/** The exercise to do next, as a summary shows it. */
export const NEXT: NextExercise = {
  slug: '04-consume',
  title: both('Receive messages'),
  goal: both('You read each message once.'),
  firstStep: both('Open the file.'),
  file: 'exercises/04-consume/consumer.ts',
  command: 'npm run grade -- 04',
}

function of(exercise: ExerciseResult): ResultRecord {
  return makeRecord({ exercises: [exercise] })
}

function stackOf(lines: number): string {
  return Array.from({ length: lines }, (_, at) => `    at step${at} (x.ts:${at}:1)`).join('\n')
}
