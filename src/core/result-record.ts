import { z } from 'zod'
import { CHECK_STATUSES, EXERCISE_STATUSES } from './status.ts'
import { INFRA_CODES } from './errors.ts'

const bilingual = z.object({ en: z.string(), ko: z.string() }).describe('One text, both languages')

const evidence = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('table'),
      title: bilingual,
      columns: z.array(bilingual).readonly(),
      rows: z.array(z.array(z.string()).readonly()).readonly(),
      marked: z
        .array(z.number().int())
        .readonly()
        .optional()
        .describe('Positions of rows that show the fault'),
    }),
    z.object({
      kind: z.literal('spread'),
      title: bilingual,
      bars: z
        .array(z.object({ label: z.string(), count: z.number(), detail: z.string().optional() }))
        .readonly(),
    }),
    z.object({ kind: z.literal('note'), text: bilingual }),
    z.object({
      kind: z.literal('output'),
      title: bilingual,
      lines: z.array(z.string()).readonly(),
    }),
    z.object({
      kind: z.literal('timeline'),
      title: bilingual,
      events: z
        .array(
          z.object({
            atMs: z.number().describe('Since a beginning that the events share'),
            who: bilingual,
            what: bilingual,
            mark: z
              .enum(['fault', 'wrong'])
              .optional()
              .describe('`fault`: broken on purpose by the grader; `wrong`: must not happen'),
          }),
        )
        .readonly(),
    }),
    z.object({
      kind: z.literal('series'),
      title: bilingual,
      points: z.array(z.object({ atMs: z.number(), value: z.number() })).readonly(),
      limit: z.object({ value: z.number(), label: bilingual }).optional(),
      moments: z.array(z.object({ atMs: z.number(), label: bilingual })).readonly(),
    }),
  ])
  .describe('A fact that stands behind a result')

const finding = z
  .object({
    id: z.string().describe('Stable name of the kind of fault'),
    message: bilingual.describe('The headline sentence'),
    expected: bilingual.optional(),
    actual: bilingual.optional(),
    evidence: z.array(evidence).readonly(),
  })
  .describe('Why the learner lost the points, as the broker showed it')

const reportedError = z
  .object({
    message: bilingual,
    code: z.enum(INFRA_CODES).optional().describe('Absent for a defect of the grader'),
    advice: bilingual.optional(),
    stack: z.string().optional(),
  })
  .describe('What stopped the grading; never the learner')

const typeNote = z
  .object({
    file: z.string(),
    line: z.number().int(),
    column: z.number().int(),
    code: z.string().describe('The number of the complaint, for example TS2353'),
    message: z.string().describe('In English, as the compiler has it'),
  })
  .describe("A complaint of TypeScript's type checker; no points depend on it")

const check = z.object({
  id: z.string().describe('Stable for ever, for example 03-C2'),
  title: bilingual,
  status: z.enum(CHECK_STATUSES),
  points: z.number().nullable().describe('Null where nothing could be judged'),
  maxPoints: z.number(),
  isEssential: z.boolean(),
  isBonus: z.boolean().describe('Its points come on top of the maximum'),
  durationMs: z.number(),
  finding: finding.optional(),
  blockedBy: z.string().optional().describe('The failed check, or `submission`'),
  error: reportedError.optional(),
  evidence: z
    .array(evidence)
    .readonly()
    .describe('What happened in the broker, for a check that passed'),
})

const exercise = z.object({
  id: z.string(),
  slug: z.string(),
  title: bilingual,
  status: z.enum(EXERCISE_STATUSES),
  points: z.number().nullable().describe('Null where nothing could be judged'),
  maxPoints: z.number(),
  hasPassMark: z.boolean().describe('Every essential check passed'),
  isSolvedAlready: z.boolean().describe('Comes solved: always run, no points'),
  file: z.string().nullable().describe("The learner's file that was run"),
  attempts: z
    .number()
    .int()
    .describe(
      'Clusters it was tried on, one that did not start among them; 2 when brokers failed the first time',
    ),
  flags: z.array(z.string()).describe('`broker-lost-again`, `left-processes`, `ignored-files`'),
  durationMs: z.number(),
  phasesMs: z
    .object({ 'set-up': z.number(), program: z.number(), observing: z.number() })
    .describe('Where the time went'),
  faults: z
    .array(z.object({ atMs: z.number(), what: bilingual }))
    .readonly()
    .describe('What the grader broke on purpose; milliseconds since the attempt began'),
  typeNotes: z
    .array(typeNote)
    .readonly()
    .describe('For a TypeScript program that did not pass: what the type checker says of it'),
  finding: finding.optional().describe('Set when the files could not be run at all'),
  error: reportedError.optional(),
  whatHappened: z.array(bilingual).readonly().describe('After a pass: what happened in the broker'),
  checks: z.array(check),
})

/** The result of one run; `docs/results.md` explains it field by field. */
export const resultRecordSchema = z.object({
  schema: z.literal('kafkalings/result/v1'),
  kafkalings: z.string().describe('Version of the grader'),
  runId: z.string(),
  seed: z.string().describe('Give it back with --seed to get the same data'),
  startedAt: z.string().describe('ISO 8601, UTC'),
  durationMs: z.number(),
  clusterMs: z.number().describe('Until the first cluster was ready, in milliseconds'),
  isInterrupted: z.boolean(),
  environment: z.object({
    provider: z.string().nullable(),
    kafka: z.string().nullable(),
    node: z.string(),
    platform: z.string(),
    isolation: z.string().describe('How tightly learner programs are contained'),
  }),
  points: z.number(),
  maxPoints: z.number(),
  exercises: z.array(exercise),
  leftOut: z
    .array(z.object({ id: z.string(), slug: z.string(), title: bilingual, reason: bilingual }))
    .describe('Exercises that this provider of brokers cannot serve; they are in no sum'),
  next: z.string().nullable().describe('The slug of the exercise to do next'),
  error: reportedError.optional().describe('Set when the run itself could not go on'),
})

/** The versioned record of a run: all renderers are functions of it. */
export type ResultRecord = z.infer<typeof resultRecordSchema>
export type ExerciseResult = ResultRecord['exercises'][number]
export type LeftOutExercise = ResultRecord['leftOut'][number]
/** A complaint of the type checker about a learner's program. */
export type TypeNote = ExerciseResult['typeNotes'][number]
export type CheckResult = ExerciseResult['checks'][number]
